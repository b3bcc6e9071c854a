import { describe, expect, it } from 'vitest';
import { clientOf, listen, rejectionOf, serviceThatAnswers } from './service.ts';

describe('a signal', () => {
  it('rejects with its reason while the call waits for an answer', async () => {
    const controller = new AbortController();
    const reason = new Error('the user left');
    const baseUrl = await listen(() => controller.abort(reason));
    expect(await rejectionOf(clientOf(baseUrl).listFlinkJobs({}, { signal: controller.signal }))).toBe(reason);
  });

  it('rejects with its reason while a body arrives', async () => {
    const controller = new AbortController();
    const reason = new Error('the user left');
    const baseUrl = await listen((_request, response) =>
      response.write('{"job_list":', () => setTimeout(() => controller.abort(reason), 50)),
    );
    expect(await rejectionOf(clientOf(baseUrl).listFlinkJobs({}, { signal: controller.signal }))).toBe(reason);
  });

  it('sends nothing when it has aborted before', async () => {
    const { dli, received } = await serviceThatAnswers();
    expect(await rejectionOf(dli.listFlinkJobs({}, { signal: AbortSignal.abort() }))).toMatchObject({ name: 'AbortError' });
    expect(received).toEqual([]);
  });

  it('does not touch a call that is over', async () => {
    const controller = new AbortController();
    const { dli } = await serviceThatAnswers({ body: { message: 'ok' } });
    const page = await dli.listFlinkJobs({}, { signal: controller.signal });
    controller.abort();
    expect(page).toEqual({ message: 'ok' });
  });
});
