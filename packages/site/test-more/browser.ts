import { siteFolder } from '@dli-openapi/docs/site';
import { launchChromium } from '@dli-openapi/docs/testing/browser';
import { createMock, type SandboxMock } from '@dli-openapi/mock';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { demo, fillSandbox } from '../src/demo.ts';
import { serveSite } from '../src/serve.ts';

/** The site of `npm start` in one browser for all tests of a block. Time in its sandbox stands still. */
export function openSite(executablePath: string | undefined) {
  const site = {
    url: '',
    mock: undefined as unknown as SandboxMock,
    browser: undefined as unknown as Browser,
    /** What pages complained about: the console, failed requests, requests to other addresses. */
    complaints: [] as string[],
    /** Opens a page of the docs, such as `zh-CN/index.html`, or a whole address, in a window of its own. */
    async open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
      const page = await site.browser.newPage({ viewport: { width: 1280, height: 844 }, ...options });
      page.on('console', (message) => /^(error|warning)$/.test(message.type()) && site.complaints.push(message.text()));
      page.on('pageerror', ({ message }) => site.complaints.push(message));
      const from = path.startsWith('file:') ? 'file:' : site.url;
      page.on('request', (request) => {
        if (!request.url().startsWith(from)) site.complaints.push(`requested ${request.url()}`);
      });
      await page.goto(path.startsWith('file:') ? path : `${site.url}/docs/${path}`);
      return page;
    },
  };
  beforeAll(async () => {
    site.mock = createMock({ sandbox: { seed: demo } });
    await fillSandbox(site.mock);
    site.browser = await launchChromium(executablePath as string);
    ({ url: site.url } = await serveSite(site.mock, { docs: siteFolder, host: '127.0.0.1', port: 0 }));
  });
  afterAll(async () => {
    await site.browser?.close();
    await site.mock?.close();
  });
  return site;
}
