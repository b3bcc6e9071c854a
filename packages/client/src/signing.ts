import { hmacSha256, sha256 } from '#digest';
import { listHeaders } from './http.ts';

/** An access key pair. */
export interface AccessKeys {
  /** The access key's ID (AK). */
  accessKeyId: string;
  /** The secret access key (SK). It is never sent. */
  secretAccessKey: string;
  /** The security token of temporary keys. It is sent as `X-Security-Token`. */
  securityToken?: string | undefined;
}

/** A request that is to be signed. */
export interface SignableRequest {
  method: string;
  /** The whole URL, as it will be sent. */
  url: string | URL;
  /**
   * The headers that will be sent. `Content-Type` and those that begin with `X-` are signed, and must not be changed
   * afterwards; proxies may change the others.
   */
  headers?: Headers | Readonly<Record<string, string>> | undefined;
  /** The body, exactly as it will be sent. */
  body?: string | Uint8Array | undefined;
}

/** A request that came with a signature. */
export interface SignedRequest extends SignableRequest {
  /** What its `Authorization` lists as `SignedHeaders`. */
  signedHeaders: readonly string[];
}

const algorithm = 'SDK-HMAC-SHA256';
const unsignedPayload = 'UNSIGNED-PAYLOAD';
const hashOfNothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/**
 * Signs a request with SDK-HMAC-SHA256, as Huawei Cloud's services expect. They refuse a signature that is older than a
 * few minutes. A body whose `Content-Type` is not JSON is not part of the signature.
 *
 * @example
 * const headers = { 'Content-Type': 'application/json' };
 * const signed = signRequest({ method: 'POST', url, headers, body }, keys);
 * await fetch(url, { method: 'POST', headers: { ...headers, ...signed }, body });
 *
 * @param date The time of the request, unless a header `X-Sdk-Date` has it.
 * @returns The headers to add, by lower-case name, `authorization` among them. `Host` is signed too; every client sends it.
 * @throws {TypeError} if method, URL or a key is missing or invalid, or a header cannot be sent
 */
export function signRequest(request: SignableRequest, keys: AccessKeys, date: Date = new Date()): Record<string, string> {
  const { method, url, body } = request;
  if (typeof method !== 'string' || method === '') throw new TypeError("method has to be the request's method, such as GET.");
  if (!URL.canParse(String(url))) throw new TypeError('url has to be a whole URL, such as https://dli.cn-north-4.myhuaweicloud.com/v1.0.');
  const problem = findAccessKeyProblem(keys ?? {});
  if (problem !== undefined) throw new TypeError(problem);
  const given = listHeaders(new Headers(request.headers));
  const headers = new Map(given);
  addSignature({ method, url: String(url), headers, body }, keys, date.getTime());
  return Object.fromEntries([...headers].filter(([name, value]) => given.get(name) !== value));
}

/** Why access keys cannot be used, if they cannot. */
export function findAccessKeyProblem(keys: Partial<AccessKeys>): string | undefined {
  const { accessKeyId, secretAccessKey, securityToken } = keys;
  if (typeof secretAccessKey !== 'string' || secretAccessKey === '')
    return 'secretAccessKey is missing. Set the one that belongs to accessKeyId.';
  if (!isVisible(accessKeyId)) return 'accessKeyId is missing, or holds a character that a header cannot have. Check where it was read.';
  if (securityToken !== undefined && !isVisible(securityToken))
    return 'securityToken is empty, or holds a character that a header cannot have. Check where it was read.';
  return undefined;
}

function isVisible(text: unknown): boolean {
  return typeof text === 'string' && /^[\x21-\x7e]+$/.test(text);
}

/**
 * The form of a request that is signed, for those who receive it. `host` is taken from the URL.
 * @throws {TypeError} if the URL is invalid
 */
export function buildCanonicalRequest({ method, url, headers, body = '', signedHeaders }: SignedRequest): string {
  const names = signedHeaders.map((name) => name.toLowerCase()).sort();
  return formatCanonicalRequest(method, new URL(url), listHeaders(new Headers(headers)), body, names);
}

/**
 * The signature of a request in its canonical form.
 * @param date Its header `X-Sdk-Date`.
 */
