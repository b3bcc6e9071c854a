import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getFolder, languages } from '@dli-openapi/docs/languages';
import { siteFolder } from '@dli-openapi/docs/site';
import { findChromium } from '@dli-openapi/docs/testing/browser';
import { listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { createFiles } from '../src/static-files.ts';
import { openSite } from './browser.ts';

const executablePath = findChromium();
const operations = listOperations(readDocument());
const phone = { viewport: { width: 390, height: 844 } };

describe.skipIf(!executablePath)('a reader', () => {
  const site = openSite(executablePath);

  it.each([1440, 1024, 390])('sees each operation without scrolling sideways at %i pixels', async (width) => {
    const page = await site.open('index.html', { viewport: { width, height: 900 } });
    const wide: string[] = [];
    for (const { operationId, path, summary } of operations) {
      await page.goto(`${site.url}/docs/operations/${operationId}.html`);
      if (Number(await page.evaluate('document.documentElement.scrollWidth')) > width) wide.push(operationId);
      await page.getByRole('heading', { name: summary, level: 1 }).waitFor();
      expect(await page.locator('.call').textContent()).toContain(path);
    }
    expect(wide).toEqual([]);
    await page.context().close();
  });

  it('of a phone gets title, path and body before the samples, and the menu by a button', async () => {
    const page = await site.open('operations/createSparkJob.html', phone);
    const tops = await Promise.all(
      ['h1', '.call', '#request-body', '#samples', '#responses'].map(async (part) => (await page.locator(part).boundingBox())?.y),
    );
    expect(tops).toEqual([...tops].sort((one, other) => Number(one) - Number(other)));
    await page.locator('.menu-button').click();
    await expectInWindow(
      page.locator('.pages').getByRole('link', { name: 'Quick start' }).or(page.locator('.pages summary').first()).first(),
    );
    await page.context().close();
  });

  it('finds a field, its values, and what they mean, at addresses of their own', async () => {
    const page = await site.open('operations/showFlinkJob.html#response.job_detail.status');
    const field = page.locator('[id="response.job_detail.status"]');
    await expectInWindow(field);
    await field.getByRole('link', { name: 'job_running', exact: true }).click();
    await page.waitForURL(/flink-job-states\.html#job_running$/);
    await expectInWindow(page.locator('#job_running'));
    await page.getByRole('link', { name: 'showFlinkJob response.job_detail.status' }).click();
    await expectInWindow(page.locator('[id="response.job_detail.status"]'));
    await page.context().close();
  });

  it('gets from a failure to its cure, and back to an operation that fails so', async () => {
    const page = await site.open('operations/showFlinkJob.html#status.400');
    await page.locator('[id="status.400"]').getByRole('link', { name: 'DLI.16001' }).click();
    await expectInWindow(page.locator('[id="DLI.16001"]').getByText('What to do:'));
    await page.locator('[id="DLI.16001"]').getByRole('link', { name: 'deleteFlinkJob', exact: true }).click();
    await page.waitForURL(/deleteFlinkJob\.html#status\.400$/);
    await page.locator('[id="status.400"] figure').first().waitFor();
    await page.context().close();
  });

  it('gets from a field to where its page is wrong, and back', async () => {
    const page = await site.open('operations/createFlinkJarJob.html#body.name');
    await page.locator('[id="body.name"] a.deviation').first().click();
    await page.waitForURL(/deviations\.html#/);
    await page.locator('article:target').getByRole('link', { name: 'body.name', exact: true }).click();
    await page.waitForURL(/#body\.name$/);
    await page.context().close();
  });

  it('changes the language in place', async () => {
    const page = await site.open('operations/createFlinkJarJob.html#body.entrypoint');
    await page.getByRole('link', { name: '中文' }).click();
    await page.waitForURL(/zh-CN\/operations\/createFlinkJarJob\.html#body\.entrypoint$/);
    await expectInWindow(page.locator('[id="body.entrypoint"]'));
    await page.context().close();
  });

  it.each(languages)('from earlier versions is led on in %s, and reads what is gone', async (language) => {
    const page = await site.open(`${getFolder(language)}index.html#tag/flink-jobs/listFlinkJobs`);
    await page.waitForURL(/operations\/listFlinkJobs\.html$/);
    await page.goto(`${site.url}/docs/${getFolder(language)}index.html#tag/flink-jobs/renamedJob`);
    await page.locator('.notice', { hasText: 'renamedJob' }).getByRole('button').click();
    await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('renamedJob');
    await page.goto(`${site.url}/docs/${getFolder(language)}operations/listFlinkJobs.html#query.gone`);
    await page.locator('.notice', { hasText: 'query.gone' }).waitFor();
    await page.context().close();
  });

  it('at an address that is gone can search, at any depth', async () => {
    const page = await site.open('index.html');
    const response = await page.goto(`${site.url}/docs/operations/old/page.html`);
    expect(response?.status()).toBe(404);
    await page.keyboard.press('/');
    await page.getByRole('searchbox').fill('listFlinkJobs');
    await page.locator('#search li a').first().click();
    await page.waitForURL(/docs\/operations\/listFlinkJobs\.html$/);
    site.complaints.splice(0);
    await page.context().close();
  });

  it('copies code and Markdown, also over plain HTTP, where browsers forbid the clipboard', async () => {
    const page = await site.open('operations/listFlinkJobs.html');
    await page.evaluate(`Object.defineProperty(navigator, 'clipboard', { value: undefined });
      document.execCommand = () => { globalThis.copied = document.activeElement.value; return true; };`);
    await page.locator('.sample:not([hidden]) .copied button').first().click();
    expect(await page.evaluate('copied')).toContain('await dli.listFlinkJobs(');
    await page.locator('.copy-markdown', { hasText: 'Copy as Markdown' }).click();
    await expect.poll(() => page.evaluate('copied')).toBe(readFileSync(join(siteFolder, 'operations/listFlinkJobs.md'), 'utf8'));
    await page.context().close();
  });

  it('chooses the colors, which last', async () => {
    const page = await site.open('index.html', { colorScheme: 'light' });
    const getBackground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(await getBackground()).toBe('rgb(255, 255, 255)');
    await page.locator('.theme select').selectOption('dark');
    expect(await getBackground()).toBe('rgb(16, 21, 27)');
    await page.goto(`${site.url}/docs/quick-start.html`);
    expect(await getBackground()).toBe('rgb(16, 21, 27)');
    await page.context().close();
  });

  it.each([true, false])('lists deprecated operations once a box is checked, with JavaScript: %s', async (javaScriptEnabled) => {
    const page = await site.open('operations/createFlinkJarJob.html', { javaScriptEnabled });
    const box = page.getByRole('checkbox', { name: 'Show deprecated operations' });
    const families = page.locator('.pages summary');
    const listed = async (name: string) => (await families.filter({ visible: true }).allTextContents()).includes(name);
    expect([await listed('Queues'), await listed('Databases')]).toEqual([true, false]);
    await box.check();
    expect(await listed('Databases')).toBe(true);
    await families.filter({ hasText: 'Databases' }).click();
    await page.locator('.pages').getByRole('link', { name: 'Create a database' }).click();
    await page.getByText('Deprecated: run CREATE DATABASE').waitFor();
    expect([await box.isChecked(), await listed('Tables')]).toEqual([javaScriptEnabled, javaScriptEnabled]);
    await box.uncheck();
    const shown = page.locator('.pages li.deprecated').filter({ visible: true });
    expect(await shown.allTextContents()).toEqual(['Create a database']);
    await page.context().close();
  });

  it('without JavaScript has all samples, fields and responses, and the links', async () => {
    const page = await site.open('operations/createFlinkJarJob.html', { javaScriptEnabled: false });
    for (const sample of await page.locator('.sample').all()) expect(await sample.isVisible()).toBe(true);
    await page.locator('.response summary', { hasText: '400' }).click();
    expect(await page.locator('[id="status.400"] figure').first().isVisible()).toBe(true);
    expect(await page.locator('.search-button, .menu-button, .theme, .try, .copy-markdown').filter({ visible: true }).count()).toBe(0);
    await page.context().close();
  });

  it('who prints gets all samples and all responses, and no controls', async () => {
    const page = await site.open('operations/createFlinkJarJob.html');
    await page.emulateMedia({ media: 'print' });
    for (const part of ['.sample', '.response figure', '.fields > li']) {
      for (const each of await page.locator(part).all()) expect((await each.boundingBox())?.height).toBeGreaterThan(0);
    }
    expect(await page.locator('.site-header, .pages, .try, .tabs, .copied > button').filter({ visible: true }).count()).toBe(0);
    await page.context().close();
  });

  it('of files on disk, and below a folder of another site, has the same pages', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'docs with space-'));
    cpSync(siteFolder, folder, { recursive: true });
    const files = createFiles(folder, '/a/b/', {});
    const server = createServer((request, response) => files.respond(request, response)).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    for (const base of [pathToFileURL(`${folder}/`).href, `http://127.0.0.1:${port}/a/b/`]) {
      const page = await site.browser.newPage();
      const failed: string[] = [];
      page.on('requestfailed', (request) => failed.push(request.url()));
      page.on('response', (response) => response.status() >= 400 && failed.push(response.url()));
      page.on('console', (message) => /error/.test(message.type()) && failed.push(message.text()));
      await page.goto(`${base}zh-CN/operations/listFlinkJobs.html`);
      await page.locator('.tabs').waitFor();
      expect(await page.locator('#try').isVisible()).toBe(false);
      await page.getByRole('link', { name: 'English' }).click();
      await page.waitForURL(`${base}operations/listFlinkJobs.html`);
      await page.locator('.search-button').click();
      await page.getByRole('searchbox').fill('showFlinkJob');
      await page.locator('#search li a').first().click();
      await page.waitForURL(`${base}operations/showFlinkJob.html`);
      expect(failed).toEqual([]);
      await page.context().close();
    }
    server.close();
    rmSync(folder, { recursive: true });
  });

  it('by keys alone reaches the content, the header and the samples, each with a ring around it', async () => {
    const page = await site.open('error-codes.html');
    const getFocused = () => page.evaluate('document.activeElement.className || document.activeElement.textContent');
    const reached: unknown[] = [];
    for (let at = 0; at < 9; at += 1) {
      await page.keyboard.press('Tab');
      reached.push(await getFocused());
      expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle'), String(reached.at(-1))).not.toBe('none');
    }
    expect(reached.slice(0, 7)).toEqual([
      'skip',
      'site-name',
      'Reference',
      'Quick start',
      'Error codes',
      'Where the pages are wrong',
      'search-button',
    ]);
    await page.reload();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('content');
    await page.context().close();
  });

  it('sees pages that complain about nothing and request nothing from elsewhere', () => {
    expect(site.complaints).toEqual([]);
  });
});

/** Waits until the top of an element is in the window. */
async function expectInWindow(element: Locator): Promise<void> {
  const page: Page = element.page();
  await expect
    .poll(async () => {
      const top = (await element.boundingBox())?.y ?? -1;
      return top >= 0 && top < (page.viewportSize()?.height ?? 0);
    })
    .toBe(true);
}
