// Each row of input that stops Prism's own server, or that it responds to in a shape of its own, over a real socket.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Address } from '../src/index.ts';
import { createMock } from '../src/index.ts';
import { createPath, jobsPath, mock, parseResponse, readPointers, readViolations, sendBytes, token } from './support.ts';

let server: Address;

beforeAll(async () => {
  server = await mock.listen({ port: 0 });
});

afterAll(() => mock.close());

const documentedShape = { error_code: expect.stringMatching(/^(DLI|APIGW)\.\d{4}$/), error_msg: expect.any(String) };

interface Sent {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

async function send({ method = 'GET', path = jobsPath, headers = {}, body = '' }: Sent) {
  const all = { host: 'localhost', connection: 'close', 'x-auth-token': 'any', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = body.length > 0 ? `content-length: ${Buffer.byteLength(body)}\r\n` : '';
  const head = `${method} ${path} HTTP/1.1\r\n${lines.join('')}${length}\r\n`;
  return parseResponse(await sendBytes(server.port, Buffer.concat([Buffer.from(head), Buffer.from(body)])));
}

function posted(body: string | Buffer, headers: Record<string, string> = {}): Sent {
  return { method: 'POST', path: createPath, headers: { 'content-type': 'application/json', ...headers }, body };
}

/** What any client can send. */
const refusals: [what: string, status: number, sent: Sent][] = [
  ['malformed JSON', 400, posted('{"name":')],
  ['a body of white space', 400, posted(' \r\n\t ')],
  ['a body that is a byte order mark', 400, posted('\uFEFF')],
  ['a byte order mark before JSON', 400, posted('\uFEFF{"name":"a"}')],
  ['a body that is not UTF-8', 400, posted(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))],
  ['a body nested a million deep', 400, posted(`${'['.repeat(1e6)}${']'.repeat(1e6)}`)],
  ['a body in gzip', 400, posted('xx', { 'content-encoding': 'gzip' })],
  ['%ZZ in the path', 400, { path: '/v1.0/%ZZ/streaming/jobs' }],
  ['%ZZ in the query', 400, { path: `${jobsPath}?name=%ZZ` }],
  ['%FF, which is not UTF-8, in the path', 400, { path: '/v1.0/%FF/streaming/jobs' }],
  ['Chinese in a violation', 400, posted('{"name":"a","作业":1}')],
  ['a content type of semicolons', 400, posted('{"name":"a"}', { 'content-type': ';;;' })],
  ['the path //', 404, { path: '//' }],
  ['an unknown path', 404, { path: '/v1.0/nowhere' }],
  ['an empty path variable', 404, { path: '/v1.0//streaming/jobs' }],
  ['a wrong method', 405, { method: 'DELETE' }],
  ['a missing token', 401, { headers: { 'x-auth-token': '' } }],
  ['int64 out of range', 400, { path: `${jobsPath}/9223372036854775808` }],
  ['an empty limit', 400, { path: `${jobsPath}?limit=` }],
  ['a limit in exponent notation', 400, { path: `${jobsPath}?limit=1e1` }],
  ['a limit in hexadecimal', 400, { path: `${jobsPath}?limit=0x10` }],
  ['a limit after a space', 400, { path: `${jobsPath}?limit=%201` }],
  ['a limit that is NaN', 400, { path: `${jobsPath}?limit=NaN` }],
  ['a limit below zero', 400, { path: `${jobsPath}?limit=-1` }],
  ['a parameter given twice', 400, { path: `${jobsPath}?limit=1&limit=2` }],
  ['a boolean that is neither true nor false', 400, { path: `${jobsPath}?show_detail=TRUE` }],
  ['an unknown body property', 400, posted('{"name":"a","nmae":"a"}')],
  ['a body of 11 MB', 413, posted(Buffer.alloc(11 * 1024 * 1024, 0x20))],
  ['an example that does not exist', 400, { headers: { prefer: 'code=200, example=zzz' } }],
  ['a code that is not documented', 400, { headers: { prefer: 'code=418' } }],
  ['a code that is not a number', 400, { headers: { prefer: 'code=2e2' } }],
];

/** What a client of HTTP does not send, and a socket does. */
const refusalsOnTheWire: [what: string, status: number, ask: () => ReturnType<typeof send>][] = [
  ['a body where none belongs', 400, () => send({ body: '{}' })],
  ['an unknown expectation', 417, () => send({ headers: { expect: 'cake' } })],
  ['CONNECT', 405, () => send({ method: 'CONNECT', path: 'mock:443' })],
  ['an asterisk as path', 404, () => send({ path: '*' })],
  ['bytes that are not HTTP', 400, async () => parseResponse(await sendBytes(server.port, '\x00\x01\x02 nonsense\r\n\r\n'))],
  ['a method that HTTP does not have', 400, () => send({ method: 'FETCH!' })],
  ['an HTTP/2 preface', 400, async () => parseResponse(await sendBytes(server.port, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'))],
  ['a chunked body with a broken chunk', 400, () => brokenChunk()],
  ['headers of 20 KB', 431, () => send({ headers: { 'x-long': 'x'.repeat(20_000) } })],
];

function brokenChunk() {
  const head = `POST ${createPath} HTTP/1.1\r\nhost: localhost\r\nx-auth-token: any\r\ntransfer-encoding: chunked\r\n\r\n`;
  return sendBytes(server.port, `${head}zz\r\n`).then(parseResponse);
}

describe.each([
  ...refusals.map(([what, status, sent]): (typeof refusalsOnTheWire)[number] => [what, status, () => send(sent)]),
  ...refusalsOnTheWire,
])('%s', (_what, status, ask) => {
  it(`gets ${status} in the documented shape`, async () => {
    const response = await ask();

    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('x-request-id')).toMatch(/^[\da-f]{32}$/);
    expect(JSON.parse(response.body)).toEqual(documentedShape);
  });
});

it.each(refusals)('%s gets %s in process too', async (_what, status, { method = 'GET', path = jobsPath, headers, body }) => {
  const response = await mock.fetch(`http://mock${path}`, { method, headers: { ...token, ...headers }, ...(body && { body }) });

  expect(response.status).toBe(status);
  expect(await response.json()).toEqual(documentedShape);
});

const tolerated: [what: string, ask: () => ReturnType<typeof send>][] = [
  ['an Accept header that is not a media type', () => send({ headers: { accept: 'a' } })],
  ['an Accept header of another media type', () => send({ headers: { accept: 'text/html' } })],
  ['an int64 of 2^53+1', () => send({ path: `${jobsPath}/9007199254740993` })],
  ['an int64 of 2^63-1', () => send({ path: `${jobsPath}/9223372036854775807` })],
  ['an int64 of -2^63', () => send({ path: `${jobsPath}/-9223372036854775808` })],
  ['an unknown query parameter', () => send({ path: `${jobsPath}?unknown=1` })],
  ['an absolute request target', () => send({ path: `http://elsewhere${jobsPath}` })],
  ['a chunked body', () => chunked()],
];

function chunked() {
  const head = `POST ${createPath} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\nx-auth-token: any\r\ncontent-type: application/json\r\n`;
  return sendBytes(server.port, `${head}transfer-encoding: chunked\r\n\r\nc\r\n{"name":"a"}\r\n0\r\n\r\n`).then(parseResponse);
}

it.each(tolerated)('%s gets 200', async (_what, ask) => {
  expect((await ask()).status).toBe(200);
});

it('a request without Host gets a response', async () => {
  const text = await sendBytes(server.port, `GET ${jobsPath} HTTP/1.1\r\nx-auth-token: any\r\nconnection: close\r\n\r\n`);

  expect(parseResponse(text).status).toBe(200);
});

it('what came before a malformed request on the same connection gets its response first', async () => {
  const text = await sendBytes(server.port, `GET ${jobsPath} HTTP/1.1\r\nhost: localhost\r\nx-auth-token: any\r\n\r\nnonsense\r\n\r\n`);

  expect([...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(['200', '400']);
});

it('every other method of a path, HEAD of an unknown one and OPTIONS get a response, too', async () => {
  const methods = ['PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'OPTIONS'];
  const responses = await Promise.all([...methods.map((method) => send({ method })), send({ method: 'HEAD', path: '/nowhere' })]);

  expect(responses.map(({ status }) => status)).toEqual([405, 405, 405, 405, 405, 204, 404]);
});

it('says in the header too that path or method lead nowhere', async () => {
  const responses = await Promise.all([send({ path: '/nowhere' }), send({ method: 'PATCH' })]);

  expect(responses.map(readPointers)).toEqual([['path'], ['method']]);
});

it('names the nearest path, with the variables of the request', async () => {
  const response = await send({ path: '/v1.0/p/streaming/jbos/104' });

  expect(JSON.parse(response.body).error_msg).toBe(
    'The document has no path /v1.0/p/streaming/jbos/104 (did you mean /v1.0/p/streaming/jobs/104?)',
  );
  expect(readViolations(response)[0]?.nearest).toBe('/v1.0/p/streaming/jobs/104');
});

it('says once that a fraction is not an integer', async () => {
  const response = await send({ ...posted('{"job_ids":[1.5]}'), path: `${jobsPath}/run` });

  expect(readViolations(response)).toMatchObject([{ pointer: 'body.job_ids[0]', message: 'must be an integer' }]);
});

it('HEAD gets the response of GET, without the body', async () => {
  const [head, whole] = await Promise.all([send({ method: 'HEAD' }), send({})]);

  expect([head.status, head.body]).toEqual([200, '']);
  expect(head.headers.get('content-length')).toBe(whole.headers.get('content-length'));
});

it('says which methods a path has', async () => {
  const response = await send({ method: 'DELETE' });

  expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
});

it('lists violations in a header of ASCII, whatever their text', async () => {
  const response = await send(posted('{"name":"a","作业":1}'));

  expect(response.headers.get('x-dli-violations')).toMatch(/^[\x20-\x7e]+$/);
  expect(readViolations(response)[0]?.pointer).toBe('body.作业');
});

it('keeps the header of violations short, however many there are', async () => {
  const properties = Array.from({ length: 500 }, (_, index) => `"unknown${index}":1`);
  const response = await send(posted(`{"name":"a",${properties.join(',')}}`));

  expect(response.headers.get('x-dli-violations')?.length).toBeLessThanOrEqual(4096);
  expect(readViolations(response).length).toBeGreaterThan(10);
});

it('does not let curl send a body that is too large', async () => {
  const head = `POST ${createPath} HTTP/1.1\r\nhost: localhost\r\nx-auth-token: any\r\ncontent-length: 11534336\r\nexpect: 100-continue\r\n\r\n`;

  expect(parseResponse(await sendBytes(server.port, head)).status).toBe(413);
});

it('never shows a token', async () => {
  const response = await send({
    path: `${jobsPath}?limit=`,
    headers: { 'x-auth-token': 'secret-token', authorization: 'secret-signature' },
  });

  expect(JSON.stringify([...response.headers]) + response.body).not.toContain('secret');
});

it('is still there after a client that leaves in the middle of a body', async () => {
  const { connect } = await import('node:net');
  await new Promise<void>((resolve) => {
    const socket = connect(server.port, '127.0.0.1', () => {
      socket.write(`POST ${createPath} HTTP/1.1\r\nhost: localhost\r\nx-auth-token: any\r\ncontent-length: 100\r\n\r\n{`, () =>
        socket.destroy(),
      );
    });
    socket.on('close', () => resolve());
  });

  expect((await send({})).status).toBe(200);
});

it('works with NODE_ENV=production', async () => {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  const production = createMock();
  const { url } = await production.listen({ port: 0 });
  const response = await fetch(url + jobsPath, { headers: { 'x-auth-token': 'any' } });
  await production.close();
  process.env.NODE_ENV = before;

  expect(response.status).toBe(200);
});
