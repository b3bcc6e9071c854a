// What must never be shown or kept of a request or an answer, known by its name.
import { redactedHeaders } from '@dli-openapi/client/redaction';
import type { Violation } from '../validation/violation.ts';

/** Stands where a secret was. */
export const redacted = '[redacted]';

/** Whether a header, a query parameter or a JSON property of this name holds a secret: a password, a token, a key to an account. */
export function isSecret(name: string): boolean {
  return /passw|pwd|secret|token|credential|signature|authorization|cookie|api[-_.]?key/i.test(name) || isKey(name);
}

/** Access keys and private keys, as people shorten them. A tag's `key` is none. */
function isKey(name: string): boolean {
  return /^(?:ak|sk)$|(?:access|private)[-_.]?key/i.test(name);
}

/** Headers, in lower case, with the values of secret ones replaced: of those that the client knows, and of those named like secrets. */
export function redactHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const shown = Object.entries(headers).map(([name, value]): [string, string] => [name, isSecret(name) ? redacted : value]);
  return redactedHeaders(new Map(shown));
}

/** A path with its query, in which the values of secret parameters are replaced and all else is as it was sent. */
export function redactPath({ pathname, search }: URL): string {
  if (search === '') return pathname;
  return `${pathname}?${search.slice(1).split('&').map(redactPair).join('&')}`;
}

function redactPair(pair: string): string {
  const [name = ''] = pair.split('=');
  return pair.length > name.length && isSecret(name) ? `${name}=${redacted}` : pair;
}

/** A violation, without what was found where that is a secret or may hold one. */
export function withoutSecret(violation: Violation): Violation {
  const { found, ...rest } = violation;
  if (found === undefined) return violation;
  const isOfSecret = violation.pointer.split(/[.[\]]+/).some(isSecret);
  // Of a query that cannot be decoded, what was found is the whole pair, its name included.
  return isOfSecret || (violation.pointer === 'query' && isSecret(found.split('=')[0] ?? '')) ? rest : violation;
}
