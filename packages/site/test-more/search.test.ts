import { pathToFileURL } from 'node:url';
import { getFolder, type Language } from '@dli-openapi/docs/languages';
import { siteFolder } from '@dli-openapi/docs/site';
import { findChromium } from '@dli-openapi/docs/testing/browser';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite } from './browser.ts';

const executablePath = findChromium();

interface Found {
  kind: string;
  title: string;
  href: string;
  places: string[];
}

describe.skipIf(!executablePath)('the search', () => {
  const site = openSite(executablePath);

  describe.each<[place: string, language: Language, isOnDisk: boolean]>([
    ['over HTTP', 'en', false],
    ['from disk', 'en', true],
    ['in Chinese', 'zh-CN', false],
  ])('%s', (_, language, isOnDisk) => {
    let page: Page;

    beforeAll(async () => {
      const base = isOnDisk ? pathToFileURL(siteFolder).href : '';
      page = await site.open(`${base}${getFolder(language)}operations/createQueue.html`);
      await page.keyboard.press('/');
      await page.waitForFunction(() => 'showSearch' in globalThis);
    });
    afterAll(() => page?.context().close());

    it('finds every title of its entries, near the top', async () => {
      const entries = (await page.evaluate('dliSearch.entries.map(({ kind, title }) => [kind, title])')) as [kind: string, title: string][];
      expect(entries.length).toBeGreaterThan(500);
      const kinds = new Set(entries.map(([kind]) => kind));
      expect(kinds).toEqual(new Set(['operation', 'deprecated', 'code', 'field', 'value', 'status', 'region', 'page', 'deviation']));
      const found = (await page.evaluate(`(() => {
        const input = document.querySelector('#search input');
        const missing = [];
        for (const title of new Set(dliSearch.entries.map(({ title }) => title))) {
          input.value = title;
          showSearch();
          const shown = [...document.querySelectorAll('#search li strong')].slice(0, 8).map(({ textContent }) => textContent);
          if (!shown.includes(title)) missing.push(title);
        }
        return missing;
      })()`)) as string[];
      expect(found).toEqual([]);
    });

    const itIn = (own: Language) => (language === own ? it : () => undefined);

    itIn('en')('leads to the thing', async () => {
      const first = async (query: string): Promise<Found> => (await search(page, query))[0] as Found;
      expect(await first('restart_when_exception')).toMatchObject({
        href: 'operations/createFlinkJarJob.html#body.restart_when_exception',
        kind: 'field',
      });
      expect((await first('restart_when_exception')).places.slice(0, 4)).toEqual([
        'createFlinkJarJob',
        'updateFlinkJarJob',
        'createFlinkSqlJob',
        'updateFlinkSqlJob',
      ]);
      expect(await first('job_submitting')).toMatchObject({ href: 'flink-job-states.html#job_submitting', kind: 'value' });
      expect((await first('job_submitting')).places).toContain('showFlinkJob.status');
      expect(await first('AK/SK')).toMatchObject({ kind: 'guide', href: 'authentication.html#access-keys' });
      expect(await first('X-Auth-Token')).toMatchObject({ kind: 'guide', href: 'authentication.html' });
      expect(await first('429')).toMatchObject({ kind: 'status' });
      expect(await first('rate limit')).toMatchObject({ kind: 'status', title: '429' });
      expect(await first('pagination')).toMatchObject({ href: 'calls.html' });
      expect(await first('curl')).toMatchObject({ kind: 'guide' });
      expect(await first('create a database')).toMatchObject({ href: 'operations/createDatabase.html', kind: 'Deprecated' });
      expect(await first('upload a jar')).toMatchObject({ href: 'operations/uploadJarJobResources.html' });
      expect((await first('auth_info_name')).places[0]).toBe('listJobAuthInfos');
      expect(await first('stop a flink job')).toMatchObject({ href: 'operations/batchStopFlinkJobs.html' });
      expect(await first('job states')).toMatchObject({ href: 'flink-job-states.html' });
      expect(await first('timeout')).toMatchObject({ href: 'calls.html#retries-and-time-limits' });
      expect(await first('arazzo')).toMatchObject({ href: 'workflows.arazzo.yaml' });
      expect(await first('DLI.0012')).toMatchObject({ kind: 'error code', href: 'error-codes.html#DLI.0012' });
      expect(await first('cn-north-4')).toMatchObject({ kind: 'region', href: 'index.html#region/cn-north-4' });
      expect((await first('savepont')).title).toBe('Create a savepoint of a Flink job');
      await search(page, 'queue_name');
      await page.locator('#search li button').first().click();
      const having = await page.locator('#search li').first().locator('.places a').allTextContents();
      for (const name of ['createFlinkJarJob', 'updateFlinkSqlJob', 'createSqlJob', 'exportSqlJobResult', 'createQueue'])
        expect(having).toContain(name);
    });

    itIn('zh-CN')('finds Chinese by words', async () => {
      const list = async (query: string) => (await search(page, query)).map(({ kind, title }) => `${kind} ${title}`);
      expect((await list('创建作业')).slice(0, 3).sort()).toEqual([
        '接口 创建Flink JAR作业',
        '接口 创建Flink SQL作业',
        '接口 创建Spark作业',
      ]);
      expect((await list('删除作业')).slice(0, 2)).toEqual(['接口 删除Flink作业', '接口 批量删除Flink作业']);
      for (const [query, title] of Object.entries({ 创建数据库: '创建数据库', 上传jar: '上传JAR包', 删除表: '删除表' }))
        expect((await list(query))[0], query).toContain(`已废弃 ${title}`);
      expect(await list('登录')).toContain('指南 认证鉴权');
      expect((await list('限流'))[0]).toBe('状态码 429');
      const queues = await list('队列名称');
      const [field, deviation] = ['字段 ', '差错 '].map((kind) => queues.findIndex((each) => each.startsWith(kind))) as [number, number];
      expect(field).toBeGreaterThanOrEqual(0);
      expect(deviation === -1 || field < deviation).toBe(true);
    });

    it('says so when nothing is found', async () => {
      await page.getByRole('searchbox').fill('qqqqqq');
      await page.locator('#search [role=status]', { hasText: 'qqqqqq' }).waitFor();
    });

    it('is used by keys alone, and leads to the place', async () => {
      await page.keyboard.press('Escape');
      expect(await page.locator('#search').isVisible()).toBe(false);
      await page.keyboard.press('Control+K');
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type('job_id');
      await page.locator('#search li a', { hasText: 'job_id' }).first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowUp');
      expect(await page.evaluate(`document.activeElement === document.querySelector('#search li > a')`)).toBe(true);
      const href = String(
        await page
          .locator('#search li > a')
          .first()
          .evaluate((link) => (link as unknown as { href: string }).href),
      );
      await page.keyboard.press('Enter');
      await page.waitForURL(href);
      expect(await page.locator(':target').count()).toBe(1);
    });
  });

  it('complained about nothing', () => {
    expect(site.complaints).toEqual([]);
  });
});

async function search(page: Page, query: string): Promise<Found[]> {
  await page.getByRole('searchbox').fill(query);
  return (await page.evaluate(`[...document.querySelectorAll('#search li')].map((item) => ({
    kind: item.querySelector('.kind').textContent,
    title: item.querySelector('strong').textContent,
    href: item.querySelector('a').href.replace(/^.*\\/(docs|dist)\\//, ''),
    places: [...item.querySelectorAll('.places > *')].map(({ textContent }) => textContent),
  }))`)) as Found[];
}
