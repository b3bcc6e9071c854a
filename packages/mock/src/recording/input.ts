import { joinPointer } from '../generated/openapi/index.ts';
import { parseJson } from '../json.ts';
import { redactJson, redactPath } from '../redaction.ts';

/** What a request asks for, piece by piece: by where it stands, what stands there. Two requests with the same pieces ask for the same. */
export type Input = ReadonlyMap<string, string>;

/** The pieces of a request. Secrets count as all the same, since a recording does not have them. Neither do headers count. */
export function inputOf(url: URL, body: string | undefined): Input {
  const shown = redactPath(url);
  const [path = '', query = ''] = shown.split('?');
  const pieces = new Map<string, string>();
  for (const [index, segment] of path.split('/').entries()) if (index > 0) pieces.set(`path[${index}]`, segment);
  for (const [name, value] of new URLSearchParams(query)) add(pieces, `query.${name}`, value);
  if (body !== undefined) addBody(pieces, redactJson(body));
  return pieces;
}

/** A key that is the same for the same pieces, in whatever order they were sent. */
export function keyOf(input: Input): string {
  return JSON.stringify([...input].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Where two inputs differ, and how. */
export function differences(recorded: Input, asked: Input): string[] {
  const places = new Set([...recorded.keys(), ...asked.keys()]);
  return [...places]
    .filter((place) => recorded.get(place) !== asked.get(place))
    .map((place) => `${place} is ${recorded.get(place) ?? 'absent'} there and ${asked.get(place) ?? 'absent'} here`);
}

function add(pieces: Map<string, string>, place: string, value: string): void {
  const earlier = pieces.get(place);
  pieces.set(place, earlier === undefined ? value : `${earlier}, ${value}`);
}

function addBody(pieces: Map<string, string>, text: string): void {
  try {
    const { value, exact } = parseJson(text);
    // Without recursion: a body may be nested deeper than the stack.
    const open: [place: string, pointer: string, value: unknown][] = [['body', '', value]];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const [place, pointer, found] = next;
      const inner = typeof found === 'object' && found !== null ? Object.entries(found) : [];
      if (inner.length === 0) pieces.set(place, exact.get(pointer) ?? JSON.stringify(found));
      for (const [name, child] of inner) {
        const step = Array.isArray(found) ? `[${name}]` : `.${name}`;
        open.push([`${place}${step}`, joinPointer(pointer, name), child]);
      }
    }
  } catch {
    pieces.set('body', text);
  }
}
