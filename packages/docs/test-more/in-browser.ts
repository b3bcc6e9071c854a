import { siteFolder } from '@dli-openapi/docs/site';
import type { Operation } from '@dli-openapi/openapi';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { waitLimit } from '../../../scripts/testing/limits.ts';
import { anchorOf } from '../src/reference/anchor.ts';
import { launchChromium } from '../src/testing/browser.ts';
import { serve } from './serve.ts';

/** The built site, served without a mock, in one browser for all tests of a block. */
export function siteInBrowser(executablePath: string | undefined) {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serve>>;

  beforeAll(async () => {
    [browser, server] = await Promise.all([launchChromium(executablePath as string), serve(siteFolder)]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  return {
    /** Opens a page of the site, such as `zh-CN/index.html`, in a window of its own. */
    async open(path: string, options: BrowserContextOptions = {}, prepare: (page: Page) => unknown = () => {}): Promise<Page> {
      const page = await browser.newPage({ viewport: { width: 1280, height: 844 }, ...options });
      await prepare(page);
      await page.goto(server.url + path);
      return page;
    },
  };
}

/** Collects what a page complains about. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => message.type() !== 'info' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

/** Waits until an operation's heading is in the window. */
export async function expectInView(page: Page, operation: Operation): Promise<void> {
  await expectInWindow(page.locator(`[id="dli/${anchorOf(operation)}"]`).getByRole('heading', { name: operation.summary }));
}

/** Waits until the top of an element is in the window. */
export async function expectInWindow(element: Locator): Promise<void> {
  const height = element.page().viewportSize()?.height ?? 0;
  await vi.waitFor(async () => {
    const top = (await element.boundingBox())?.y;
    expect(top, `where ${element} begins`).toBeGreaterThanOrEqual(0);
    expect(top, `where ${element} begins`).toBeLessThan(height);
  }, waitLimit);
}
