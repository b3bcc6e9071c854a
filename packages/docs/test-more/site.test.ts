import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Deviation, readDeviations } from '@dli-openapi/authoring/deviations';
import { siteFolder } from '@dli-openapi/docs/site';
import { listOperations, type Operation } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anchorOf } from '../src/reference/anchor.ts';
import { findChromium, launchChromium } from '../src/testing/browser.ts';
import { complaintsOf, expectInView, expectInWindow } from './in-browser.ts';
import { serve } from './serve.ts';

const operations = listOperations(readDocument());
const lastOperation = operations.at(-1) as Operation;
const deviation = readDeviations().findLast(
  ({ differences: [difference, second] }) => difference?.operations.length === 1 && !second,
) as Deviation;
const deviating = operations.find(({ operationId }) => operationId === deviation.differences[0]?.operations[0]) as Operation;
const oneOfEachTag = [...new Map(operations.map((operation) => [operation.tags[0], operation])).values()];
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
    {
      place: 'from disk on a light desktop',
      site: () => pathToFileURL(siteFolder).href,
      width: 1280,
      colorScheme: 'light' as const,
      shown: operations,
    },
    { place: 'over HTTP on a dark phone', site: () => server.url, width: 390, colorScheme: 'dark' as const, shown: oneOfEachTag },
  ])('opened $place', ({ site, width, colorScheme, shown }) => {
    let page: Page;
    const requests: string[] = [];
    let complaints: string[];

    beforeAll(async () => {
      page = await open(`${site()}index.html`, { viewport: { width, height: 844 }, colorScheme }, (fresh) => {
        fresh.on('request', (request) => requests.push(request.url()));
        complaints = complaintsOf(fresh);
      });
    });
    afterAll(() => page.context().close());

    it('says that it is unofficial', async () => {
      expect(
        await page
          .locator('.site-note')
          .getByText(/^Unofficial/)
          .filter({ visible: true })
          .count(),
      ).toBe(1);
    });

    it('wears the colours that the system asks for', async () => {
      const backgrounds = `['body', '.site-header'].map((part) => getComputedStyle(document.querySelector(part)).backgroundColor)`;
      const expected = colorScheme === 'dark' ? 'rgb(16, 21, 27)' : 'rgb(255, 255, 255)';
      expect(await page.evaluate(backgrounds)).toEqual([expected, expected]);
    });

    it('says how to authenticate', async () => {
      await page.getByText('SDK-HMAC-SHA256').first().waitFor();
    });

    it.each(shown)('shows $operationId at an address of its own', async (operation) => {
      await page.evaluate(`location.hash = '${anchorOf(operation)}'`);
      await expectInView(page, operation);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    });

    it('shows an operation whose address was opened first', async () => {
      await page.goto('about:blank');
      await page.goto(`${site()}index.html#${anchorOf(lastOperation)}`);
      await expectInView(page, lastOperation);
    });

    it('shows the fields of a request body without a click', async () => {
      await page.evaluate(`location.hash = 'tag/flink-jobs/createFlinkJarJob'`);
      await page.locator('[id="dli/tag/flink-jobs/createFlinkJarJob.body.entrypoint"]').waitFor();
    });

    it('shows the sample in TypeScript that belongs to the example that is picked', async () => {
      await page.evaluate(`location.hash = 'tag/flink-jobs/updateFlinkSqlJob'`);
      const operation = page.locator('[id="dli/tag/flink-jobs/updateFlinkSqlJob"]');
      await operation.getByRole('button', { name: 'Many settings at once' }).click();
      await page.getByRole('option', { name: 'A new name and more parallelism' }).click();
      await operation.getByText("await dli.updateFlinkSqlJob({ job_id: 104, name: 'myjob', parallel_number: 4 });").waitFor();
    });

    it('shows a sample in TypeScript first, and one for curl when asked', async () => {
      await page.evaluate(`location.hash = 'tag/flink-jobs/createFlinkJarJob'`);
      const operation = page.locator('[id="dli/tag/flink-jobs/createFlinkJarJob"]');
      await operation.getByText('await dli.createFlinkJarJob({').waitFor();
      await operation.getByRole('button', { name: '@dli-openapi/client' }).click();
      await page.getByRole('option', { name: 'curl', exact: true }).click();
      await operation.getByText("curl 'https://dli.").waitFor();
    });

    it('leads to the list of deviations, and back', async () => {
      // Afresh, for Scalar goes on scrolling to an operation for a while after it was asked for, and a click would miss.
      await page.goto('about:blank');
      await page.goto(`${site()}index.html`);
      await page.getByRole('heading', { name: 'Data Lake Insight' }).first().waitFor();
      await choose(page, 'Where the pages are wrong');
      await page.getByRole('heading', { name: 'Where the pages are wrong' }).waitFor();
      expect(page.url()).toBe(`${site()}deviations.html`);
      await choose(page, 'Reference');
      await page.getByRole('heading', { name: 'Data Lake Insight' }).first().waitFor();
      expect(page.url()).toContain(`${site()}index.html`);
    });

    it('shows an entry of that list at an address of its own, which leads to its operation', async () => {
      await page.goto(`${site()}deviations.html#${deviation.id}`);
      const entry = page.locator(`[id="${deviation.id}"]`);
      await expectInWindow(entry);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      await entry.getByRole('link', { name: deviating.operationId }).click();
      await expectInView(page, deviating);
    });

    it.each(['openapi.yaml', 'openapi.json'])('links to %s as the document package has it', async (name) => {
      const href = await page.locator('a[download]', { hasText: name }).evaluate((link) => (link as { href?: string }).href);
      expect(href).toBe(site() + name);
      expect(readFileSync(join(siteFolder, name))).toEqual(readFileSync(new URL(import.meta.resolve(`@dli-openapi/spec/${name}`))));
    });

    // The two below look back at everything that was done to the page above.
    it('asks for nothing but its own files', () => {
      const own = globSync('**', { cwd: siteFolder }).map((name) => site() + name);
      const strange = requests.filter((url) => !own.includes(url.replace(/#.*/, '')) && !/^(data:|about:)/.test(url));
      expect(strange).toEqual([]);
    });

    it('logs no error and no warning', () => {
      expect(complaints).toEqual([]);
    });

    it('cannot send anything to another address, so that no token leaves it', async () => {
      const other = await serve(siteFolder);
      await expect(page.evaluate(`fetch('${other.url}leak', { mode: 'no-cors' })`)).rejects.toThrow('Failed to fetch');
      expect(other.asked).toEqual([]);
      await other.close();
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

/** Follows a link of the menu. */
async function choose(page: Page, name: string): Promise<void> {
  await page.locator('.site-menu summary').click();
  await page.locator('.site-menu').getByRole('link', { name }).click();
}
