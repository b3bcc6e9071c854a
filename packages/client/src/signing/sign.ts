import { hmacSha256, sha256 } from '#digest';
import { canonicalRequestOf } from './canonical-request.ts';

/** An access key pair. */
export interface AccessKeys {
  /** The access key's ID (AK). */
  accessKeyId: string;
  /** The secret access key (SK). It is never sent. */
  secretAccessKey: string;
  /** What temporary keys come with. It is sent as `X-Security-Token`. */
  securityToken?: string | undefined;
}

/** A request whose headers take the signature. */
export interface Signable {
  method: string;
  url: string;
  /** By lower-case name. */
  headers: Map<string, string>;
  body: string | Uint8Array | undefined;
}

const algorithm = 'SDK-HMAC-SHA256';

/** Adds to a request's headers what its signature needs, the signature with them, and gives the signature by itself. */
export function addSignature({ method, url, headers, body = '' }: Signable, keys: AccessKeys, time: number): string {
  if (!headers.has('x-sdk-date')) headers.set('x-sdk-date', dateOf(time));
  if (keys.securityToken !== undefined) headers.set('x-security-token', keys.securityToken);
  if (!isJson(headers.get('content-type'))) headers.set('x-sdk-content-sha256', 'UNSIGNED-PAYLOAD');
  const { text, signedHeaders } = canonicalRequestOf(method, new URL(url), headers, body);
  const signature = signatureOf(text, headers.get('x-sdk-date') ?? '', keys.secretAccessKey);
  headers.set('authorization', `${algorithm} Access=${keys.accessKeyId}, SignedHeaders=${signedHeaders}, Signature=${signature}`);
  return signature;
}

/**
 * The signature of a request in its canonical form.
 * @param date What its header `X-Sdk-Date` says.
 */
export function signatureOf(canonicalRequest: string, date: string, secretAccessKey: string): string {
  return hmacSha256(secretAccessKey, `${algorithm}\n${date}\n${sha256(canonicalRequest)}`);
}

// 20250102T030405Z
function dateOf(time: number): string {
  const date = new Date(time).toISOString();
  return `${date.slice(0, 4)}${date.slice(5, 7)}${date.slice(8, 13)}${date.slice(14, 16)}${date.slice(17, 19)}Z`;
}

function isJson(contentType: string | undefined): boolean {
  return contentType === undefined || /[/+]json\b/i.test(contentType);
}
