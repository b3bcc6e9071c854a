import type { LoadedDocument } from '../document/load.ts';
import type { Handler } from '../exchange.ts';
import { shorten } from '../format.ts';
import type { HandlerSettings } from '../handler.ts';
import { createHandler } from '../handler.ts';
import type { MockRequest } from '../request/call.ts';
import { inspectRequest } from '../request/inspect.ts';
import type { MockResponse } from '../response/response.ts';
import { createError } from '../response/response.ts';
import type { Input } from './input.ts';
import { createKey, isSameInput, listDifferences, readInput } from './input.ts';
import type { RecordedMessage, Recording } from './recording.ts';

interface Track {
  input: Input;
  /** The line of the first response. */
  line: number;
  /** In the order in which they were recorded. */
  responses: MockResponse[];
}

/** The tracks of each operation, by the key of their input. */
type Tracks = Map<string, Map<string, Track>>;

/**
 * Responds from a recording. A request gets the first response that was recorded for the same operation with the same input, the next
 * time the second, and so on; the last one is repeated. Headers do not count. Requests need not fit the document; where they do not,
 * that is reported.
 */
export function createReplay(loaded: LoadedDocument, recording: Recording, settings: HandlerSettings & { strict: boolean }): Handler {
  const byOperation = readTracks(loaded, recording);
  return createHandler(async (request) => {
    const { call, violations } = inspectRequest(loaded, settings.strict, request);
    const name = nameRequest(request, call?.operation.operationId);
    const response = takeResponse(byOperation, name, readInput(request));
    return { call, response: { ...response, violations } };
  }, settings);
}

function readTracks(loaded: LoadedDocument, { exchanges }: Recording): Tracks {
  const byOperation: Tracks = new Map();
  for (const { line, request, response } of exchanges) {
    const url = new URL(`http://mock${request.path}`);
    const recorded: MockRequest = { method: request.method, url, headers: request.headers, body: readBytes(request) ?? Buffer.alloc(0) };
    const name = nameRequest(recorded, inspectRequest(loaded, false, recorded).call?.operation.operationId);
    const input = readInput(recorded);
    const tracks = byOperation.get(name) ?? new Map<string, Track>();
    const track = tracks.get(createKey(input)) ?? { input, line, responses: [] };
    track.responses.push(toResponse(response));
    byOperation.set(name, tracks.set(createKey(input), track));
  }
  return byOperation;
}

/** The operation, else method and path. By this document, not by the recording: a later one may know more. */
function nameRequest({ method, url }: MockRequest, operationId: string | undefined): string {
  return operationId === undefined || method === 'HEAD' ? `${method} ${url.pathname}` : operationId;
}

function takeResponse(byOperation: Tracks, name: string, input: Input): MockResponse {
  const tracks = byOperation.get(name);
  if (tracks === undefined) return createError(404, `The recording has no ${shorten(name)}. It has ${formatNames(byOperation)}`);
  const track = tracks.get(createKey(input)) ?? [...tracks.values()].find(({ input: recorded }) => isSameInput(recorded, input));
  const response = track && track.responses.length > 1 ? track.responses.shift() : track?.responses[0];
  if (response !== undefined) return response;
  return createError(404, `The recording has no ${shorten(name)} with this input. ${describeNearest([...tracks.values()], input)}`);
}

const operationsNamed = 10;

function formatNames(byOperation: Tracks): string {
  const names = [...byOperation.keys()];
  const left = names.length - operationsNamed;
  return [...names.slice(0, operationsNamed).map((name) => shorten(name)), ...(left > 0 ? [`${left} more`] : [])].join(', ') || 'nothing';
}

const differencesNamed = 5;

function describeNearest(tracks: readonly Track[], input: Input): string {
  const [nearest] = tracks
    .map(({ input: recorded, line }) => ({ line, differences: listDifferences(recorded, input) }))
    .sort((a, b) => a.differences.length - b.differences.length);
  if (nearest === undefined) return '';
  const shown = nearest.differences.slice(0, differencesNamed).map((difference) => shorten(difference));
  const left = nearest.differences.length - shown.length;
  return `The nearest is on line ${nearest.line}: ${[...shown, ...(left > 0 ? [`and ${left} more`] : [])].join('; ')}`;
}

/** Headers about the connection that the response came by, and those whose values the recording does not have. */
const notReplayed: ReadonlySet<string> = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'set-cookie']);

function toResponse({ status, headers, ...message }: RecordedMessage & { status: number }): MockResponse {
  const bytes = readBytes({ headers, ...message });
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !notReplayed.has(name)));
  const length: Record<string, string> = bytes ? { 'content-length': String(bytes.length) } : {};
  return { status, headers: { ...kept, ...length }, body: undefined, bytes, violations: [] };
}

function readBytes({ body, bodyBase64 }: RecordedMessage): Uint8Array | undefined {
  if (body !== undefined) return Buffer.from(body);
  return bodyBase64 === undefined ? undefined : Buffer.from(bodyBase64, 'base64');
}
