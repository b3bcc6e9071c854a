import { join } from 'node:path';
import { readDeviations } from '@dli-openapi/authoring/deviations';
import { siteFolder } from '@dli-openapi/docs/site';
import { listOperations, type Operation } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { familiesOf } from '../src/families.ts';
import { anchorOf } from '../src/reference/anchor.ts';
import { findChromium } from '../src/testing/browser.ts';
import { complaintsOf, expectInView, expectInWindow, siteInBrowser } from './in-browser.ts';

const executablePath = findChromium();
const phone = { viewport: { width: 390, height: 844 } };
const chinese = readDocument(join(siteFolder, 'zh-CN/openapi.json'));
const lastOperation = listOperations(chinese).at(-1) as Operation;
/** What has the focus: its class, or its text. */
const focused = (page: Page) => page.evaluate('document.activeElement.className || document.activeElement.textContent');

describe.skipIf(!executablePath)('the header', () => {
  const site = siteInBrowser(executablePath);

  it.concurrent.each(['index.html', 'deviations.html', 'zh-CN/index.html', 'zh-CN/quick-start.html'])(
    'takes one line of a phone on %s',
    async (path) => {
      const page = await site.open(path, phone);
      await page.locator('main').first().waitFor();
      expect((await page.locator('.site-header').boundingBox())?.height).toBeLessThanOrEqual(48);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
      await page.context().close();
    },
  );

  it.concurrent('is reached by keys, part by part, each with a ring around it', async () => {
    const page = await site.open('deviations.html');
    const reached: unknown[] = [];
    for (let at = 0; at < 9; at += 1) {
      await page.keyboard.press('Tab');
      reached.push(await focused(page));
      expect(await page.evaluate(`getComputedStyle(document.activeElement).outlineStyle`), String(reached.at(-1))).not.toBe('none');
    }
    expect(reached).toEqual([
      'site-skip',
      'site-name',
      'Reference',
      'Quick start',
      'Error codes',
      'Where the pages are wrong',
      'site-search',
      'site-language',
      expect.stringContaining('Menu'),
    ]);
    await page.context().close();
  });

  it.concurrent.each(['index.html#tag/sql-jobs/listSqlJobs', 'error-codes.html'])(
    'is skipped by a link on %s, which keeps the place',
    async (path) => {
      const page = await site.open(path);
      await page.locator('main').first().waitFor();
      await page.locator('.site-skip').focus();
      expect((await page.locator('.site-skip').boundingBox())?.y).toBeGreaterThanOrEqual(0);
      const before = page.url();
      await page.keyboard.press('Enter');
      expect(await page.evaluate('document.activeElement.tagName')).toBe('MAIN');
      expect(page.url()).toBe(before);
      await page.context().close();
    },
  );

  it.concurrent('has a menu for keys, which Escape closes', async () => {
    const page = await site.open('quick-start.html', phone);
    const isOpen = () => page.evaluate(`document.querySelector('.site-menu').open`);
    await page.locator('.site-menu summary').focus();
    await page.keyboard.press('Enter');
    expect(await isOpen()).toBe(true);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Reference');
    await page.keyboard.press('Escape');
    expect(await isOpen()).toBe(false);
    expect(await focused(page)).toContain('Menu');
    await page.context().close();
  });

  it.concurrent('has a menu without scripts, and the reference leads to Markdown then', async () => {
    const page = await site.open('index.html', { ...phone, javaScriptEnabled: false });
    await page.getByRole('link', { name: 'List Flink jobs' }).waitFor();
    await page.locator('.site-menu summary').click();
    await page.locator('.site-menu').getByRole('link', { name: 'Error codes', exact: true }).click();
    await page.getByRole('heading', { name: 'Error codes' }).waitFor();
    await page.context().close();
  });

  it.concurrent('leads to the same operation in the other language, and back', async () => {
    const page = await site.open(`index.html#${anchorOf(lastOperation)}`);
    await page.locator('.site-language').click();
    await expectInView(page, lastOperation);
    expect(page.url()).toContain(`/zh-CN/index.html#${anchorOf(lastOperation)}`);
    await page.locator('.site-language').click();
    await expectInView(page, listOperations(readDocument()).at(-1) as Operation);
    await page.context().close();
  });

  it.concurrent('leads to the same entry of a page in the other language', async () => {
    const id = readDeviations().at(-1)?.id;
    const page = await site.open(`deviations.html#${id}`);
    await page.locator('.site-language').click();
    await page.waitForURL(new RegExp(`/zh-CN/deviations\\.html#${id}$`));
    await expectInWindow(page.locator(`[id="${id}"]`));
    await page.context().close();
  });
});

describe.skipIf(!executablePath)('an operation that a link names', () => {
  const site = siteInBrowser(executablePath);

  it.each(['', 'zh-CN/'])('can be read before Scalar is there, and no other: %s', async (folder) => {
    const page = await site.open(`${folder}index.html#${anchorOf(lastOperation)}`, {}, (fresh) =>
      fresh.route('**/scalar.js', (route) => route.abort()),
    );
    const article = page.locator(`[id="${anchorOf(lastOperation)}"]`);
    await article.getByText(`dli.${lastOperation.operationId}(`).first().waitFor();
    expect(await page.locator('.plain article').filter({ visible: true }).count()).toBe(1);
    await expectInWindow(article.locator('h2'));
    await page.context().close();
  });

  it('is one of all where there are no scripts', async () => {
    const page = await site.open(`index.html#${anchorOf(lastOperation)}`, { javaScriptEnabled: false });
    expect(await page.locator('.plain article').filter({ visible: true }).count()).toBe(listOperations(chinese).length);
    await page.context().close();
  });
});

describe.skipIf(!executablePath)('the Chinese reference', () => {
  const site = siteInBrowser(executablePath);

  it('speaks Chinese, names the families in their order, and reaches an operation of each without a complaint', async () => {
    let complaints: string[] = [];
    const page = await site.open('zh-CN/index.html', {}, (fresh) => {
      complaints = complaintsOf(fresh);
    });
    const families = familiesOf(chinese);
    const links = page.locator('aside').getByRole('link');
    await links.getByText('数据结构').waitFor();
    const names = families.map(({ name }) => name);
    expect((await links.allInnerTexts()).filter((text) => names.includes(text))).toEqual(names);
    for (const { operations } of families) {
      const operation = operations.at(-1) as Operation;
      await page.evaluate(`location.hash = ${JSON.stringify(anchorOf(operation))}`);
      await expectInView(page, operation);
      await page
        .locator(`[id="dli/${anchorOf(operation)}"]`)
        .getByText(/路径参数|请求体|查询参数/)
        .first()
        .waitFor();
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
