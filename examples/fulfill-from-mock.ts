import type { Mock } from '@dli-openapi/mock';
import type { Route } from 'playwright-core';

/** Fulfills a page's requests from a mock: `await page.route('https://dli.*.myhuaweicloud.com/**', fulfillFrom(mock))`. */
export function fulfillFrom(mock: Mock): (route: Route) => Promise<void> {
  return async (route) => {
    const request = route.request();
    const init = { method: request.method(), headers: await request.allHeaders(), body: request.postDataBuffer() };
    try {
      const response = await mock.fetch(request.url(), init);
      await route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() });
    } catch {
      await route.abort('connectionreset'); // a planned fault
    }
  };
}
