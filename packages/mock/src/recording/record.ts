import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { redactHeaders, redactText } from '@dli-openapi/client';
import type { Exchange, Observer } from '../exchange.ts';
import { MockError } from '../mock-error.ts';
import { listSecrets, redactBody, redactPath } from '../redaction.ts';
import type { RecordedExchange, RecordedMessage } from './recording.ts';
import { checkHead, head } from './recording.ts';

/** Writes exchanges to a file. */
export interface Recorder {
  observe: Observer;
  close(): void;
}

/**
 * Opens a recording: a new file that only this user may read, or one to append to.
 * @param report called for each exchange that is not recorded, and, once, when the file can no longer be written
 * @throws {MockError} when the file cannot be opened, or is not a recording
 */
export function openRecorder(path: string, report: (line: string) => void): Recorder {
  let file: number | undefined = open(path);
  return {
    observe(exchange) {
      if (file === undefined) return;
      if (exchange.isPartial) {
        const { method, url } = exchange.request;
        const reason = exchange.cut ?? 'a body is too long or in an unknown encoding';
        report(`${method} ${redactPath(url, listSecrets(exchange.request))} was not recorded: ${reason}.`);
        return;
      }
      try {
        writeSync(file, `${JSON.stringify(toRecorded(exchange))}\n`);
      } catch (error) {
        report(`${path} cannot be written any more, recording has ended: ${(error as Error).message}`);
        file = undefined;
      }
    },
    close() {
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}

function open(path: string): number {
  try {
    const file = openSync(path, 'a+', 0o600);
    const { size } = fstatSync(file);
    if (size === 0) writeSync(file, `${JSON.stringify(head)}\n`);
    else checkHead(path, readFirstLine(file));
    // A line that was torn when its writer died shall not take the next one with it.
    if (size > 0 && readLastByte(file, size) !== '\n') writeSync(file, '\n');
    return file;
  } catch (error) {
    if (error instanceof MockError) throw error;
    throw new MockError(`${path} cannot be recorded to: ${(error as Error).message}.`);
  }
}

const longestHead = 200;

function readFirstLine(file: number): string {
  const start = Buffer.alloc(longestHead);
  const length = readSync(file, start, 0, longestHead, 0);
  return start.toString('utf8', 0, length).split('\n')[0] ?? '';
}

function readLastByte(file: number, size: number): string {
  const end = Buffer.alloc(1);
  readSync(file, end, 0, 1, size - 1);
  return end.toString();
}

function toRecorded({ request, call, response, startedAt }: Exchange): RecordedExchange {
  const secrets = listSecrets(request);
  return {
    time: new Date(startedAt).toISOString(),
    operationId: call?.operation.operationId ?? null,
    request: { method: request.method, path: redactPath(request.url, secrets), ...toMessage(request.headers, request.body, secrets) },
    response: { status: response.status, ...toMessage(response.headers, response.bytes ?? response.body, secrets) },
  };
}

function toMessage(
  allHeaders: Readonly<Record<string, string>>,
  body: Uint8Array | string | undefined,
  secrets: Iterable<string>,
): RecordedMessage {
  const { 'content-encoding': _, ...headers } = redactHeaders(Object.entries(allHeaders), secrets);
  if (body === undefined || body.length === 0) return { headers };
  const shown = typeof body === 'string' ? redactText(body, secrets) : redactBody(body, secrets);
  return typeof shown === 'string' ? { headers, body: shown } : { headers, bodyBase64: shown.toString('base64') };
}
