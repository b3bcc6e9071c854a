import { parseExactJson, writeJson } from '../json.ts';
import { redactBody, redactPath } from '../redaction.ts';
import type { MockRequest } from '../request/call.ts';

/** The pieces of a request, by where they stand. Two requests with the same pieces ask for the same. */
export type Input = ReadonlyMap<string, string>;

/** The pieces of a request. Secrets count as equal, since a recording does not have them. Headers do not count. */
export function readInput({ url, body }: Pick<MockRequest, 'url' | 'body'>): Input {
  const [path = '', query = ''] = redactPath(url).split('?');
  const pieces = new Map<string, string>();
  for (const [index, segment] of path.split('/').entries()) if (index > 0) pieces.set(`path[${index}]`, segment);
  for (const [name, value] of new URLSearchParams(query)) addValue(pieces, `query.${name}`, value);
  if (body.length > 0) addBody(pieces, redactBody(body).toString());
  return pieces;
}

/** A key that is the same for the same pieces, in whatever order they were sent. */
export function createKey(input: Input): string {
  return JSON.stringify([...input].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether an input is the recorded one, where that has other secrets than those that have a name. */
export function isSameInput(recorded: Input, received: Input): boolean {
  return recorded.size === received.size && [...recorded].every(([place, piece]) => fits(piece, received.get(place)));
}

function fits(recorded: string, received: string | undefined): boolean {
  if (recorded === received || received === undefined) return recorded === received;
  const [first = '', ...others] = recorded.split('[redacted]');
  const last = others.pop();
  if (last === undefined || !received.startsWith(first)) return false;
  let place = first.length;
  for (const part of others) {
    const found = received.indexOf(part, place);
    if (found === -1) return false;
    place = found + part.length;
  }
  return received.length - last.length >= place && received.endsWith(last);
}

/** Where two inputs differ, and how. */
export function listDifferences(recorded: Input, received: Input): string[] {
  const places = new Set([...recorded.keys(), ...received.keys()]);
  return [...places]
    .filter((place) => recorded.get(place) !== received.get(place))
    .map((place) => `${place} is ${recorded.get(place) ?? 'absent'} there and ${received.get(place) ?? 'absent'} here`);
}

function addValue(pieces: Map<string, string>, place: string, value: string): void {
  const earlier = pieces.get(place);
  pieces.set(place, earlier === undefined ? value : `${earlier}, ${value}`);
}

/** A longer body is one piece. */
const longestText = 65_536;
/** Places may be so many times longer together than the text: names at the top of a large body are part of each place below. */
const largestPlaces = 50;

function addBody(pieces: Map<string, string>, text: string): void {
  const own = readPieces(text);
  if (own === undefined) pieces.set('body', text);
  else for (const [place, piece] of own) pieces.set(place, piece);
}

/** Undefined where the text is not JSON, is long, or its places would fill the memory. */
function readPieces(text: string): Map<string, string> | undefined {
  if (text.length > longestText) return undefined;
  const pieces = new Map<string, string>();
  let left = 10_000 + largestPlaces * text.length;
  // Without recursion: a body may be nested deeper than the stack.
  const open: [place: string, value: unknown][] = [];
  try {
    open.push(['body', parseExactJson(text)]);
  } catch {
    return undefined;
  }
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [place, found] = next;
    const inner = typeof found === 'object' && found !== null ? Object.entries(found) : [];
    if (inner.length === 0) {
      left -= place.length;
      if (left < 0) return undefined;
      pieces.set(place, writeJson(found));
    }
    for (const [name, child] of inner) open.push([`${place}${Array.isArray(found) ? `[${name}]` : `.${name}`}`, child]);
  }
  return pieces;
}
