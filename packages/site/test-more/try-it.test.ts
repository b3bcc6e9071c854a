import { siteFolder } from '@dli-openapi/docs/site';
import { findChromium, launchChromium } from '@dli-openapi/docs/testing/browser';
import { createMock } from '@dli-openapi/mock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveSite } from '../src/serve.ts';

const executablePath = findChromium();
type Browser = Awaited<ReturnType<typeof launchChromium>>;
type Page = Awaited<ReturnType<Browser['newPage']>>;

describe.skipIf(!executablePath)('calls from the reference', () => {
  const mock = createMock({ sandbox: true });
  const requested: string[] = [];
  const blocked: string[] = [];
  let browser: Browser;
  let page: Page;
  let url: string;

  beforeAll(async () => {
    browser = await launchChromium(executablePath as string);
    ({ url } = await serveSite(mock, { docs: siteFolder, host: '127.0.0.1', port: 0 }));
    page = await browser.newPage();
    page.on('request', (request) => requested.push(request.url()));
    // A page that is left while it loads aborts its own requests.
    page.on('requestfailed', (request) => request.failure()?.errorText !== 'net::ERR_ABORTED' && blocked.push(request.url()));
  });
  afterAll(async () => {
    await browser.close();
    await mock.close();
  });

  it('have a light that shows that the mock is there', async () => {
    await page.goto(`${url}/docs/index.html`);
    await page.getByRole('status').filter({ hasText: 'Mock is on' }).waitFor();
  });

  it('send only the required parameters, with a prefilled token', async () => {
    await open('listFlinkJobs');
    await send();
    const [call] = mock.operation('listFlinkJobs').calls;
    expect(call?.input).toEqual({});
    expect(call?.response.status).toBe(200);
  });

  it('create a job, show it in the list, run it, and show how its state moves', async () => {
    await open('createFlinkSqlJob');
    expect(await send()).toContain('"status_name": "job_init"');
    const jobId = mock.state.projects['330e068af1334c9782f4226acc00a2e2']?.flinkJobs[0]?.job_id;

    await open('batchRunFlinkJobs');
    await page.locator('.scalar-client .cm-content').first().fill(`{ "job_ids": [${jobId}] }`);
    expect(await send()).toContain('"is_success": "true"');

    await open('listFlinkJobs');
    expect(await send()).toMatch(/"name": "myjob"[\s\S]*"status": "job_submitting"/);
    mock.clock.advance('1m');
    expect(await send()).toContain('"status": "job_running"');
  });

  it('work in Chinese', async () => {
    await page.goto(`${url}/docs/zh-CN/index.html#tag/flink-jobs/listFlinkJobs`);
    await page.locator('[id="dli/tag/flink-jobs/listFlinkJobs"]').getByRole('button', { name: '测试请求' }).click();
    await page.getByText('必填').first().waitFor();
  });

  it('are not sent if the real service is chosen', async () => {
    await open('listFlinkJobs');
    await page
      .getByRole('button', { name: `Server: ${url}` })
      .last()
      .click();
    await page.getByText('https://dli.{region}.{domain}', { exact: true }).last().click();
    await page.getByRole('button', { name: /^Send/ }).last().click();
    await page.getByText('Failed to fetch').first().waitFor();
  });

  // Checks all of the above.
  it('request nothing but this address', () => {
    expect(requested.filter((address) => !address.startsWith(`${url}/`) && !/^(data|about|blob):/.test(address))).toEqual([]);
    expect(blocked).toEqual([]);
  });

  it('have another light once the mock has ended', async () => {
    const other = createMock();
    const site = await serveSite(other, { docs: siteFolder, host: '127.0.0.1', port: 0 });
    await page.goto(`${site.url}/docs/index.html`);
    await page.getByRole('status').filter({ hasText: 'Mock is on' }).waitFor();
    await other.close();
    await page.getByRole('status').filter({ hasText: 'Mock is off' }).waitFor();
  });

  /** Opens the form of an operation. */
  async function open(operationId: string): Promise<void> {
    await page.goto('about:blank');
    await page.goto(`${url}/docs/index.html#tag/flink-jobs/${operationId}`);
    await page.locator(`[id="dli/tag/flink-jobs/${operationId}"]`).getByRole('button', { name: 'Test Request' }).click();
  }

  /** Sends the form, and reads the body of the response. */
  async function send(): Promise<string> {
    const response = page.waitForResponse((response) => !response.url().includes('/docs/'));
    await page.getByRole('button', { name: /^Send/ }).last().click();
    return JSON.stringify(await (await response).json(), null, 2);
  }
});
