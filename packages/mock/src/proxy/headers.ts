// Headers as they are on the wire: name, value, name, value, in their order, as often as they were sent.
import type { IncomingMessage } from 'node:http';

/** Headers that are about one connection, and never forwarded (RFC 9110, 7.6.1). */
const hopByHop: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** The headers that a proxy forwards. */
export function listForwarded({ rawHeaders, headers }: IncomingMessage, except: readonly string[] = []): [name: string, value: string][] {
  const named = String(headers.connection ?? '')
    .toLowerCase()
    .split(',');
  const dropped = new Set([...hopByHop, ...except, ...named.map((name) => name.trim())]);
  return pair(rawHeaders).filter(([name]) => !dropped.has(name.toLowerCase()));
}

/** Headers as the mock holds them: names in lower case, several of a name joined. */
export function joinHeaders(list: Iterable<[name: string, value: string]>): Record<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of list) {
    const key = name.toLowerCase();
    const earlier = headers.get(key);
    headers.set(key, earlier === undefined ? value : `${earlier}, ${value}`);
  }
  return Object.fromEntries(headers);
}

function pair(raw: readonly string[]): [string, string][] {
  const found: [string, string][] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) found.push([raw[index] ?? '', raw[index + 1] ?? '']);
  return found;
}
