// Clients that take their time, over real sockets. The limits are shorter here than those that users have.
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpServer } from '../src/http/server.ts';
import { assembleMock, createMock } from '../src/mock.ts';
import { createPath, jobsPath, parseResponse, token } from './support.ts';

const { handler } = assembleMock({});
const anyHost = () => undefined;
const { server, stop } = createHttpServer(handler, anyHost, undefined, { headersMilliseconds: 100, requestMilliseconds: 200 });
let port: number;

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  port = (server.address() as AddressInfo).port;
});

afterAll(stop);

/** Sends a text, then a letter each so often until the other end closes; gives what it said. */
function trickle(text: string, letter: string): Promise<string> {
  return new Promise((resolve) => {
    let came = '';
    let drip: NodeJS.Timeout | undefined;
    const socket: Socket = connect(port, '127.0.0.1', () => {
      socket.write(text);
      drip = setInterval(() => letter !== '' && socket.write(letter), 20);
    });
    socket.on('data', (chunk) => {
      came += chunk;
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      clearInterval(drip);
      resolve(came);
    });
  });
}

const post = `POST ${createPath} HTTP/1.1\r\nhost: localhost\r\nx-auth-token: any\r\ncontent-type: application/json\r\n`;

// They wait side by side.
describe.concurrent('a request that does not come in time gets 408 in the documented shape', () => {
  it.each([
    ['where nothing comes', '', ''],
    ['where the request line is not finished', 'GET /v1.0/', 'x'],
    ['where the headers have no end', `GET ${jobsPath} HTTP/1.1\r\nx-long: `, 'x'],
    ['where the body trickles', `${post}content-length: 100000\r\n\r\n`, ' '],
    ['where the body stays away', `${post}content-length: 10\r\n\r\n`, ''],
    ['where chunks trickle', `${post}transfer-encoding: chunked\r\n\r\n`, '1\r\n \r\n'],
  ])('%s', async (_what, text, letter) => {
    const response = parseResponse(await trickle(text, letter));

    expect(response.status).toBe(408);
    expect(JSON.parse(response.body)).toEqual({ error_code: 'APIGW.0201', error_msg: 'The request did not come in time' });
  });
});

it('a client that closes its half after the request gets its response', async () => {
  const mock = createMock();
  const socket = connect({ port: (await mock.listen({ port: 0 })).port, host: '127.0.0.1', allowHalfOpen: true });
  socket.end(`GET ${jobsPath} HTTP/1.1\r\nhost: localhost\r\nx-auth-token: any\r\n\r\n`);
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk);
  await mock.close();

  expect(parseResponse(Buffer.concat(chunks).toString()).status).toBe(200);
});

describe('close ends', () => {
  it.each([
    ['nothing was sent', ''],
    ['a request is half sent', 'GET /v1.0/'],
    ['a body is half sent', `${post}content-length: 100\r\n\r\n{`],
    ['the client wants CONNECT', 'CONNECT mock:443 HTTP/1.1\r\n\r\n'],
    ['a response is not read', `GET ${jobsPath} HTTP/1.1\r\nx-auth-token: any\r\n\r\n`.repeat(2000)],
  ])('though %s', async (_what, text) => {
    const mock = createMock();
    const address = await mock.listen({ port: 0 });
    const socket = connect(address.port, '127.0.0.1');
    socket.on('error', () => {});
    await once(socket, 'connect');
    socket.pause();
    await new Promise((resolve) => socket.write(text || '\r\n', resolve));

    await expect(mock.close()).resolves.toBeUndefined();
    socket.destroy();
  });
});

it('a response that is under way when the server stops still arrives', async () => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let came = () => {};
  const hasCome = new Promise<void>((resolve) => {
    came = resolve;
  });
  const slow = createHttpServer(async (request) => {
    came();
    await released;
    return handler(request);
  }, anyHost);
  await once(slow.server.listen(0, '127.0.0.1'), 'listening');
  const response = fetch(`http://127.0.0.1:${(slow.server.address() as AddressInfo).port}${jobsPath}`, { headers: token });
  await hasCome;
  const stopping = slow.stop();
  release();
  await stopping;

  expect((await response).status).toBe(200);
});
