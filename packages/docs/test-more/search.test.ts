import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { siteFolder } from '@dli-openapi/docs/site';
import { listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorCodesOf } from '../src/error-codes/page.ts';
import { folderOf, languages } from '../src/languages.ts';
import { anchorOf } from '../src/reference/anchor.ts';
import type { Entry } from '../src/search/entries.ts';
import { findChromium } from '../src/testing/browser.ts';
import { complaintsOf, expectInView, siteInBrowser } from './in-browser.ts';

const executablePath = findChromium();

describe.skipIf(!executablePath)('the search', () => {
  const site = siteInBrowser(executablePath);

  describe.each(languages)('in %s', (language) => {
    const folder = join(siteFolder, folderOf(language));
    const document = readDocument(join(folder, 'openapi.json'));
    const operations = listOperations(document);
    const entries = entriesIn(readFileSync(join(folder, 'search-entries.js'), 'utf8'));
    const titles = (kind: Entry['kind']) => [...new Set(entries.filter((entry) => entry.kind === kind).map(({ title }) => title))];
    let page: Page;
    let complaints: string[];

    beforeAll(async () => {
      page = await site.open(`${folderOf(language)}quick-start.html`, {}, (fresh) => {
        complaints = complaintsOf(fresh);
      });
      await page.locator('.site-search').click();
      await page.waitForFunction('globalThis.dliSearchEntries');
    });
    afterAll(() => page.context().close());

    it('knows every operation, every error code, and the names of fields and values', () => {
      expect(titles('operation').sort()).toEqual(operations.map(({ operationId }) => operationId).sort());
      expect(titles('code').sort()).toEqual(Object.keys(errorCodesOf(document)).sort());
      expect(titles('field').length).toBeGreaterThan(200);
      expect(titles('value').length).toBeGreaterThan(90);
    });

    it.each(['operation', 'field', 'value', 'code'] as const)('finds each %s by its name, near the top', async (kind) => {
      const found = await searchAll(page, titles(kind));
      expect(
        titles(kind).filter((title) => !found[title]?.slice(0, 10).some((result) => result.kind === kind && result.title === title)),
      ).toEqual([]);
    });

    const [word, others] = language === 'en' ? ['savepoint', 'jobs labels'] : ['保存点', '批量运行'];
    it('finds by words of the descriptions', async () => {
      const found = await searchAll(page, [word, others]);
      expect(found[word]?.map(({ title }) => title)).toContain('executeFlinkJobSavepoint');
      expect(found[others]?.length).toBeGreaterThan(0);
    });

    it('says so when nothing is found', async () => {
      await page.getByRole('searchbox').fill('qqqqqq');
      await expect.poll(() => page.locator('#search [role=status]').textContent()).not.toBe('');
    });

    it('leads from a field to an operation that has it', async () => {
      const field =
        entries.find(({ kind, title }) => kind === 'field' && title === 'savepoint_path') ?? entries.find(({ kind }) => kind === 'field');
      const operation = operations.find((candidate) => field?.href === `index.html#${anchorOf(candidate)}`);
      if (!field || !operation) throw new Error('no field leads to an operation');
      await page.getByRole('searchbox').fill(field.title);
      await page
        .locator('#search li a', { hasText: field.title })
        .and(page.locator(`[href="${field.href}"]`))
        .first()
        .click();
      await expectInView(page, operation);
    });

    it('leads to another operation of the page that is open', async () => {
      const [operation] = operations.slice(-2);
      await page.keyboard.press('Control+K');
      await page.getByRole('searchbox').fill(operation?.operationId ?? '');
      await page.locator('#search li').first().waitFor();
      await page.keyboard.press('Enter');
      await expectInView(page, operation as (typeof operations)[number]);
    });

    it('is used by keys alone', async () => {
      await page.goto(page.url().replace(/index\.html.*/, 'error-codes.html'));
      await page.keyboard.press('/');
      await page.keyboard.type('DLI.00');
      const href = await page.locator('#search li a').first().getAttribute('href');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowUp');
      expect(await page.evaluate(`document.activeElement === document.querySelector('#search li a')`)).toBe(true);
      await page.keyboard.press('Enter');
      await expect.poll(() => page.url()).toContain(href);
      expect(await page.locator('#search').isVisible()).toBe(false);
      await page.keyboard.press('/');
      await page.keyboard.press('Escape');
      expect(await page.locator('#search').isVisible()).toBe(false);
    });

    it('logs nothing', () => {
      expect(complaints).toEqual([]);
    });
  });
});

type Found = Record<string, { kind: string; title: string }[]>;

/** Types each query into the open search, within the page: there are hundreds. */
function searchAll(page: Page, queries: string[]): Promise<Found> {
  return page.evaluate(`(async () => {
    const input = document.querySelector('#search input');
    const kinds = Object.fromEntries(Object.entries(document.getElementById('search').dataset).map(([kind, name]) => [name, kind]));
    const found = {};
    for (const query of ${JSON.stringify(queries)}) {
      input.value = query;
      input.dispatchEvent(new Event('input'));
      await new Promise((resolve) => setTimeout(resolve));
      found[query] = [...document.querySelectorAll('#search li')].map((item) => ({
        kind: kinds[item.querySelector('.kind').textContent],
        title: item.querySelector('strong').textContent,
      }));
    }
    return found;
  })()`) as Promise<Found>;
}

function entriesIn(script: string): Entry[] {
  return JSON.parse(script.slice(script.indexOf('['), script.lastIndexOf(']') + 1)) as Entry[];
}
