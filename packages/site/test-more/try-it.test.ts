import { getFolder, languages } from '@dli-openapi/docs/languages';
import { siteFolder } from '@dli-openapi/docs/site';
import { findChromium } from '@dli-openapi/docs/testing/browser';
import { createMock } from '@dli-openapi/mock';
import { listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { fillSandbox } from '../src/demo.ts';
import { serveSite } from '../src/serve.ts';
import { openSite } from './browser.ts';

const executablePath = findChromium();
const operations = listOperations(readDocument()).map(({ operationId }) => operationId);

describe.skipIf(!executablePath)('calls from the pages', () => {
  const site = openSite(executablePath);

  it.each(operations)('of %s succeed as the form is filled, in each language', async (operationId) => {
    for (const language of languages) {
      // Each call finds what is there at the start.
      site.mock.reset();
      await fillSandbox(site.mock);
      const page = await site.open(`${getFolder(language)}operations/${operationId}.html`);
      const { status, text } = await send(page);
      expect(status).toBeLessThan(300);
      expect(text).not.toMatch(/"is_success": "?false/);
      await page.context().close();
    }
  });

  it('send only what is required, with a token that is not real', async () => {
    site.mock.reset();
    const page = await site.open('operations/listFlinkJobs.html');
    await send(page);
    const [call] = site.mock.operation('listFlinkJobs').calls;
    expect(call?.input).toEqual({});
    expect(call?.response.status).toBe(200);
    await page.context().close();
  });

  it('send the example that is picked', async () => {
    const page = await site.open('operations/updateFlinkSqlJob.html');
    await page.locator('.samples select').selectOption({ label: 'A new name and more parallelism' });
    await page.getByText("await dli.updateFlinkSqlJob({ job_id: 104, name: 'myjob', parallel_number: 4 });").waitFor();
    expect(JSON.parse(await page.locator('#try textarea').inputValue())).toEqual({ name: 'myjob', parallel_number: 4 });
    await page.context().close();
  });

  it('show status, time, headers, and what is wrong with a body', async () => {
    const page = await site.open('operations/createFlinkJarJob.html');
    await page.locator('#try textarea').fill('{ "name": "" }');
    expect((await send(page)).text).toContain('DLI.0001');
    expect(await page.locator('#try .result p').first().textContent()).toMatch(/^400 Bad Request, \d+ ms$/);
    await page.locator('#try .result summary').click();
    await page.locator('#try .result').getByText('x-request-id').waitFor();
    await page.locator('#try textarea').fill('{');
    await page.locator('#try [type=submit]').click();
    await page.locator('#try .result', { hasText: 'The body is not JSON' }).waitFor();
    await page.context().close();
  });

  it("lead through a job's life by five clicks", async () => {
    site.mock.reset();
    const page = await site.open('operations/createFlinkSqlJob.html');
    expect((await send(page)).text).toContain('"status_name": "job_init"');
    await follow(page, 'Run Flink jobs', '"is_success": "true"');
    site.mock.clock.advance('1m');
    await follow(page, 'Show a Flink job', '"status": "job_running"');
    await follow(page, 'Stop Flink jobs', '"is_success": "true"');
    site.mock.clock.advance('1m');
    await follow(page, 'Delete a Flink job', '"is_success": "true"');
    expect(site.mock.state.projects['330e068af1334c9782f4226acc00a2e2']?.flinkJobs.map(({ name }) => name)).not.toContain('myjob');
    await page.context().close();
  });

  it('lead to the live page of calls and jobs', async () => {
    const page = await site.open('operations/listFlinkJobs.html');
    expect(await page.locator('#try a.live').evaluate((link) => (link as unknown as { href: string }).href)).toBe(`${site.url}/-/`);
    await page.context().close();
  });

  it('cannot be sent anywhere else', async () => {
    const other = createMock();
    const { url } = await other.listen({ port: 0 });
    const page = await site.open('operations/listFlinkJobs.html');
    await expect(page.evaluate(`fetch('${url}/leak', { mode: 'no-cors' })`)).rejects.toThrow('Failed to fetch');
    expect(other.calls).toEqual([]);
    await other.close();
    await page.context().close();
  });

  it('say what to do once the sandbox has ended', async () => {
    const other = createMock();
    const { url } = await serveSite(other, { docs: siteFolder, host: '127.0.0.1', port: 0 });
    const page = await site.browser.newPage();
    await page.goto(`${url}/docs/operations/listFlinkJobs.html`);
    await other.close();
    await page.locator('#try [type=submit]').click();
    await page.locator('#try .result', { hasText: 'npm start' }).waitFor();
    await page.context().close();
  });
});

/** Sends the form, and reads the response that the page shows. */
async function send(page: Page): Promise<{ status: number; text: string }> {
  const response = page.waitForResponse((each) => !each.url().includes('/docs/'));
  await page.locator('#try [type=submit]').click();
  const status = (await response).status();
  await page.locator('#try .result p').first().waitFor();
  return { status, text: (await page.locator('#try .result pre').first().textContent()) ?? '' };
}

/** Clicks a call that is offered after a response; its page opens and sends it. */
async function follow(page: Page, name: string, expected: string): Promise<void> {
  await page.locator('#try .result').getByRole('button', { name, exact: true }).click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
  await page.locator('#try .result pre', { hasText: expected }).first().waitFor();
}
