import { describe, expect, it } from 'vitest';
import { serviceThatAnswers, token } from './service.ts';

const path = { project_id: 'p9' };

describe('dli.raw', () => {
  it('calls by path, with the address and the token of the client', async () => {
    const { dli, received } = await serviceThatAnswers({ body: { message: 'ok' } });
    const { data } = await dli.raw.GET('/v1.0/{project_id}/streaming/jobs', { params: { path, query: { limit: 5 } } });
    expect(data).toEqual({ message: 'ok' });
    expect(received).toMatchObject([{ url: '/v1.0/p9/streaming/jobs?limit=5', headers: { 'x-auth-token': token } }]);
  });

  it('hands over failures as they are', async () => {
    const body = { error_code: 'DLI.0001', error_msg: 'no' };
    const { dli } = await serviceThatAnswers({ status: 400, body });
    const { error, response } = await dli.raw.GET('/v1.0/{project_id}/streaming/jobs', { params: { path } });
    expect([response.status, error]).toEqual([400, body]);
  });

  it('runs its middleware for named methods too', async () => {
    const { dli, received } = await serviceThatAnswers();
    dli.raw.use({ onRequest: ({ request }) => request.headers.set('x-trace', '1') });
    await dli.listFlinkJobs();
    expect(received[0]?.headers['x-trace']).toBe('1');
  });
});
