import { secretName, withoutPasswords } from './passwords.ts';

const replacement = '[redacted]';
const secretHeaders: readonly string[] = [
  'authorization',
  'cookie',
  'proxy-authorization',
  'set-cookie',
  'x-auth-token',
  'x-security-token',
  'x-subject-token',
];
// Shorter ones hide nothing, and replacing them would make other words unreadable.
const shortestSecret = 6;

/** Headers by lower-case name, without the values of those that hold secrets, and without the secrets in all others. */
export function redactedHeaders(
  headers: Headers | ReadonlyMap<string, string>,
  secrets: ReadonlySet<string> = new Set(),
): Record<string, string> {
  const shown = [...headers].map(([name, value]) => [name, secretHeaders.includes(name) ? replacement : value]);
  return redacted(Object.fromEntries(shown), secrets);
}

/** Notes down what headers hold that must not be shown. */
export function collectSecrets(headers: ReadonlyMap<string, string>, secrets: Set<string>): void {
  for (const name of secretHeaders) {
    const value = headers.get(name);
    if (value !== undefined) secrets.add(value);
  }
}

/** A value in which every string, however deep, has the secrets replaced, and what is called a password. */
export function redacted<Value>(value: Value, secrets: ReadonlySet<string>): Value {
  const hidden = [...secrets]
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    .filter(({ length }) => length >= shortestSecret);
  // A secret may be part of another one, which then has to go first.
  hidden.sort((a, b) => b.length - a.length);
  const shown = (text: string) =>
    withoutPasswords(
      hidden.reduce((rest, secret) => rest.replaceAll(secret, replacement), text),
      replacement,
    );
  const clean = (part: unknown, depth: number): unknown => {
    if (typeof part === 'string') return shown(part);
    if (typeof part !== 'object' || part === null) return part;
    // What is nested deeper is left out, before the stack overflows. No answer of DLI comes near.
    if (depth === 99) return replacement;
    if (Array.isArray(part)) return part.map((inner) => clean(inner, depth + 1));
    const members = Object.entries(part).map(([name, inner]) => {
      return [shown(name), typeof inner === 'string' && secretName.test(name) ? replacement : clean(inner, depth + 1)];
    });
    return Object.fromEntries(members);
  };
  return clean(value, 0) as Value;
}

// Deno's fetch names the address that it could not reach, and a query may hold SQL. It goes up to the next space: quotes
// and brackets may be part of it.
const query = /(\bhttps?:\/\/[^\s?#]+)\?\S*/g;

/**
 * What may be kept of an error that others threw: name, message, code, stack and cause, without the secrets and without
 * the queries of addresses. Anything else on it is left behind, since errors of HTTP clients carry whole requests.
 */
export function redactedError(error: unknown, secrets: ReadonlySet<string>, depth = 0): unknown {
  const clean = <Value>(value: Value) => redacted(typeof value === 'string' ? value.replace(query, '$1') : value, secrets) as Value;
  if (!(error instanceof Error)) return typeof error === 'object' && error !== null ? 'not an Error' : clean(error);
  const { name, message, stack, cause, code } = error as Error & { code?: unknown };
  // Errors that are their own cause are read no further than this.
  const deeper = cause === undefined || depth === 5 ? undefined : { cause: redactedError(cause, secrets, depth + 1) };
  const kept = new Error(clean(message), deeper);
  for (const [key, value] of Object.entries({ name, stack, code })) {
    if (value !== undefined) Object.defineProperty(kept, key, { value: clean(value), configurable: true, writable: true });
  }
  return kept;
}
