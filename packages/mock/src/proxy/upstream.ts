import { MockError } from '../errors.ts';

/**
 * Reads the address of a real endpoint.
 * @param allowInsecure take plain HTTP also to other machines, where tokens can be read on the way
 * @throws {MockError} when it is no address of a server, or its connection is not encrypted
 */
export function readUpstream(text: string, allowInsecure: boolean): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new MockError(
      `--proxy must be an address such as https://dli.cn-north-4.myhuaweicloud.com, found ${JSON.stringify(withoutUser(text))}.`,
    );
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '' || url.pathname !== '/') {
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

/** Whether a host name leads to this machine, as far as its text tells. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

function withoutUser(text: string): string {
  return text.replace(/[^/]*@/, '');
}
