import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import document from '@dli-openapi/spec';
import { expect, it, onTestFinished } from 'vitest';
import { waitLimit } from '../../../scripts/testing/limits.ts';
import { loadDocument } from '../src/document/load.ts';
import type { Exchange } from '../src/exchange.ts';
import { createListener } from '../src/http/listen.ts';
import { summarize } from '../src/journal/summary.ts';
import type { ProxySettings } from '../src/proxy/proxy.ts';
import { createProxy } from '../src/proxy/proxy.ts';
import { parseUpstream } from '../src/proxy/upstream.ts';
import { printed, run, start, temporaryFolder } from './command-support.ts';
import { createPath, jobsPath, parseResponse, sendBytes, token } from './support.ts';
import { json, selfSigned, startUpstream } from './upstream.ts';

const loaded = loadDocument(document);
const jobPath = `${jobsPath}/104`;

/** A proxy in front of an endpoint, and the exchanges that it reports. */
async function proxyTo(upstream: string, settings: Partial<ProxySettings> = {}) {
  const exchanges: Exchange[] = [];
  const waiting: ((exchange: Exchange) => void)[] = [];
  const observe = (exchange: Exchange) => {
    exchanges.push(exchange);
    waiting.shift()?.(exchange);
  };
  const next = () => new Promise<Exchange>((resolve) => waiting.push(resolve));
  const forward = createProxy(loaded, {
    upstream: new URL(upstream),
    strict: false,
    observe,
    timeoutMilliseconds: waitLimit,
    ...settings,
  });
  const listener = createListener(async () => ({ status: 500, headers: {}, body: undefined, violations: [] }));
  const { url, port } = await listener.listen({ port: 0, beforeRequest: forward });
  onTestFinished(() => listener.close());
  return { url, port, exchanges, next };
}

async function readMessage(response: Response): Promise<string> {
  return ((await response.json()) as { error_msg: string }).error_msg;
}

function pointers(violations: readonly { pointer: string }[] = []): string[] {
  return violations.map(({ pointer }) => pointer);
}

it('sends method, path, query, headers and body as they came, with the other end as host', async () => {
  const upstream = await startUpstream(json(200, {}));
  const { url } = await proxyTo(upstream.url);
  const headers = { ...token, 'content-type': 'application/json', 'X-Own': 'a' };
  await fetch(`${url}${createPath}?a=%2F+b&a=c`, { method: 'POST', body: '{ "name" : "作业" }', headers });
  const [request] = upstream.requests;
  const sent = request?.rawHeaders.map((text) => text.toLowerCase()) ?? [];

  expect([request?.method, request?.url, request?.body.toString()]).toEqual(['POST', `${createPath}?a=%2F+b&a=c`, '{ "name" : "作业" }']);
  expect(sent[sent.indexOf('host') + 1]).toBe(new URL(upstream.url).host);
  expect(sent).toEqual(expect.arrayContaining(['x-auth-token', 'any', 'x-own', 'a']));
});

