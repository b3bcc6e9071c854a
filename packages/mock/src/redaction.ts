// What must not be logged, shown or recorded of a request and its response. The client defines what is secret.
import { findSecrets, isSecretName, listHeaderSecrets, redactText } from '@dli-openapi/client';
import type { MockRequest } from './request/call.ts';
import type { Violation } from './validation/violation.ts';

const known = new WeakMap<MockRequest, ReadonlySet<string>>();

/** The secrets that a request holds: they are hidden wherever they come back. */
export function listSecrets(request: MockRequest): ReadonlySet<string> {
  const secrets = known.get(request) ?? new Set(readSecrets(request));
  known.set(request, secrets);
  return secrets;
}

function* readSecrets({ url, headers, body }: MockRequest): Generator<string> {
  yield* listHeaderSecrets(Object.entries(headers));
  for (const text of [url.search, ...Object.values(headers), decodeBody(body).text]) yield* findSecrets(text);
}

/** A path with its query. */
export function redactPath({ pathname, search }: URL, secrets?: Iterable<string>): string {
  return redactText(pathname + search, secrets);
}

/** A violation, without what was found where that may be a secret. */
export function redactViolation(violation: Violation): Violation {
  const { found, ...rest } = violation;
  if (found === undefined) return violation;
  const isOfSecret = [violation.pointer, ...violation.pointer.split(/[.[\]]+/)].some(isSecretName);
  return isOfSecret ? rest : { ...rest, found: redactText(found) };
}

/** A body: its text, or its bytes where they are not UTF-8. */
export function redactBody(body: Uint8Array, secrets: Iterable<string> = []): string | Buffer {
  const { text, isUtf8 } = decodeBody(body);
  if (isUtf8) return redactText(text, secrets);
  const written = Array.from(secrets, (secret) => Buffer.from(secret).toString('latin1'));
  return Buffer.from(redactText(text, written), 'latin1');
}

/** In all charsets the names of secrets look like those of ASCII, and Latin-1 keeps every byte. */
function decodeBody(body: Uint8Array): { text: string; isUtf8: boolean } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body), isUtf8: true };
  } catch {
    return { text: Buffer.from(body.buffer, body.byteOffset, body.length).toString('latin1'), isUtf8: false };
  }
}
