import { sha256 } from '#digest';

/** A request in the form that is signed. */
export interface CanonicalRequest {
  text: string;
  /** The names of the headers it covers, as `SignedHeaders` lists them. */
  signedHeaders: string;
}

const unsignedPayload = 'UNSIGNED-PAYLOAD';
const hashOfNothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/**
 * The canonical form of a request with SDK-HMAC-SHA256.
 * @param headers By lower-case name.
 * @param names Of the headers that it covers, in lower case; those that a signature of this package covers unless given.
 */
export function canonicalRequestOf(
  method: string,
  { host, pathname, search }: URL,
  headers: ReadonlyMap<string, string>,
  body: string | Uint8Array,
  names = namesToSign(headers),
): CanonicalRequest {
  let lines = '';
  for (const name of names.sort()) lines += `${name}:${name === 'host' ? host : headers.get(name)?.trim()}\n`;
  const signedHeaders = names.join(';');
  const hash = headers.get('x-sdk-content-sha256') === unsignedPayload ? unsignedPayload : hashOf(body);
  const text = `${method.toUpperCase()}\n${canonicalPath(pathname)}\n${canonicalQuery(search)}\n${lines}\n${signedHeaders}\n${hash}`;
  return { text, signedHeaders };
}

// Proxies may change other headers than these.
function namesToSign(headers: ReadonlyMap<string, string>): string[] {
  const names = ['host'];
  for (const name of headers.keys()) if (name === 'content-type' || name.startsWith('x-')) names.push(name);
  return names;
}

function hashOf(body: string | Uint8Array): string {
  return body.length === 0 ? hashOfNothing : sha256(body);
}

// Most paths and queries hold nothing that would have to be encoded, and looking once costs less.
const plainPath = /^[\w\-.~/]*$/;
const plainQuery = /^\?(?:[\w\-.~]+=[\w\-.~]*(?:&|$))*$/;

function canonicalPath(path: string): string {
  const canonical = plainPath.test(path)
    ? path
    : path
        .split('/')
        .map((part) => encoded(decoded(part)))
        .join('/');
  return canonical.endsWith('/') ? canonical : `${canonical}/`;
}

function canonicalQuery(search: string): string {
  if (search.length < 2) return '';
  const [decode, encode] = plainQuery.test(search) ? [asItIs, asItIs] : [decoded, encoded];
  const pairs: [name: string, value: string][] = [];
  for (const pair of search.slice(1).replaceAll('+', ' ').split('&')) {
    if (pair === '') continue;
    const end = pair.includes('=') ? pair.indexOf('=') : pair.length;
    pairs.push([decode(pair.slice(0, end)), decode(pair.slice(end + 1))]);
  }
  // By what they are, not by how they are written.
  pairs.sort(([nameA, valueA], [nameB, valueB]) => order(nameA, nameB) || order(valueA, valueB));
  return pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
}

function asItIs(text: string): string {
  return text;
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A percent sign that stands for itself.
    return part;
  }
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