it('responds exactly as the other end: status, reason, headers, bytes', async () => {
  const bytes = gzipSync('{"is_success":true}');
  const upstream = await startUpstream((_, response) => {
    response.sendDate = false;
    response.writeHead(418, 'Short and stout', [
      ...['Content-Type', 'application/json', 'Content-Encoding', 'gzip', 'Content-Length', String(bytes.length)],
      ...['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'X-Odd-Case', 'yes', 'Connection', 'x-hop', 'X-Hop', 'dropped'],
    ]);
    response.end(bytes);
  });
  const { port } = await proxyTo(upstream.url);
  const text = await sendBytes(port, `GET ${jobPath} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  const [head = ''] = text.split('\r\n\r\n');

  expect(head.split('\r\n')).toEqual([
    'HTTP/1.1 418 Short and stout',
    'Content-Type: application/json',
    'Content-Encoding: gzip',
    `Content-Length: ${bytes.length}`,
    'Set-Cookie: a=1',
    'Set-Cookie: b=2',
    'X-Odd-Case: yes',
    'Connection: close',
  ]);
  expect(new Uint8Array((await (await fetch(`http://127.0.0.1:${port}${jobPath}`)).bytes?.()) ?? [])).toBeDefined();
});

it('reports how a request violates the document, and forwards it all the same', async () => {
  const upstream = await startUpstream(json(400, { error_code: 'DLI.0001', error_msg: 'no' }));
  const { url, next } = await proxyTo(upstream.url);
  const [{ call, response }] = await Promise.all([next(), fetch(`${url}${jobsPath}?limit=1000`)]);

  expect([upstream.requests.length, response.status]).toEqual([1, 400]);
  expect(pointers(call?.violations)).toEqual(['query.limit', 'header']);
});

it.each([
  ['/v9/nothing', 'GET', 'path'],
  [jobsPath, 'POST', 'method'],
])('forwards %s with %s, which the document does not have, and reports it', async (path, method, pointer) => {
  const upstream = await startUpstream(json(200, {}));
  const { url, next } = await proxyTo(upstream.url);
  const [{ response }] = await Promise.all([next(), fetch(`${url}${path}`, { method })]);

  expect([upstream.requests.length, pointers(response.violations)]).toEqual([1, [pointer]]);
});

it.each([
  ['an undocumented status', json(418, {}), ['status']],
  ['a body that does not fit its schema', json(200, { is_success: 7 }), ['body.is_success']],
  [
    'a body that is not JSON',
    ((_, response) => response.setHeader('content-type', 'application/json').end('{')) as ReturnType<typeof json>,
    ['body'],
  ],
  [
    'another media type',
    ((_, response) => response.setHeader('content-type', 'text/html').end('<p>')) as ReturnType<typeof json>,
    ['header.content-type'],
  ],
  ['no body', ((_, response) => response.end()) as ReturnType<typeof json>, ['body']],
])('reports %s, and forwards it all the same', async (_, respond, expected) => {
  const upstream = await startUpstream(respond);
  const { url, next } = await proxyTo(upstream.url);
  const [{ responseViolations }, response] = await Promise.all([next(), fetch(`${url}${jobPath}`, { headers: token })]);

  expect(pointers(responseViolations)).toEqual(expected);
  expect(response.headers.get('x-dli-violations')).toBeNull();
});

it('reports properties that the document does not know only when strict, with the nearest that it knows', async () => {
  const upstream = await startUpstream(json(200, { is_success: true, job_detail: { job_id: 104, naem: 'a' } }));
  const lax = await proxyTo(upstream.url);
  const strict = await proxyTo(upstream.url, { strict: true });
  const [inLax] = await Promise.all([lax.next(), fetch(`${lax.url}${jobPath}`, { headers: token })]);
  const [inStrict] = await Promise.all([strict.next(), fetch(`${strict.url}${jobPath}`, { headers: token })]);
  const unknown = (violations: Exchange['responseViolations'] = []) => violations.filter(({ rule }) => rule === 'undocumented');

  expect(unknown(inLax.responseViolations)).toEqual([]);
  expect(unknown(inStrict.responseViolations)).toMatchObject([{ pointer: 'body.job_detail.naem', nearest: 'name' }]);
});

it('reports query parameters that the document does not know only when strict, and forwards them', async () => {
  const upstream = await startUpstream(json(200, { is_success: true }));
  const found = [false, true].map(async (strict) => {
    const { url, next } = await proxyTo(upstream.url, { strict });
    const [exchange, response] = await Promise.all([next(), fetch(`${url}${jobPath}?limt=1`, { headers: token })]);
    return [response.status, pointers(exchange.response.violations)];
  });

  expect(await Promise.all(found)).toEqual([
    [200, []],
    [200, ['query.limt']],
  ]);
});

it('checks a compressed body', async () => {
  const upstream = await startUpstream((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(gzipSync('{"is_success":7}'));
  });
  const { url, next } = await proxyTo(upstream.url);
  const [{ responseViolations }] = await Promise.all([next(), fetch(`${url}${jobPath}`, { headers: token })]);

  expect(pointers(responseViolations)).toEqual(['body.is_success']);
});

it('passes on a body before it is whole', async () => {
  let finish = () => {};
  const upstream = await startUpstream((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).write('first');
    finish = () => response.end('last');
  });
  const { url } = await proxyTo(upstream.url);
  const reader = (await fetch(`${url}${jobPath}`, { headers: token })).body?.getReader();
  const first = await reader?.read();
  finish();

  expect(Buffer.from(first?.value ?? []).toString()).toBe('first');
});

it('passes on bodies that are too long to check, and says that they were not checked', async () => {
  const long = Buffer.alloc(11 * 1024 * 1024, 'a');
  const upstream = await startUpstream((_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(long));
  const { url, next } = await proxyTo(upstream.url);
  const headers = { ...token, 'content-type': 'application/json' };
  const forwarded = fetch(`${url}${createPath}`, { method: 'POST', body: long, headers }).then((response) => response.arrayBuffer());
  const [{ call, responseViolations }, body] = await Promise.all([next(), forwarded]);

  expect([upstream.requests[0]?.body.length, body.byteLength]).toEqual([long.length, long.length]);
  expect([...(call?.violations ?? []), ...(responseViolations ?? [])].map(({ rule }) => rule)).toEqual(['unchecked', 'unchecked']);
});

it('responds 502 when the other end cannot be reached', async () => {
  const { url } = await proxyTo('http://127.0.0.1:1');
  const response = await fetch(`${url}${createPath}`, { method: 'POST', body: '{}', headers: token });

  expect([response.status, await response.json()]).toEqual([
    502,
    { error_code: 'APIGW.0201', error_msg: '127.0.0.1:1 could not be reached: ECONNREFUSED' },
  ]);
});

it('responds 502 when the other end ends the connection without a response', async () => {
  const upstream = await startUpstream((request) => request.socket.destroy());
  const { url } = await proxyTo(upstream.url);

  expect((await fetch(`${url}${jobPath}`, { headers: token })).status).toBe(502);
});

it('responds 504 when the other end is silent for too long', async () => {
  const upstream = await startUpstream(() => {});
  const { url } = await proxyTo(upstream.url, { timeoutMilliseconds: 50 });
  const response = await fetch(`${url}${jobPath}`, { headers: token });

  expect([response.status, await readMessage(response)]).toEqual([504, `${new URL(upstream.url).host} did not respond within 50 ms`]);
});

it('breaks off a response that the other end breaks off', async () => {
  const upstream = await startUpstream((_, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('a', () => response.destroy());
  });
  const { url } = await proxyTo(upstream.url);

  await expect(fetch(`${url}${jobPath}`, { headers: token }).then((response) => response.text())).rejects.toThrow();
});

/** An endpoint that writes bytes as they are, and does something with the connection then. */
async function startRawUpstream(bytes: string | Buffer, after: (socket: Socket) => void = (socket) => socket.end()): Promise<string> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.write(bytes, () => after(socket)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const stay = () => {};
const repeat = (text: string) => (socket: Socket) => {
  const again = setInterval(() => socket.write(text), 5);
  socket.once('close', () => clearInterval(again));
};

it.each<[what: string, bytes: string, after: (socket: Socket) => void, status: number, message: string]>([
  ['101', 'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n', stay, 502, 'another protocol'],
  ['nothing but 103', 'HTTP/1.1 103 Early Hints\r\n\r\n', repeat('HTTP/1.1 103 Early Hints\r\n\r\n'), 504, 'did not respond within'],
  ['a status that does not exist', 'HTTP/1.1 099 Low\r\nContent-Length: 0\r\n\r\n', stay, 502, 'an invalid response'],
  ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}', stay, 502, 'could not be reached: HPE_'],
  ['no HTTP', 'SSH-2.0-OpenSSH_9.9\r\n', stay, 502, 'could not be reached: HPE_'],
])('responds in its place, and reports one call, when the other end sends %s', async (_what, bytes, after, status, message) => {
  const { url, next, exchanges } = await proxyTo(await startRawUpstream(bytes, after), { timeoutMilliseconds: 200 });
  const [exchange, response] = await Promise.all([next(), fetch(`${url}${jobPath}`, { headers: token })]);

  expect([response.status, exchange.response.status, exchanges.length]).toEqual([status, status, 1]);
  expect(await readMessage(response)).toContain(message);
});

it.each<[what: string, bytes: string, after: (socket: Socket) => void, cut: string]>([
  ['breaks off', 'Content-Length: 1000\r\n\r\n{"is', (socket) => socket.destroy(), 'broke off its response'],
  ['is silent', 'Content-Length: 1000\r\n\r\n{"is', stay, 'was silent for 200 ms in its response'],
  ['is badly framed', 'Transfer-Encoding: chunked\r\n\r\n4\r\n{"is\r\nzz\r\n', stay, 'broke off its response'],
  ['has no last chunk', 'Transfer-Encoding: chunked\r\n\r\n4\r\n{"is\r\n', (socket) => socket.end(), 'broke off its response'],
])('cuts the client off, and reports one call, when a body %s', async (_what, bytes, after, cut) => {
  const upstream = await startRawUpstream(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n${bytes}`, after);
  const { url, next, exchanges } = await proxyTo(upstream, { timeoutMilliseconds: 200 });
  const reading = fetch(`${url}${jobPath}`, { headers: token }).then((response) => response.text());
  const [exchange, outcome] = await Promise.all([next(), reading.catch((error: Error) => error.name)]);

  expect([outcome, exchange.response.status, exchange.isPartial, exchange.responseViolations]).toEqual(['TypeError', 200, true, []]);
  expect([summarize(exchange).message, exchanges.length]).toEqual([`${new URL(upstream).host} ${cut}, which was cut off`, 1]);
});

it('shows a response that broke off in one line and one notice, and does not record it', async () => {
  const upstream = await startRawUpstream('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"is', (socket) => socket.destroy());
  const recording = join(temporaryFolder(), 'calls.jsonl');
  const command = await start('--proxy', upstream, '--record', recording);
  await fetch(`${command.url}${jobPath}`, { headers: token })
    .then((response) => response.text())
    .catch(() => {});
  await printed(command, /was not recorded: \S+ broke off its response/);

  expect(command.lines.filter((line) => /GET {4}200 showFlinkJob/.test(line))).toHaveLength(1);
  expect(readFileSync(recording, 'utf8').trim().split('\n')).toHaveLength(1);
});

it.each(['constructor', '__proto__', 'toString', 'gzip, gzip', 'zstd', ''])(
  'passes on and reports a body whose encoding is %j',
  async (encoding) => {
    const bytes = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: ${encoding}\r\nContent-Length: 2\r\n\r\n{}`;
    const { port, next, exchanges } = await proxyTo(await startRawUpstream(bytes));
    const [exchange, text] = await Promise.all([
      next(),
      sendBytes(port, `GET ${jobPath} HTTP/1.1\r\nHost: localhost\r\nX-Auth-Token: a\r\nConnection: close\r\n\r\n`),
    ]);

    expect([parseResponse(text).body, exchanges.length, exchange.isPartial]).toEqual(['{}', 1, encoding !== '']);
  },
);

it('takes names of headers for no more than names', async () => {
  const odd = 'constructor: a\r\n__proto__: b\r\ntoString: c\r\n';
  const { port, next } = await proxyTo(await startRawUpstream(`HTTP/1.1 204 No Content\r\n${odd}\r\n`));
  const [exchange, text] = await Promise.all([
    next(),
    sendBytes(port, `GET ${jobPath} HTTP/1.1\r\nHost: localhost\r\n${odd}Connection: close\r\n\r\n`),
  ]);

  expect(text).toContain(odd);
  for (const { headers } of [exchange.request, exchange.response]) {
    const names = Object.entries(headers).filter(([name]) => !['host', 'connection'].includes(name));
    expect(names).toEqual([
      ['constructor', 'a'],
      ['__proto__', 'b'],
      ['tostring', 'c'],
    ]);
  }
});

it('refuses a request target that leads nowhere, and reports it', async () => {
  const upstream = await startUpstream(json(200, {}));
  const { port, next } = await proxyTo(upstream.url);
  const [exchange, text] = await Promise.all([
    next(),
    sendBytes(port, 'GET ftp://elsewhere/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'),
  ]);

  expect([parseResponse(text).status, exchange.response.status, upstream.requests.length]).toEqual([400, 400, 0]);
});

it('ends its request when the client leaves, and continues to serve', async () => {
  let left = () => {};
  const gone = new Promise<void>((resolve) => {
    left = resolve;
  });
  const upstream = await startUpstream((request, response) => {
    if (request.url === jobPath) json(200, {})(request, response, Buffer.alloc(0));
    else response.once('close', left);
  });
  const { url, exchanges } = await proxyTo(upstream.url);
  const leaving = new AbortController();
  const call = fetch(`${url}${jobsPath}`, { signal: leaving.signal }).catch((error: Error) => error.name);
  await expect.poll(() => upstream.requests.length).toBe(1);
  leaving.abort();
  await gone;

  expect([await call, (await fetch(`${url}${jobPath}`, { headers: token })).status]).toEqual(['AbortError', 200]);
  expect(exchanges.filter(({ request }) => request.url.pathname === jobsPath)).toEqual([]);
});

it.each([
  ['HEAD', 200, { 'content-length': '5', 'content-type': 'application/json' }],
  ['GET', 304, { etag: '"a"' }],
  ['GET', 204, {}],
])('passes on a response without a body: %s, %i', async (method, status, headers) => {
  const upstream = await startUpstream((_, response) => response.writeHead(status, headers).end());
  const { url } = await proxyTo(upstream.url);
  const response = await fetch(`${url}${jobPath}`, { method, headers: token });

  expect([response.status, await response.text()]).toEqual([status, '']);
  expect(Object.fromEntries(response.headers)).toMatchObject(headers);
});

const signedFor = (host: string) =>
  `GET ${jobPath} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\nX-Sdk-Date: 20260102T030405Z\r\n` +
  'Authorization: SDK-HMAC-SHA256 Access=a, SignedHeaders=host;x-sdk-date, Signature=b\r\n\r\n';

it('refuses a request that is signed for its own address, and says what to do', async () => {
  const upstream = await startUpstream(json(200, {}));
  const { port } = await proxyTo(upstream.url);
  const { status, body } = parseResponse(await sendBytes(port, signedFor(`127.0.0.1:${port}`)));

  expect([status, upstream.requests.length]).toEqual([401, 0]);
  expect(JSON.parse(body).error_msg).toContain(`sign for ${new URL(upstream.url).host} and send that as the header Host`);
});

it("forwards a request that is signed for the other end's host", async () => {
  const upstream = await startUpstream(json(200, {}));
  const { port } = await proxyTo(upstream.url);
  await sendBytes(port, signedFor(new URL(upstream.url).host));

  expect(upstream.requests).toHaveLength(1);
});

it.each(['V11-HMAC-SHA256', 'SDK-HMAC-SM3'])('forwards a request that is signed by %s, and reports it', async (algorithm) => {
  const upstream = await startUpstream(json(200, {}));
  const command = await start('--proxy', upstream.url);
  await fetch(`${command.url}${jobsPath}`, { headers: { authorization: `${algorithm} Credential=a, SignedHeaders=host, Signature=b` } });
  await printed(command, /header must have credentials/);

  expect(upstream.requests).toHaveLength(1);
  expect(command.lines.join('\n')).toContain(
    `header must have credentials: x-auth-token, or authorization that begins with SDK-HMAC-SHA256, found a signature by ${algorithm}`,
  );
});

it('lets a client ask first whether to send a body', async () => {
  const upstream = await startUpstream(json(200, {}));
  const { port } = await proxyTo(upstream.url);
  const head = `POST ${createPath} HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`;

  expect(await sendBytes(port, head)).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/);
});

it('encrypts, and trusts only certificates that it is to trust', async () => {
  const certificate = selfSigned();
  const upstream = await startUpstream(json(200, {}), certificate);
  const trusting = await proxyTo(upstream.url, { certificateAuthority: certificate.cert });
  const other = await proxyTo(upstream.url);
  const refused = await fetch(`${other.url}${jobPath}`, { headers: token });

  expect((await fetch(`${trusting.url}${jobPath}`, { headers: token })).status).toBe(200);
  expect([refused.status, await readMessage(refused)]).toEqual([502, expect.stringContaining('NODE_EXTRA_CA_CERTS')]);
});

it.each(['http://127.0.0.1:8080', 'http://[::1]:8080', 'http://localhost', 'https://dli.example'])('takes %s as it is', (address) => {
  expect(parseUpstream(address, false).origin).toBe(address);
});

it('takes plain HTTP to another machine only where that is allowed', () => {
  expect(() => parseUpstream('http://127.0.0.1.example', false)).toThrow('is not encrypted');
  expect(parseUpstream('http://dli.example', true).origin).toBe('http://dli.example');
});

it('shows violations of both sides in the log of the command', async () => {
  const upstream = await startUpstream(json(200, { is_success: 7 }));
  const command = await start('--proxy', upstream.url);
  await fetch(`${command.url}${jobsPath}?limit=1000`, { headers: token });
  await printed(command, /the response: body\.is_success must/);

  expect(command.lines.slice(-3, -1)).toEqual([
    expect.stringMatching(/GET {4}200 listFlinkJobs/),
    expect.stringContaining('query.limit must be at most 100, found "1000"'),
  ]);
});

it('does not forward to itself', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const port = String((other.address() as AddressInfo).port);
  other.close();
  await once(other, 'close');

  expect(await run(['--port', port, '--proxy', `http://localhost:${port}`])).toMatchObject({
    code: 2,
    errors: [`dli-mock: --proxy http://localhost:${port} is the address of this dli-mock itself. Choose another --port.`],
  });
});
