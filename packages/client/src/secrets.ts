import type { OutgoingRequest } from './credentials/credentials.ts';

/** What stands in the place of a secret. */
export const replacement = '[redacted]';

// Shorter secrets hide nothing, and replacing them would make other words unreadable.
const shortestSecret = 6;
const keyed = 'api|access|private|account|signing|encryption';
const secretName = new RegExp(
  `pass_?(?:w|phrase|code)|pwd|secret|token|credential|signature|authori[sz]ation|cookie|jaas|jwt|(?:${keyed})_?key|(?:^|_)(?:[as]k(?:_|$)|(?:pass|sig|auth)$)`,
);
// Names that say something about a secret, such as token_count, or count what a language model reads.
const harmlessName =
  /_(?:count|limit|type|length|size|policy|name|version|algorithm|method|ur[il]|endpoint|expir\w*|ttl|enabled|required|file|path|at|in)$|(?:^|_)(?:max|min|total|num|new|prompt|completion|input|output)_(?:\w+_)?tokens?$/;

/**
 * Whether a header, parameter or property of this name holds a secret: a password, a token, a key. Case and separators do not
 * count; the name must be decoded.
 */
export function isSecretName(name: string): boolean {
  const known = knownNames.get(name);
  if (known !== undefined) return known;
  // The same few names come again and again; a hostile peer can think of any number of others.
  if (knownNames.size === mostKnown) knownNames.clear();
  const isSecret = testName(name);
  knownNames.set(name, isSecret);
  return isSecret;
}

/** Whether all that an object of this name holds is secret. That of `auth` names the secrets in it, such as in a request for a token. */
export function isSecretObjectName(name: string): boolean {
  return isSecretName(name) && !/auth$/i.test(name);
}

const mostKnown = 500;
const knownNames = new Map<string, boolean>();

function testName(name: string): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/[\W_]+/g, '_')
    .toLowerCase();
  return secretName.test(words) && !harmlessName.test(words);
}

/** Finds secrets in texts and hides them. */
export interface Redaction {
  /** The secrets that a text holds. */
  find(text: string): Iterable<string>;
  /** A text without these secrets, the longest first, and without those that it holds itself. */
  hide(text: string, secrets: readonly string[]): string;
}

/** Knows the values of properties with secret names, and what it is given. A client that logs brings one that knows more. */
export const namedRedaction: Redaction = {
  find(text) {
    const found: string[] = [];
    try {
      JSON.parse(text, (name, value) => {
        if (typeof value === 'string' && isSecretName(name)) found.push(value);
      });
    } catch {
      // Only JSON has names.
    }
    return found;
  },
  hide(text, secrets) {
    const write = (secret: string) => JSON.stringify(secret).slice(1, -1);
    // As it is, in JSON, and in JSON in a string of JSON.
    const written = secrets.flatMap((secret) => [secret, write(secret), write(write(secret))]);
    return written.reduce((rest, secret) => rest.replaceAll(secret, replacement), text);
  },
};

/** The longest first: a secret may be part of another one. */
export function listWorthHiding(secrets: Iterable<string>): string[] {
  return [...new Set(secrets)].filter(({ length }) => length >= shortestSecret).sort((a, b) => b.length - a.length);
}

/** What a call has sent so far that must not be shown. */
export interface SentSecrets {
  readonly redaction: Redaction;
  /** Texts that are secret. */
  readonly secrets: ReadonlySet<string>;
  /** Each attempt. */
  readonly sent: readonly OutgoingRequest[];
  /** What was found in so much, by this redaction. */
  listed: { redaction: Redaction; count: number; secrets: readonly string[] } | undefined;
}

/** The values of secret headers, and the parts of them that are secret by themselves, such as a token after `Bearer`. */
export function listHeaderSecrets(headers: Iterable<readonly [string, string]>): string[] {
  const secrets: string[] = [];
  for (const [name, value] of headers) if (isSecretName(name)) secrets.push(value, ...(value.match(/[^\s,;="]{20,}/g) ?? []));
  return secrets;
}

export type Hide = (text: string) => string;

/** Hides in a text what a call has sent and must not be shown. */
export function createHide(call: SentSecrets): Hide {
  const { redaction, secrets, sent } = call;
  const count = secrets.size + sent.length;
  if (call.listed?.redaction !== redaction || call.listed.count !== count) {
    const found = sent.flatMap(({ url, headers, body }) => [
      ...listHeaderSecrets(headers),
      ...redaction.find(url),
      ...redaction.find(readText(body)),
    ]);
    call.listed = { redaction, count, secrets: listWorthHiding([...secrets, ...found]) };
  }
  const known = call.listed.secrets;
  return (text) => redaction.hide(text, known);
}

const decoder = new TextDecoder();

export function readText(body: OutgoingRequest['body']): string {
  // Bytes may be of another realm: in jsdom those of `fetch` are no instances of its `Uint8Array`.
  return typeof body === 'object' ? decoder.decode(body) : (body ?? '');
}

/** Headers in which the values of secret ones are replaced, and secrets in all others. */
export function hideInHeaders(headers: Iterable<readonly [string, string]>, hide: Hide): Record<string, string> {
  return Object.fromEntries(Array.from(headers, ([name, value]) => [name, isSecretName(name) ? replacement : hide(value)]));
}

// Deno's fetch names the URL that it could not reach, and a query may hold SQL. It goes up to the next space: quotes and
// brackets may be part of it.
const query = /(\bhttps?:\/\/[^\s?#]+)\?\S*/g;

/**
 * What may be kept of an error of other code: name, message, code, stack and cause, without the secrets and without the
 * queries of URLs. All else is dropped, since errors of HTTP clients carry whole requests.
 */
export function redactError(error: unknown, hide: Hide, depth = 0): unknown {
  const clean = (value: unknown) => (typeof value === 'string' ? hide(value.replace(query, '$1')) : value);
  if (!(error instanceof Error)) return typeof error === 'object' && error !== null ? 'not an Error' : clean(error);
  const { name, message, stack, cause, code } = error as Error & { code?: unknown };
  // Errors that are their own cause are read no further than this.
  const options = cause === undefined || depth === 5 ? undefined : { cause: redactError(cause, hide, depth + 1) };
  const kept = new Error(hide(message.replace(query, '$1')), options);
  for (const [key, value] of Object.entries({ name, stack, code })) {
    if (value !== undefined) Object.defineProperty(kept, key, { value: clean(value), configurable: true, writable: true });
  }
  return kept;
}
