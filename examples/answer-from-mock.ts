import type { Mock } from '@dli-openapi/mock';
import type { Route } from 'playwright-core';

/** Has a mock answer a page: `await page.route('https://dli.*.myhuaweicloud.com/**', answerFrom(mock))`. */
export function answerFrom(mock: Mock): (route: Route) => Promise<void> {
  return async (route) => {
    const request = route.request();
    const init = { method: request.method(), headers: await request.allHeaders(), body: request.postDataBuffer() };
    try {
      const answer = await mock.fetch(request.url(), init);
      await route.fulfill({ status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() });
    } catch {
      await route.abort('connectionreset'); // a planned fault
    }
  };
}
