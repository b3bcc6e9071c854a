import { connect } from 'node:net';
import document from '@dli-openapi/spec';
import { onTestFinished, vi } from 'vitest';
import type { Mock } from '../src/index.ts';
import { createMock } from '../src/index.ts';

export const token = { 'x-auth-token': 'any' };
export const jobsPath = '/v1.0/330e068af1334c9782f4226acc00a2e2/streaming/jobs';
export const createPath = '/v1.0/330e068af1334c9782f4226acc00a2e2/streaming/flink-jobs';

/** A copy of the document to change. */
export function copyOfDocument() {
  return structuredClone<unknown>(document) as {
    [key: string]: unknown;
    paths: Record<string, Record<string, Loose>>;
    components: Record<string, Record<string, Loose>>;
  };
}

/** A piece of the document as a test changes it, or JSON of a response as a test reads it. */
export interface Loose {
  [key: string]: Loose;
}

export const mock = createMock();
export const strictMock = createMock({ strict: true });

/** Calls a mock in process, with a token unless other headers are given. */
export function get(pathAndQuery: string, headers: Record<string, string> = token, of: Mock = mock): Promise<Response> {
  return of.fetch(`http://mock${pathAndQuery}`, { headers });
}

/** Sends a body to createFlinkJarJob in process. */
export function post(body: string, headers: Record<string, string> = {}, of: Mock = mock): Promise<Response> {
  return of.fetch(`http://mock${createPath}`, {
    method: 'POST',
    body,
    headers: { ...token, 'content-type': 'application/json', ...headers },
  });
}

/** Holds the timers that the code under test sets, until the test moves them or is over. */
export function holdTimers(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
}

/** Sends bytes to a port and gives all that comes back, as text, when the other end closes. */
export function sendBytes(port: number, bytes: string | Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString()));
  });
}

/** A response as it came over the wire. */
export interface WireResponse {
  status: number;
  headers: Headers;
  body: string;
}

export function parseResponse(text: string): WireResponse {
  const [head = '', body = ''] = text.split('\r\n\r\n');
  const [statusLine = '', ...lines] = head.split('\r\n');
  const headers = new Headers(
    lines.map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );
  return { status: Number(statusLine.split(' ')[1]), headers, body };
}

/** The violations that a response's header lists. */
export function readViolations(response: { headers: Headers }): { pointer: string; rule: string; found?: string; nearest?: string }[] {
  return JSON.parse(response.headers.get('x-dli-violations') ?? '[]');
}

export function readPointers(response: { headers: Headers }): string[] {
  return readViolations(response).map(({ pointer }) => pointer);
}
