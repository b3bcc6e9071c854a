import type { MockRequest } from '../call.ts';

/**
 * Why a signed request would not be valid at the other end; undefined where it would be, or is not signed. A signature covers the header
 * `Host`, and the other end's name there is another than the one that the client signed for.
 */
export function signedHostFault({ headers }: Pick<MockRequest, 'headers'>, upstream: URL): string | undefined {
  const signed = /^SDK-HMAC-SHA256\b.*SignedHeaders=([^,\s]*)/i.exec(headers.authorization ?? '')?.[1];
  if (!signed?.toLowerCase().split(';').includes('host')) return undefined;
  if (headers.host?.toLowerCase() === upstream.host) return undefined;
  return (
    `The request is signed for the host ${headers.host ?? '(none)'}, and ${upstream.host} would refuse it: it was not forwarded. ` +
    `Authenticate with X-Auth-Token, or sign for ${upstream.host} and send that as the header Host to this address`
  );
}
