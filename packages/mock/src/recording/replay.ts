import type { LoadedDocument } from '../document/load.ts';
import type { Handler, Observer } from '../handler.ts';
import type { LatencyRange } from '../options.ts';
import { delayed } from '../options.ts';
import type { MockRequest } from '../request/call.ts';
import { inspect } from '../request/inspect.ts';
import type { Answer } from '../response/response.ts';
import { errorAnswer } from '../response/response.ts';
import { shorten } from '../validation/violation.ts';
import type { Input } from './input.ts';
import { differences, inputOf, keyOf } from './input.ts';
import type { RecordedMessage, Recording } from './recording.ts';

export interface ReplaySettings {
  strict: boolean;
  observers: Iterable<Observer>;
  /** Waited before each answer. */
  latency: LatencyRange | undefined;
}

interface Track {
  input: Input;
  /** The line of the first answer. */
  line: number;
  /** In the order in which they were recorded. */
  answers: Answer[];
}

/**
 * Answers from a recording. A request gets the first answer that was recorded for the same operation with the same input, the next time the second,
 * and so on; the last one is repeated. Headers do not count. Requests need not fit the document, and the observers are told where they do not.
 */
export function createReplay(loaded: LoadedDocument, recording: Recording, settings: ReplaySettings): Handler {
  const byOperation = tracksOf(loaded, recording);
  return async (request) => {
    const startedAt = Date.now();
    const start = performance.now();
    const { call, violations } = inspect(loaded, settings.strict, request);
    const name = nameOf(request, call?.operation.operationId);
    const found = replayed(byOperation, name, inputOf(request.url, textOf(request.body)));
    const replayedAnswer = { ...found, violations, ...(request.method === 'HEAD' && { body: undefined, bytes: undefined }) };
    const answer = settings.latency ? delayed(replayedAnswer, settings.latency) : replayedAnswer;
    const milliseconds = performance.now() - start;
    for (const observe of settings.observers) observe({ request, call, answer, startedAt, milliseconds });
    return answer;
  };
}

type Tracks = Map<string, Map<string, Track>>;

function tracksOf(loaded: LoadedDocument, { exchanges }: Recording): Tracks {
  const byOperation: Tracks = new Map();
  for (const { line, request, answer } of exchanges) {
    const url = new URL(`http://mock${request.path}`);
    const asked: MockRequest = { method: request.method, url, headers: request.headers, body: bytesOf(request) ?? Buffer.alloc(0) };
    const name = nameOf(asked, inspect(loaded, false, asked).call?.operation.operationId);
    const input = inputOf(url, textOf(asked.body));
    const tracks = byOperation.get(name) ?? new Map<string, Track>();
    const track = tracks.get(keyOf(input)) ?? { input, line, answers: [] };
    track.answers.push(answerOf(answer));
    byOperation.set(name, tracks.set(keyOf(input), track));
  }
  return byOperation;
}

/** What a request is of: an operation, else method and path. Taken from this document, not the recording's: a later one may know more. */
function nameOf({ method, url }: MockRequest, operationId: string | undefined): string {
  return operationId === undefined || method === 'HEAD' ? `${method} ${url.pathname}` : operationId;
}

function replayed(byOperation: Tracks, name: string, input: Input): Answer {
  const tracks = byOperation.get(name);
  if (tracks === undefined) return errorAnswer(404, `The recording has no ${shorten(name)}. It has ${contents(byOperation)}`);
  const track = tracks.get(keyOf(input));
  const answer = track && track.answers.length > 1 ? track.answers.shift() : track?.answers[0];
  return answer ?? errorAnswer(404, `The recording has no ${shorten(name)} with this input. ${nearest([...tracks.values()], input)}`);
}

const operationsNamed = 10;

function contents(byOperation: Tracks): string {
  const names = [...byOperation.keys()];
  const left = names.length - operationsNamed;
  return [...names.slice(0, operationsNamed).map(shorten), ...(left > 0 ? [`${left} more`] : [])].join(', ') || 'nothing';
}

const differencesNamed = 5;

function nearest(tracks: readonly Track[], input: Input): string {
  const [best] = tracks
    .map(({ input: recorded, line }) => ({ line, found: differences(recorded, input) }))
    .sort((a, b) => a.found.length - b.found.length);
  if (best === undefined) return '';
  const told = best.found.slice(0, differencesNamed).map(shorten);
  const left = best.found.length - told.length;
  return `The nearest is on line ${best.line}: ${[...told, ...(left > 0 ? [`and ${left} more`] : [])].join('; ')}`;
}

/** Headers about the connection that the answer came by, and those whose values the recording does not have. */
const notReplayed: ReadonlySet<string> = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'set-cookie']);

function answerOf({ status, headers, ...message }: RecordedMessage & { status: number }): Answer {
  const bytes = bytesOf({ headers, ...message });
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !notReplayed.has(name)));
  const length: Record<string, string> = bytes ? { 'content-length': String(bytes.length) } : {};
  return { status, headers: { ...kept, ...length }, body: undefined, bytes, violations: [] };
}

function bytesOf({ body, bodyBase64 }: RecordedMessage): Uint8Array | undefined {
  if (body !== undefined) return Buffer.from(body);
  return bodyBase64 === undefined ? undefined : Buffer.from(bodyBase64, 'base64');
}

function textOf(body: Uint8Array): string | undefined {
  return body.length === 0 ? undefined : Buffer.from(body).toString();
}
