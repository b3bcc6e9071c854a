import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { getFolder, languages } from '@dli-openapi/docs/languages';
import { findChromium } from '@dli-openapi/docs/testing/browser';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openSite } from './browser.ts';

const executablePath = findChromium();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pages = [
  ...['index', 'operations/createSparkJob', 'operations/showFlinkJob', 'operations/exportSqlJobResult', 'quick-start', 'flink-job-states'],
  ...['operations/createDatabase', 'old-calls', 'left-out', 'workflows', 'error-codes', 'deviations', 'glossary', 'changes'],
];

describe.skipIf(!executablePath)('axe finds nothing serious', () => {
  const site = openSite(executablePath);

  describe.each(languages)('in %s', (language) => {
    describe.each(['light', 'dark'] as const)('and %s', (colorScheme) => {
      it.each(pages)('on %s', async (name) => {
        const page = await site.open(`${getFolder(language)}${name}.html`, { colorScheme });
        expect(await findFaults(page)).toEqual([]);
        await page.context().close();
      });

      it('on a phone with its menu open, and in the search', async () => {
        const page = await site.open(`${getFolder(language)}operations/listFlinkJobs.html`, {
          colorScheme,
          viewport: { width: 390, height: 844 },
        });
        await page.locator('.menu-button').click();
        expect(await findFaults(page)).toEqual([]);
        await page.keyboard.press('/');
        await page.getByRole('searchbox').fill('job_running');
        await page.locator('#search li').first().waitFor();
        expect(await findFaults(page)).toEqual([]);
        await page.context().close();
      });

      it('in a response with links to the next calls', async () => {
        const page = await site.open(`${getFolder(language)}operations/createFlinkSqlJob.html`, { colorScheme });
        await page.locator('#try [type=submit]').click();
        await page.locator('#try .result pre').first().waitFor();
        expect(await findFaults(page)).toEqual([]);
        await page.context().close();
      });
    });
  });
});

/** Lists what axe finds serious or critical, with the element. */
async function findFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return (await page.evaluate(`axe.run().then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ' ' + target + ' ' + failureSummary)))`)) as string[];
}
