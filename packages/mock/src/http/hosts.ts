// Keeps pages of other sites from what they could reach under a name that they make lead to this machine.
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { formatValue } from '../format.ts';
import { MockError } from '../mock-error.ts';
import type { MockResponse } from '../response/response.ts';
import { createError } from '../response/response.ts';

/** Whether a host name leads to this machine, as far as its text says. */
export function isLoopback(hostname: string): boolean {
  return /^(?:.+\.)?localhost$/.test(hostname) || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** The response to a request that is not for this server; undefined for any other. */
export type CheckHost = (request: IncomingMessage) => MockResponse | undefined;

/**
 * Creates the check of a request's headers `Host` and `Origin`.
 * @param host the address that is listened on
 * @param allowed other names that the server goes by
 * @throws {MockError} when a name is not one
 */
export function createHostCheck(host: string, allowed: readonly string[]): CheckHost {
  if (!Array.isArray(allowed)) throw new MockError(`allowHosts must be a list of names, found ${formatValue(allowed)}.`);
  const names = new Set([host, ...allowed].map(readName));
  const isWildcard = names.has('0.0.0.0') || names.has('[::]');
  return ({ headers, url = '/' }) => {
    // Browsers always send it.
    const { host: given } = headers;
    if (given !== undefined) {
      const hostname = readHostname(given);
      // A page cannot make an address lead elsewhere.
      const isOwn = hostname !== undefined && (isLoopback(hostname) || names.has(hostname) || (isWildcard && isAddress(hostname)));
      if (!isOwn)
        return refuse(
          `The header Host must name this server, found ${formatValue(given)}. ` +
            'Call it by its address, or allow the name: allowHosts of mock.listen, --allow-host of dli-mock',
        );
    }
    if (!/^\/-(?:$|[/?])/.test(url) || isOwnOrigin(headers, url)) return undefined;
    return refuse('Only its own page may ask for what the mock shows of itself');
  };
}

function readName(name: string): string {
  const written = isIP(name) === 6 ? `[${name}]` : name;
  const hostname = readHostname(written);
  if (hostname !== undefined && !/[:/]/.test(written.replace(/^\[.*\]$/, ''))) return hostname;
  throw new MockError(`A host must be a name or an address without scheme and port, such as mock.example.com, found ${formatValue(name)}.`);
}

/** A host name in lower case and without port; undefined if it is not a host name. */
function readHostname(host: string): string | undefined {
  const url = /^[^\s/?#@\\]+$/.test(host) && URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : undefined;
  return url?.hostname.replace(/\.$/, '');
}

function isAddress(hostname: string): boolean {
  return isIP(hostname.replace(/^\[(.*)\]$/, '$1')) !== 0;
}

/** A link from elsewhere may open the page: it shows nothing to where it came from. */
function isOwnOrigin(
  { origin, host, 'sec-fetch-site': site, 'sec-fetch-dest': destination }: IncomingMessage['headers'],
  url: string,
): boolean {
  if (origin !== undefined) return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
  return site === undefined || site === 'same-origin' || site === 'none' || (destination === 'document' && /^\/-\/?(?:$|\?)/.test(url));
}

function refuse(message: string): MockResponse {
  const { headers, ...response } = createError(403, message);
  const { 'access-control-allow-origin': _, ...others } = headers;
  return { ...response, headers: others };
}
