import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { siteFolder } from '@dli-openapi/docs/site';
import { type Operation, operationsOf, readDocument } from '@dli-openapi/scripts/document';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchChromium } from '../src/testing/browser.ts';
import { serve } from './serve.ts';

const operations = operationsOf(readDocument());
const lastOperation = operations.at(-1) as Operation;
const executablePath = findChromium();

describe.skipIf(!executablePath)('the site in a browser', () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serve>>;

  beforeAll(async () => {
    [browser, server] = await Promise.all([launchChromium(executablePath as string), serve(siteFolder)]);
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  describe.each([
    { place: 'from disk on a light desktop', site: () => pathToFileURL(siteFolder).href, width: 1280, colorScheme: 'light' as const },
    { place: 'over HTTP on a dark phone', site: () => server.url, width: 390, colorScheme: 'dark' as const },
  ])('opened $place', ({ site, width, colorScheme }) => {
    let page: Page;
    const requests: string[] = [];
    const complaints: string[] = [];

    beforeAll(async () => {
      page = await open(`${site()}index.html`, { viewport: { width, height: 844 }, colorScheme }, (fresh) => {
        fresh.on('request', (request) => requests.push(request.url()));
        fresh.on('console', (message) => message.type() !== 'info' && complaints.push(message.text()));
        fresh.on('pageerror', (error) => complaints.push(error.message));
      });
    });
    afterAll(() => page.context().close());

    it('says that it is unofficial', async () => {
      expect(await page.getByText('Unofficial: not affiliated with Huawei').isVisible()).toBe(true);
    });

    it('wears the colours that the system asks for', async () => {
      const backgrounds = `['body', '.site-header'].map((part) => getComputedStyle(document.querySelector(part)).backgroundColor)`;
      const expected = colorScheme === 'dark' ? 'rgb(16, 21, 27)' : 'rgb(255, 255, 255)';
      expect(await page.evaluate(backgrounds)).toEqual([expected, expected]);
    });

    it('says how to authenticate', async () => {
      expect(await page.getByText('SDK-HMAC-SHA256').first().isVisible()).toBe(true);
    });

    it.each(operations)('shows $operationId at an address of its own', async (operation) => {
      await page.evaluate(`location.hash = '${anchorOf(operation)}'`);
      await expect.poll(() => isInView(page, operation)).toBe(true);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    });

    it('shows an operation whose address was opened first', async () => {
      await page.goto('about:blank');
      await page.goto(`${site()}index.html#${anchorOf(lastOperation)}`);
      await expect.poll(() => isInView(page, lastOperation), { timeout: 10_000 }).toBe(true);
    });

    it('shows the fields of a request body without a click', async () => {
      await page.evaluate(`location.hash = 'tag/flink-jobs/createFlinkJarJob'`);
      await page.locator('[id="dli/tag/flink-jobs/createFlinkJarJob.body.entrypoint"]').waitFor();
    });

    it.each(['openapi.yaml', 'openapi.json'])('links to %s as the document package has it', async (name) => {
      const href = await page.locator('a[download]', { hasText: name }).evaluate((link) => (link as { href?: string }).href);
      expect(href).toBe(site() + name);
      expect(readFileSync(join(siteFolder, name))).toEqual(readFileSync(new URL(import.meta.resolve(`@dli-openapi/spec/${name}`))));
    });

    // The two below look back at everything that was done to the page above.
    it('asks for nothing but its own files', () => {
      const own = ['index.html', 'style.css', 'scalar.js', 'reference.js'].map((name) => site() + name);
      const strange = requests.filter((url) => !own.includes(url.replace(/#.*/, '')) && !/^(data:|about:)/.test(url));
      expect(strange).toEqual([]);
    });

    it('logs no error and no warning', () => {
      expect(complaints).toEqual([]);
    });

    it('cannot send anything anywhere, so that no token leaves it', async () => {
      await expect(page.evaluate(`fetch('${server.url}leak', { mode: 'no-cors' })`)).rejects.toThrow('Failed to fetch');
      expect(server.asked).not.toContain('/leak');
    });
  });

  async function open(url: string, options: BrowserContextOptions, prepare: (page: Page) => void): Promise<Page> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    prepare(page);
    await page.goto(url);
    await page.getByRole('heading', { name: 'Data Lake Insight' }).first().waitFor();
    return page;
  }
});

/** Where an operation stands in the page: stable, and the same in every language. */
function anchorOf({ tags, operationId }: Operation): string {
  return `tag/${tags[0]?.toLowerCase().replaceAll(' ', '-')}/${operationId}`;
}

async function isInView(page: Page, operation: Operation): Promise<boolean> {
  const heading = page.locator(`[id="dli/${anchorOf(operation)}"]`).getByRole('heading', { name: operation.summary });
  const box = (await heading.count()) === 1 ? await heading.boundingBox() : null;
  return box !== null && box.y >= 0 && box.y < (page.viewportSize()?.height ?? 0);
}
