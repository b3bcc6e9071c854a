import type { AccessKeys } from '@dli-openapi/client';
import { buildCanonicalRequest, computeSignature, redactHeaders } from '@dli-openapi/client';
import type { MockRequest } from './call.ts';

/** How far the date of a request may be from now, in minutes. */
const tolerance = 15;
const form = 'SDK-HMAC-SHA256 Access=<id>, SignedHeaders=<names>, Signature=<hexadecimal>';
const pattern = /^SDK-HMAC-SHA256\s+Access=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([\da-f]+)$/i;

/**
 * What is wrong with a request's signature, without any secret; undefined when it is right.
 * @param times that it may be of, in milliseconds since 1970
 */
export function findSignatureFault(
  request: MockRequest,
  authorization: string,
  keys: AccessKeys,
  times: readonly number[],
): string | undefined {
  const [, accessKeyId, list, signature = ''] = pattern.exec(authorization.trim()) ?? [];
  if (accessKeyId === undefined || list === undefined) return `the header authorization must read ${form}`;
  if (accessKeyId !== keys.accessKeyId) return 'the access key ID is not the expected one';
  const signedHeaders = list.toLowerCase().split(';');
  return (
    checkDate(request.headers['x-sdk-date'], times) ??
    checkSecurityToken(request.headers['x-security-token'], keys.securityToken) ??
    checkSignedHeaders(request, signedHeaders) ??
    checkSignature(request, signedHeaders, signature.toLowerCase(), keys)
  );
}

function checkDate(date: string | undefined, times: readonly number[]): string | undefined {
  const iso = date?.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  const time = iso === date ? Number.NaN : Date.parse(iso ?? '');
  if (Number.isNaN(time)) return 'the header x-sdk-date must be a time such as 20250102T030405Z';
  if (times.some((now) => Math.abs(time - now) <= tolerance * 60_000)) return undefined;
  const now = times.map((each) => new Date(each).toISOString()).join(' or, in the sandbox, ');
  return `the signature has expired: x-sdk-date is ${date}, now is ${now}, and they may be ${tolerance} minutes apart`;
}

function checkSecurityToken(given: string | undefined, expected: string | undefined): string | undefined {
  if (given === expected) return undefined;
  if (given === undefined) return 'the header x-security-token is missing, which the access keys come with';
  return expected === undefined
    ? 'the header x-security-token is sent, and the access keys come without one'
    : 'the header x-security-token is not the expected one';
}

/** Which headers are signed is the client's choice. */
function checkSignedHeaders({ headers }: MockRequest, signedHeaders: readonly string[]): string | undefined {
  if (!signedHeaders.includes('x-sdk-date')) return 'SignedHeaders must name x-sdk-date';
  const absent = signedHeaders.find((name) => name !== 'host' && !Object.hasOwn(headers, name));
  return absent === undefined ? undefined : `SignedHeaders names ${absent}, which the request does not have`;
}

function checkSignature(
  { method, url, headers, body }: MockRequest,
  signedHeaders: string[],
  signature: string,
  keys: AccessKeys,
): string | undefined {
  // In process there is no such header; over HTTP the URL does not know the host.
  const origin = `http://${(signedHeaders.includes('host') && headers.host) || url.host}`;
  if (!URL.canParse(origin)) return 'the header host must name a host';
  const target = new URL(url.pathname + url.search, origin);
  const canonical = (shown: Record<string, string>) => buildCanonicalRequest({ method, url: target, headers: shown, body, signedHeaders });
  if (computeSignature(canonical({ ...headers }), headers['x-sdk-date'] ?? '', keys.secretAccessKey) === signature) return undefined;
  return `the signature is wrong. With the access key's secret, this is what has to be signed:\n${canonical(redactHeaders(Object.entries(headers)))}`;
}
