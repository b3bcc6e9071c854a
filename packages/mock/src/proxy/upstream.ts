import { readAddress } from '../address.ts';
import { isLoopback } from '../http/hosts.ts';
import { MockError } from '../mock-error.ts';

/**
 * Reads the address of a real endpoint.
 * @param allowInsecure take plain HTTP also to other machines, where tokens can be read on the way
 * @throws {MockError} when it is not the address of a server, or its connection is not encrypted
 */
export function parseUpstream(text: string, allowInsecure: boolean): URL {
  const url = new URL(readAddress('--proxy', text));
  if (url.pathname !== '/') {
    throw new MockError(
      `--proxy must be no more than scheme, host and port, such as ${url.protocol}//${url.host}: paths come with the requests.`,
    );
  }
  if (url.protocol === 'http:' && !allowInsecure && !isLoopback(url.hostname)) {
    throw new MockError(
      `--proxy ${url.origin} is not encrypted: tokens and data could be read on the way. Use https://${url.host}, or --proxy-insecure if you mean it.`,
    );
  }
  return url;
}

/**
 * Why a signed request would not be valid at the other end; undefined where it would be, or is not signed. A signature covers the
 * header `Host`, and the name of the other end may not be the one that the client signed for.
 */
export function findSignedHostFault(headers: Readonly<Record<string, string>>, upstream: URL): string | undefined {
  const signed = /^SDK-HMAC-SHA256\b.*SignedHeaders=([^,\s]*)/i.exec(headers.authorization ?? '')?.[1];
  if (!signed?.toLowerCase().split(';').includes('host')) return undefined;
  if (headers.host?.toLowerCase() === upstream.host) return undefined;
  return (
    `The request is signed for the host ${headers.host ?? '(none)'}, and ${upstream.host} would refuse it: it was not forwarded. ` +
    `Authenticate with X-Auth-Token, or sign for ${upstream.host} and send that as the header Host to this address`
  );
}
