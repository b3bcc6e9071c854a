import { Server, Socket } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { createPath, jobsPath, mock, token } from './support.ts';

afterEach(() => vi.restoreAllMocks());

it('opens no socket', async () => {
  const connecting = vi.spyOn(Socket.prototype, 'connect');
  const listening = vi.spyOn(Server.prototype, 'listen');
  const response = await mock.fetch(`https://dli.cn-north-4.myhuaweicloud.com${jobsPath}`, { headers: token });

  expect([response.status, connecting.mock.calls, listening.mock.calls]).toEqual([200, [], []]);
});

it('takes a Request', async () => {
  const request = new Request(`http://mock${createPath}`, {
    method: 'POST',
    body: '{"name":"a"}',
    headers: { ...token, 'content-type': 'application/json' },
  });

  expect((await mock.fetch(request)).status).toBe(200);
});

it('takes a URL', async () => {
  expect((await mock.fetch(new URL(`http://mock${jobsPath}?limit=5`), { headers: token })).status).toBe(200);
});

it('rejects with the reason of a signal that was aborted', async () => {
  const signal = AbortSignal.abort(new Error('enough'));

  await expect(mock.fetch(`http://mock${jobsPath}`, { signal })).rejects.toThrow('enough');
});

it('rejects with a TypeError for an invalid URL, as the global fetch does', async () => {
  await expect(mock.fetch('/v1.0')).rejects.toThrow(TypeError);
});

it('gives HEAD no body', async () => {
  const response = await mock.fetch(`http://mock${jobsPath}`, { method: 'HEAD', headers: token });

  expect([response.status, await response.text()]).toEqual([200, '']);
});

it('refuses a body of more than 10 MiB with 413', async () => {
  const response = await mock.fetch(`http://mock${createPath}`, {
    method: 'POST',
    body: new Uint8Array(10 * 1024 * 1024 + 1),
    headers: token,
  });

  expect(response.status).toBe(413);
});
