const replacement = '[redacted]';
// Shorter secrets hide nothing, and replacing them would make other words unreadable.
const shortestSecret = 6;
// What JSON writes as it is.
const plainText = /^[ !#-[\]-~]*$/;

const word = 'passw|pwd|secret|token|credential|signature|authorization|cookie|(?:api|access|private)[._-]?key';
const secretName = new RegExp(`${word}|^[as]k$`, 'i');

/** Whether a header, parameter or field of this name holds a secret: a password, a token, a key. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

// Parts are bounded, so that no text makes this slow.
const name = `(?:${word}|\\b[as]k\\b)[\\w.-]{0,99}\\\\*["'\`]?\\s{0,9}`;
// '…', "…" with its escapes, or \"…\" within another string.
const quoted = `(?:'(?:[^']|'')*'|"(?:[^"\\\\]|\\\\.)*"|\\\\+"(?:[^"\\\\]|\\\\+[^"\\\\])*\\\\+")`;
const bare = `[^\\s'"\\\\,;&)]+`;
// In JSON, also within a string: "password": "…". In a statement, a URL or an argument: 'password' = '…', password=….
const namedSecret = new RegExp(`(${name}[=:]\\s{0,9})${quoted}|(${name}=\\s{0,9})${bare}`, 'gi');

/**
 * A value in which every string, however deep, has these secrets replaced, and every value named as a secret is.
 * @param secrets Texts to replace wherever they occur.
 */
export function redact<Value>(value: Value, secrets: Iterable<string> = []): Value {
  const hidden: string[] = [];
  for (const secret of secrets) {
    if (secret.length < shortestSecret) continue;
    hidden.push(secret);
    if (!plainText.test(secret)) hidden.push(JSON.stringify(secret).slice(1, -1));
  }
  // A secret may be part of another one, which has to be replaced first.
  hidden.sort((a, b) => b.length - a.length);
  const redactText = (text: string) => {
    const rest = hidden.reduce((shown, secret) => shown.replaceAll(secret, replacement), text);
    // Most texts name nothing, and are spared the slow way.
    return /[=:]/.test(rest) ? rest.replace(namedSecret, `$1$2${replacement}`) : rest;
  };
  const redactPart = (part: unknown, depth: number): unknown => {
    if (typeof part === 'string') return redactText(part);
    if (typeof part !== 'object' || part === null) return part;
    // Deeper levels are dropped before the stack overflows. No response of DLI comes near.
    if (depth === 99) return replacement;
    if (Array.isArray(part)) return part.map((inner) => redactPart(inner, depth + 1));
    const members = Object.entries(part).map(([key, inner]) => [
      redactText(key),
      typeof inner === 'string' && isSecretName(key) ? replacement : redactPart(inner, depth + 1),
    ]);
    return Object.fromEntries(members);
  };
  return redactPart(value, 0) as Value;
}

/** Headers in which the values of secret ones are replaced, and these secrets in all others. */
export function redactHeaders(headers: Iterable<readonly [string, string]>, secrets?: Iterable<string>): Record<string, string> {
  return redact(Object.fromEntries(headers), secrets);
}

/** What a call has sent so far that must not be shown. */
export interface SentSecrets {
  /** Texts that are secret. */
  readonly secrets: ReadonlySet<string>;
  /** The headers of each attempt, some of which are secret by their name. */
  readonly sentHeaders: readonly ReadonlyMap<string, string>[];
}

/** The texts that errors, hooks and logs of a call must not show. */
export function listSecrets({ secrets, sentHeaders }: SentSecrets): Set<string> {
  const found = new Set(secrets);
  for (const headers of sentHeaders) for (const [header, value] of headers) if (isSecretName(header)) found.add(value);
  return found;
}

// Deno's fetch names the URL that it could not reach, and a query may hold SQL. It goes up to the next space: quotes and
// brackets may be part of it.
const query = /(\bhttps?:\/\/[^\s?#]+)\?\S*/g;

/**
 * What may be kept of an error of other code: name, message, code, stack and cause, without the secrets and without the
 * queries of URLs. All else is dropped, since errors of HTTP clients carry whole requests.
 */
export function redactError(error: unknown, secrets: Iterable<string>, depth = 0): unknown {
  const clean = <Value>(value: Value) => redact(typeof value === 'string' ? value.replace(query, '$1') : value, secrets) as Value;
  if (!(error instanceof Error)) return typeof error === 'object' && error !== null ? 'not an Error' : clean(error);
  const { name, message, stack, cause, code } = error as Error & { code?: unknown };
  // Errors that are their own cause are read no further than this.
  const options = cause === undefined || depth === 5 ? undefined : { cause: redactError(cause, secrets, depth + 1) };
  const kept = new Error(clean(message), options);
  for (const [key, value] of Object.entries({ name, stack, code })) {
    if (value !== undefined) Object.defineProperty(kept, key, { value: clean(value), configurable: true, writable: true });
  }
  return kept;
}
