import { expect, it } from 'vitest';
import { createPath, get, jobsPath, mock } from './support.ts';

function preflight(path: string, headers: Record<string, string>): Promise<Response> {
  return mock.fetch(`http://mock${path}`, {
    method: 'OPTIONS',
    headers: { origin: 'http://127.0.0.1:8080', 'access-control-request-method': 'POST', ...headers },
  });
}

it('lets a page of any origin send the headers that it asks for', async () => {
  const response = await preflight(createPath, { 'access-control-request-headers': 'x-auth-token,content-type' });

  expect(response.status).toBe(204);
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  expect(response.headers.get('access-control-allow-headers')).toBe('x-auth-token,content-type');
  expect(response.headers.get('access-control-allow-methods')).toContain('POST');
});

it('allows the preflight of an unknown path, so that a page can read the 404', async () => {
  expect((await preflight('/nowhere', {})).status).toBe(204);
});

it('lets a page read errors, request ids and violations', async () => {
  const response = await get(`${jobsPath}?limit=`);

  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  expect(response.headers.get('access-control-expose-headers')).toContain('x-request-id, x-dli-violations');
});

it('says to a plain OPTIONS which methods a path has', async () => {
  const response = await mock.fetch(`http://mock${createPath}`, { method: 'OPTIONS' });

  expect([response.status, response.headers.get('allow')]).toEqual([204, 'POST, OPTIONS']);
});
