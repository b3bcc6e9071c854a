import { canonicalRequestOf } from './canonical-request.ts';
import type { AccessKeys } from './sign.ts';
import { addSignature } from './sign.ts';

export type { AccessKeys } from './sign.ts';
export { signatureOf } from './sign.ts';

/** A request that is to be signed. */
export interface SignableRequest {
  method: string;
  /** The address in full, as it will be sent. */
  url: string | URL;
  /**
   * The headers that will be sent. `Content-Type` and those that begin with `X-` are signed, and must not be changed
   * afterwards; proxies may change the others.
   */
  headers?: Headers | Readonly<Record<string, string>> | undefined;
  /** The body, exactly as it will be sent. */
  body?: string | Uint8Array | undefined;
}

/**
 * Signs a request with SDK-HMAC-SHA256, as Huawei Cloud's services take it. They refuse a signature that is older than a
 * few minutes. A body whose `Content-Type` is not JSON is left out of the signature.
 *
 * @example
 * const headers = { 'Content-Type': 'application/json' };
 * const signed = signRequest({ method: 'POST', url, headers, body }, keys);
 * await fetch(url, { method: 'POST', headers: { ...headers, ...signed }, body });
 *
 * @param date The time of the request, unless a header `X-Sdk-Date` holds it.
 * @returns The headers to add, by lower-case name, `authorization` among them. `Host` is signed too; every client sends it.
 * @throws {TypeError} when the URL is none, or a header cannot be sent
 */
export function signRequest(request: SignableRequest, keys: AccessKeys, date: Date = new Date()): Record<string, string> {
  const { method, url, body } = request;
  const given = new Map(new Headers(request.headers));
  const headers = new Map(given);
  addSignature({ method, url: String(url), headers, body }, keys, date.getTime());
  return Object.fromEntries([...headers].filter(([name, value]) => given.get(name) !== value));
}

/** A request that came with a signature. */
export interface SignedRequest extends SignableRequest {
  /** What its `Authorization` lists as `SignedHeaders`. */
  signedHeaders: readonly string[];
}

/**
 * The form of a request that was signed, for those who receive it: {@link signatureOf} tells which signature it must have.
 * `host` is taken from the URL.
 * @throws {TypeError} when the URL is none
 */
export function canonicalRequest({ method, url, headers, body = '', signedHeaders }: SignedRequest): string {
  const names = signedHeaders.map((name) => name.toLowerCase());
  return canonicalRequestOf(method, new URL(url), new Map(new Headers(headers)), body, names).text;
}
