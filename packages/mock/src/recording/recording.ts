// A recording is a file of JSON lines. The first says what the file is; each other one is an exchange.
import { MockError } from '../mock-error.ts';

const formatName = 'dli-recording';
const formatVersion = 1;

/** The first line of a recording. */
export const head = { format: formatName, version: formatVersion };

/** A line that is an exchange. */
export interface RecordedExchange {
  /** When the request had come whole, in ISO 8601. */
  time: string;
  /** Null where the request led to no operation. */
  operationId: string | null;
  request: RecordedMessage & { method: string; path: string };
  response: RecordedMessage & { status: number };
}

/** What requests and responses have in common. A message without a body has neither of the two. */
export interface RecordedMessage {
  /** Names in lower case. Values of secret headers are replaced. */
  headers: Record<string, string>;
  /** The body as text, without its content encoding. Values of secret JSON properties are replaced; all else is as it was sent. */
  body?: string;
  /** The body in base64, where it is not UTF-8. */
  bodyBase64?: string;
}

/** A recording that was read. */
export interface Recording {
  exchanges: readonly (RecordedExchange & { line: number })[];
  /** The lines, counted from 1, that are not a whole exchange: torn when their writer died. */
  torn: readonly number[];
}

/**
 * @param path that of the file, for messages
 * @throws {MockError} when the text is not a recording of a version that is known
 */
export function parseRecording(path: string, text: string): Recording {
  const [first = '', ...lines] = text.split('\n');
  checkHead(path, first);
  const exchanges: (RecordedExchange & { line: number })[] = [];
  const torn: number[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const exchange = parseExchange(line);
    if (exchange === undefined) torn.push(index + 2);
    else exchanges.push({ ...exchange, line: index + 2 });
  }
  return { exchanges, torn };
}

/** @throws {MockError} when a line is not the head of a recording of a version that is known */
export function checkHead(path: string, line: string): void {
  const { format, version } = (parseObject(line) ?? {}) as { format?: unknown; version?: unknown };
  if (format !== formatName) {
    throw new MockError(`${path} is not a recording: its first line should be ${JSON.stringify(head)}.`);
  }
  if (version !== formatVersion) {
    throw new MockError(`${path} is a recording of version ${JSON.stringify(version)}; this dli-mock knows version ${formatVersion}.`);
  }
}

function parseExchange(line: string): RecordedExchange | undefined {
  const { time, operationId, request, response } = (parseObject(line) ?? {}) as Partial<RecordedExchange>;
  if (typeof request?.method !== 'string' || typeof request.path !== 'string' || !request.path.startsWith('/')) return undefined;
  if (!Number.isInteger(response?.status) || Number(response?.status) < 200 || Number(response?.status) > 599) return undefined;
  if (!isTexts(request.headers) || !isTexts(response?.headers)) return undefined;
  return { time: String(time), operationId: typeof operationId === 'string' ? operationId : null, request, response } as RecordedExchange;
}

function isTexts(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string');
}

function parseObject(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
