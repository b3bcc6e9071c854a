// Headers as they are on the wire: name, value, name, value, in their order, as often as they were sent.
import type { IncomingMessage } from 'node:http';

/** Headers that are about one connection, and never passed on (RFC 9110, 7.6.1). */
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

/** The headers that a proxy passes on. */
export function endToEnd({ rawHeaders, headers }: IncomingMessage, without: readonly string[] = []): [name: string, value: string][] {
  const named = String(headers.connection ?? '')
    .toLowerCase()
    .split(',');
  const dropped = new Set([...hopByHop, ...without, ...named.map((name) => name.trim())]);
  return pairs(rawHeaders).filter(([name]) => !dropped.has(name.toLowerCase()));
}

/** As the mock holds headers: names in lower case, several of a name joined. */
export function joined(list: Iterable<[name: string, value: string]>): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of list) {
    const key = name.toLowerCase();
    headers[key] = headers[key] === undefined ? value : `${headers[key]}, ${value}`;
  }
  return headers;
}

function pairs(raw: readonly string[]): [string, string][] {
  const found: [string, string][] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) found.push([raw[index] ?? '', raw[index + 1] ?? '']);
  return found;
}
