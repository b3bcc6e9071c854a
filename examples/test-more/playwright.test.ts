// A page that calls DLI, in Chromium, with responses of the mock in process, and over HTTP.
import { findChromium, launchChromium } from '@dli-openapi/docs/testing/browser';
import { createMock } from '@dli-openapi/mock';
import '@dli-openapi/mock/vitest';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fulfillFrom } from '../fulfill-from-mock.ts';

const chromium = findChromium();
const mock = createMock();
let browser: Browser;
let page: Page;
let url: string;

/** Creates a page with a button that creates a job at an address and shows the result. */
function createApp(endpoint: string): string {
  return `<button>Create</button><p></p><script>
    document.querySelector('button').onclick = async () => {
      const headers = { 'content-type': 'application/json', 'x-auth-token': 'any' };
      const call = fetch('${endpoint}/v1.0/test/streaming/flink-jobs', { method: 'POST', headers, body: '{"name":"nightly"}' });
      const shown = await call.then((response) => response.json()).then(({ job, error_code }) => job?.status_name ?? error_code, () => 'offline');
      document.querySelector('p').textContent = shown;
    };
  </script>`;
}

describe.skipIf(!chromium)('a page in Chromium', () => {
  beforeAll(async () => {
    browser = await launchChromium(chromium ?? '');
    page = await browser.newPage();
    await page.route('https://dli.*.myhuaweicloud.com/**', fulfillFrom(mock));
    url = (await mock.listen({ port: 0 })).url;
  });
  beforeEach(() => mock.reset());
  afterAll(async () => {
    await browser?.close();
    await mock.close();
  });

  describe.each([
    ['routed to the mock', () => 'https://dli.cn-north-4.myhuaweicloud.com'],
    ['that calls the mock over HTTP', () => url],
  ])('%s', (_way, endpoint) => {
    async function create(): Promise<string | null> {
      await page.setContent(createApp(endpoint()));
      await page.click('button');
      await page.waitForFunction('document.querySelector("p").textContent !== ""');
      return page.textContent('p');
    }

    it('gets responses, and its calls are recorded', async () => {
      expect(await create()).toBe('job_init');
      expect(mock).toHaveReceivedTimes('createFlinkJarJob', 1, { name: 'nightly' });
      expect(mock).toHaveNoViolations();
    });

    it('gets planned replies', async () => {
      mock.operation('createFlinkJarJob').reply({ status: 403 });

      expect(await create()).toMatch(/^APIGW\./);
    });

    it('meets planned faults', async () => {
      mock.operation('createFlinkJarJob').reply({ fault: 'reset' });

      expect(await create()).toBe('offline');
    });
  });
});
