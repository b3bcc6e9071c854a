import { readText } from '../command/files.ts';
import { MockError } from '../errors.ts';

// A recording is a file of JSON lines. The first says what the file is; each other one is an exchange.

export const formatName = 'dli-recording';
export const formatVersion = 1;

/** The first line. */
export interface RecordingHead {
  format: typeof formatName;
  version: typeof formatVersion;
}

/** A line that is an exchange. */
export interface RecordedExchange {
  /** When the request had come whole, in ISO 8601. */
  time: string;
  /** Null where the request led to no operation. */
  operationId: string | null;
  request: RecordedMessage & { method: string; path: string };
  answer: RecordedMessage & { status: number };
}

/** What requests and answers have in common. A message without a body has neither of the two. */
export interface RecordedMessage {
  /** Names in lower case. Values of secret headers are replaced. */
  headers: Record<string, string>;
  /** The body as text, without its content encoding. Values of secret JSON properties are replaced; all else is as it was sent. */
  body?: string;
  /** The body in base64, where it is no UTF-8. */
  bodyBase64?: string;
}

/** A recording as it was read. */
export interface Recording {
  exchanges: readonly (RecordedExchange & { line: number })[];
  /** The lines, counted from 1, that are no whole exchange: torn when their writer died. */
  torn: readonly number[];
}

/** @throws {MockError} when the file cannot be read, or is something else than a recording of a version that is known */
export function readRecording(path: string): Recording {
  const [head = '', ...lines] = readText(path).split('\n');
  readHead(path, head);
  const exchanges: (RecordedExchange & { line: number })[] = [];
  const torn: number[] = [];
  for (const [index, text] of lines.entries()) {
    if (text.trim() === '') continue;
    const exchange = readExchange(text);
    if (exchange === undefined) torn.push(index + 2);
    else exchanges.push({ ...exchange, line: index + 2 });
  }
  return { exchanges, torn };
}

/** @throws {MockError} unless a line is the head of a recording of a version that is known */
export function readHead(path: string, line: string): void {
  const head = parse(line) as { format?: unknown; version?: unknown } | undefined;
  if (head?.format !== formatName) {
    throw new MockError(`${path} is no recording: its first line should be {"format":"${formatName}","version":${formatVersion}}.`);
  }
  if (head.version !== formatVersion) {
    throw new MockError(`${path} is a recording of version ${JSON.stringify(head.version)}; this dli-mock knows version ${formatVersion}.`);
  }
}

function readExchange(line: string): RecordedExchange | undefined {
  const { time, operationId, request, answer } = (parse(line) ?? {}) as Partial<RecordedExchange>;
  if (typeof request?.method !== 'string' || typeof request.path !== 'string' || !request.path.startsWith('/')) return undefined;
  if (!Number.isInteger(answer?.status) || Number(answer?.status) < 200 || Number(answer?.status) > 599) return undefined;
  if (!isTexts(request.headers) || !isTexts(answer?.headers)) return undefined;
  return { time: String(time), operationId: typeof operationId === 'string' ? operationId : null, request, answer } as RecordedExchange;
}

function isTexts(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string');
}

function parse(line: string): unknown {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