export function computeSignature(canonicalRequest: string, date: string, secretAccessKey: string): string {
  return hmacSha256(secretAccessKey, `${algorithm}\n${date}\n${sha256(canonicalRequest)}`);
}

interface HeadedRequest {
  method: string;
  url: string;
  /** By lower-case name. */
  headers: Map<string, string>;
  body: string | Uint8Array | undefined;
}

/** Adds the headers of a signature to a request, and gives the signature by itself. */
export function addSignature({ method, url, headers, body = '' }: HeadedRequest, keys: AccessKeys, time: number): string {
  if (!headers.has('x-sdk-date')) headers.set('x-sdk-date', formatSdkDate(time));
  if (keys.securityToken !== undefined) headers.set('x-security-token', keys.securityToken);
  if (!isJson(headers.get('content-type'))) headers.set('x-sdk-content-sha256', unsignedPayload);
  const names = listHeadersToSign(headers);
  const canonicalRequest = formatCanonicalRequest(method, new URL(url), headers, body, names);
  const signature = computeSignature(canonicalRequest, headers.get('x-sdk-date') ?? '', keys.secretAccessKey);
  headers.set('authorization', `${algorithm} Access=${keys.accessKeyId}, SignedHeaders=${names.join(';')}, Signature=${signature}`);
  return signature;
}

/** 20250102T030405Z */
function formatSdkDate(time: number): string {
  const date = new Date(time).toISOString();
  return `${date.slice(0, 4)}${date.slice(5, 7)}${date.slice(8, 13)}${date.slice(14, 16)}${date.slice(17, 19)}Z`;
}

/** The time of a date such as 20250102T030405Z, in milliseconds since 1970; NaN if it is not one. */
export function parseSdkDate(date: string): number {
  return Date.parse(date.replace(/(....)(..)(..T..)(..)(..Z)/, '$1-$2-$3:$4:$5'));
}

function isJson(contentType: string | undefined): boolean {
  return contentType === undefined || /[/+]json\b/i.test(contentType);
}

// Proxies may change other headers than these.
function listHeadersToSign(headers: ReadonlyMap<string, string>): string[] {
  const names = ['host'];
  for (const name of headers.keys()) if (name === 'content-type' || name.startsWith('x-')) names.push(name);
  return names.sort();
}

function formatCanonicalRequest(
  method: string,
  { host, pathname, search }: URL,
  headers: ReadonlyMap<string, string>,
  body: string | Uint8Array,
  names: readonly string[],
): string {
  let lines = '';
  for (const name of names) lines += `${name}:${name === 'host' ? host : headers.get(name)?.trim()}\n`;
  const hash = headers.get('x-sdk-content-sha256') === unsignedPayload ? unsignedPayload : hashBody(body);
  return `${method.toUpperCase()}\n${formatPath(pathname)}\n${formatQuery(search)}\n${lines}\n${names.join(';')}\n${hash}`;
}

function hashBody(body: string | Uint8Array): string {
  return body.length === 0 ? hashOfNothing : sha256(body);
}

// Most paths and queries hold nothing to encode, and one look at them costs less. The characters of such names sort after "=".
const plainPath = /^[\w\-.~/]*$/;
const plainQuery = /^\?[A-Za-z_]+=[\w\-.~]*(?:&[A-Za-z_]+=[\w\-.~]*)*$/;

function formatPath(path: string): string {
  const canonical = plainPath.test(path)
    ? path
    : path
        .split('/')
        .map((part) => encode(decode(part)))
        .join('/');
  return canonical.endsWith('/') ? canonical : `${canonical}/`;
}

function formatQuery(search: string): string {
  if (search.length < 2) return '';
  if (plainQuery.test(search)) return search.slice(1).split('&').sort().join('&');
  const pairs: [name: string, value: string][] = [];
  for (const pair of search.slice(1).replaceAll('+', ' ').split('&')) {
    if (pair === '') continue;
    const end = pair.includes('=') ? pair.indexOf('=') : pair.length;
    pairs.push([decode(pair.slice(0, end)), decode(pair.slice(end + 1))]);
  }
  // By their values, not by how they are written.
  pairs.sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB));
  return pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A percent sign that stands for itself.
    return part;
  }
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
