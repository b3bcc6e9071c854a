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

/** Headers by lower-case name, the values of those that hold secrets replaced. */
export function redactedHeaders(headers: Headers | ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([...headers].map(([name, value]) => [name, secretHeaders.includes(name) ? replacement : value]));
}

/** Notes down what headers hold that must not be shown. */
export function collectSecrets(headers: ReadonlyMap<string, string>, secrets: Set<string>): void {
  for (const name of secretHeaders) {
    const value = headers.get(name);
    if (value !== undefined) secrets.add(value);
  }
}

/** A value in which every string, however deep, has the secrets replaced. */
export function redacted<Value>(value: Value, secrets: ReadonlySet<string>): Value {
  const hidden = [...secrets]
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    .filter(({ length }) => length >= shortestSecret);
  // A secret may be part of another one, which then has to go first.
  hidden.sort((a, b) => b.length - a.length);
  const clean = (part: unknown): unknown => {
    if (typeof part === 'string') return hidden.reduce((text, secret) => text.replaceAll(secret, replacement), part);
    if (Array.isArray(part)) return part.map(clean);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [clean(name), clean(inner)]));
  };
  return hidden.length === 0 ? value : (clean(value) as Value);
}

// Deno's fetch names the address that it could not reach, and a query may hold SQL. It goes up to the next space: quotes
// and brackets may be part of it.
const query = /(\bhttps?:\/\/[^\s?#]+)\?\S*/g;

/**
 * What may be kept of an error that others threw: name, message, code, stack and cause, without the secrets and without
 * the queries of addresses. Anything else on it is left behind, since errors of HTTP clients carry whole requests.
 */
export function redactedError(error: unknown, secrets: ReadonlySet<string>, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error === 'object' && error !== null ? 'not an Error' : redacted(error, secrets);
  const { name, message, stack, cause, code } = error as Error & { code?: unknown };
  // Errors that are their own cause are read no further than this.
  const deeper = cause === undefined || depth === 5 ? undefined : { cause: redactedError(cause, secrets, depth + 1) };
  const clean = (part: unknown) => redacted(typeof part === 'string' ? part.replace(query, '$1') : part, secrets);
  const kept = new Error(String(clean(message)), deeper);
  for (const [key, value] of Object.entries({ name, stack, code })) {
    if (value !== undefined) Object.defineProperty(kept, key, { value: clean(value), configurable: true, writable: true });
  }
  return kept;
}
