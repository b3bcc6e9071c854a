// The live page in a real browser.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findChromium, launchChromium } from '@dli-openapi/docs/testing/browser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createListener } from '../src/http/listen.ts';
import { assembleMock } from '../src/mock.ts';
import { createLivePage } from '../src/page/live.ts';
import type { ListedResource } from '../src/sandbox/sandbox.ts';
import { jobsPath, token } from '../test/support.ts';

const executablePath = findChromium();
const pictures = fileURLToPath(new URL('../test-results/page/', import.meta.url));

type Browser = Awaited<ReturnType<typeof launchChromium>>;
type Page = Awaited<ReturnType<Browser['newPage']>>;

/** A mock with a live page, whose jobs are the test's. */
async function serve() {
  const jobs: ListedResource[] = [
    { project: 'one', id: '9223372036854775807', kind: 'Flink SQL', name: '<b>clicks</b> per minute', state: 'job_running' },
    {
      project: 'two',
      id: '5c1d07f6-9ea4-4b6f-8d52-8f4f5b3e1a90',
      kind: 'Spark',
      name: 'a-name-without-any-space-that-goes-on-and-on-and-on',
      state: 'dead',
    },
  ];
  const page = createLivePage(() => ({
    about: 'Jobs are kept in memory until dli-mock ends.',
    operations: [{ operationId: 'listFlinkJobs', method: 'GET', path: '/v1.0/{project_id}/streaming/jobs' }],
    listResources: () => jobs,
  }));
  const listener = createListener(assembleMock({}, page.observe).handler);
  const { url } = await listener.listen({ port: 0, beforeRequest: page.beforeRequest });
  const close = () => {
    page.close();
    return listener.close();
  };
  return { url, jobs, close };
}

describe.skipIf(!executablePath)('the live page in a browser', () => {
  let browser: Browser;
  let mock: Awaited<ReturnType<typeof serve>>;

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    [browser, mock] = await Promise.all([launchChromium(executablePath as string), serve()]);
    await fetch(`${mock.url}${jobsPath}?limit=1000&satus=x`, { headers: token });
    await fetch(`${mock.url}${jobsPath}`, { headers: token });
    await fetch(`${mock.url}/v1.0/nothing/${'long'.repeat(40)}`);
  });
  afterAll(async () => {
    await browser.close();
    await mock.close();
  });

  const screens = [1280, 390].flatMap((width) => (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })));

  describe.each(screens)('$width px wide and $colorScheme', ({ width, colorScheme }) => {
    let page: Page;
    const complaints: string[] = [];
    const requests: string[] = [];

    beforeAll(async () => {
      page = await (await browser.newContext({ viewport: { width, height: 900 }, colorScheme })).newPage();
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => requests.push(request.url()));
      await page.goto(mock.url);
      await page.getByText('Live', { exact: true }).waitFor();
      // All that it shows comes with one event.
      await page.getByText('job_running').waitFor();
      await page.screenshot({ path: `${pictures}${width}-${colorScheme}.png`, fullPage: true });
    });
    afterAll(() => page.context().close());

    it('shows jobs with their states', async () => {
      expect(await page.getByText('job_running').isVisible()).toBe(true);
      expect(await page.getByText('9223372036854775807').isVisible()).toBe(true);
    });

    it('says which project they are in', async () => {
      expect(await page.getByText('Project two').isVisible()).toBe(true);
    });

    it('shows calls and what was wrong with them', async () => {
      expect(await page.getByText('query.limit must be at most 100, found "1000"').isVisible()).toBe(true);
    });

    it('fits the screen', async () => {
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    });

    it('has enough contrast everywhere', async () => {
      expect(await page.evaluate(faintTexts)).toEqual([]);
    });

    it('breaks no rule of its own policy, and asks only its own address', () => {
      expect(complaints).toEqual([]);
      expect(requests.filter((url) => !url.startsWith(mock.url) && !url.startsWith('data:'))).toEqual([]);
    });
  });

  it('shows a call when it comes', async () => {
    const page = await browser.newPage();
    await page.goto(`${mock.url}/-/`);
    await page.getByText('Live', { exact: true }).waitFor();
    await fetch(`${mock.url}/v1.0/just-now`);

    await expect(page.getByText('GET /v1.0/just-now').waitFor()).resolves.toBeUndefined();
    await page.close();
  });

  it('shows names as text, whatever they look like', async () => {
    const page = await browser.newPage();
    await page.goto(mock.url);
    await page.getByText('<b>clicks</b> per minute').waitFor();

    expect(await page.locator('b').count()).toBe(0);
    await page.close();
  });

  it('opens and closes the operations from the keyboard', async () => {
    const page = await browser.newPage();
    await page.goto(mock.url);
    await page.locator('summary').focus();
    await page.keyboard.press('Enter');
    await page.getByText('/v1.0/{project_id}/streaming/jobs', { exact: true }).waitFor();
    await page.screenshot({ path: `${pictures}operations.png` });
    await page.close();
  });

  it('says when the connection is lost', async () => {
    const own = await serve();
    const page = await browser.newPage();
    await page.goto(own.url);
    await page.getByText('Live', { exact: true }).waitFor();
    await own.close();

    await expect(page.getByText('Connection lost').waitFor()).resolves.toBeUndefined();
    await page.close();
  });
});

/** The texts whose contrast with what is behind them is less than 4.5. */
const faintTexts = `(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const light = (colour) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (backgroundColor !== 'rgba(0, 0, 0, 0)') return backgroundColor;
    }
    return 'white';
  };
  return [...document.querySelectorAll('body *')]
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) && element.checkVisibility())
    .filter((element) => {
      const [lighter, darker] = [light(getComputedStyle(element).color), light(behind(element))].sort((a, b) => b - a);
      return (lighter + 0.05) / (darker + 0.05) < 4.5;
    })
    .map((element) => element.textContent);
})()`;
