import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { folderOf, languages } from '../src/languages.ts';
import type { PageFile } from '../src/pages.ts';
import { findChromium } from '../src/testing/browser.ts';
import { siteInBrowser } from './in-browser.ts';

const executablePath = findChromium();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What Scalar's own markup is found at fault with, and we cannot mend from outside. Whatever else is found fails. */
const knownInScalar: { rule: string; element: string; why: string }[] = [
  { rule: 'aria-input-field-name', element: '.code-input-lite__editor', why: 'the field for the token has its label beside it only' },
  { rule: 'aria-required-attr', element: '.code-input-lite__editor', why: 'the same field is a combobox without a list' },
  { rule: 'button-name', element: '.group\\/copy-button', why: 'buttons that copy an example have an icon only' },
  { rule: 'scrollable-region-focusable', element: '.endpoints', why: 'the list of a family scrolls; the same links are in the sidebar' },
];

const kinds: [name: string, file: PageFile, place: string][] = [
  ['the reference', 'index.html', '#tag/flink-jobs/updateFlinkSqlJob'],
  ['a guide', 'quick-start.html', ''],
  ['a guide with a diagram', 'flink-job-states.html', ''],
  ['the error codes', 'error-codes.html', ''],
  ['the deviations', 'deviations.html', ''],
];

describe.skipIf(!executablePath)('axe finds nothing serious', () => {
  const site = siteInBrowser(executablePath);

  describe.each(languages)('in %s', (language) => {
    describe.each(['light', 'dark'] as const)('and %s', (colorScheme) => {
      it.concurrent.each(kinds)('on %s', async (_name, file, place) => {
        const page = await open(`${folderOf(language)}${file}${place}`, colorScheme, 1280);
        expect(await findingsOn(page, colorScheme)).toEqual([]);
        await page.context().close();
      });

      it.concurrent('in the menu of a phone', async () => {
        const page = await open(`${folderOf(language)}quick-start.html`, colorScheme, 390);
        await page.locator('.site-menu summary').click();
        expect(await findingsOn(page, colorScheme)).toEqual([]);
        await page.context().close();
      });

      it.concurrent('in the search', async () => {
        const page = await open(`${folderOf(language)}quick-start.html`, colorScheme, 1280);
        await page.keyboard.press('/');
        await page.getByRole('searchbox').fill('job_running');
        await page.locator('#search li').first().waitFor();
        expect(await findingsOn(page, colorScheme)).toEqual([]);
        await page.context().close();
      });
    });
  });

  async function open(path: string, colorScheme: 'light' | 'dark', width: number): Promise<Page> {
    // With a mock, the reference has more to look at.
    const mock = { contentType: 'text/javascript', body: 'globalThis.dliMockIsHere = true;' };
    const page = await site.open(path, { viewport: { width, height: 844 }, colorScheme }, (fresh) =>
      fresh.route('**/mock.js', (route) => route.fulfill(mock)),
    );
    // Its entries are all alike, and there are many.
    await page.evaluate(`document.querySelectorAll('.deviations article:nth-of-type(n + 3)').forEach((entry) => entry.remove())`);
    const [, operationId] = /#tag\/.*\/(.*)/.exec(path) ?? [];
    if (operationId) await page.locator(`[id^="dli/"][id$="/${operationId}"]`).getByText('createDliClient').first().waitFor();
    return page;
  }
});

interface Violation {
  id: string;
  impact: string;
  nodes: { target: string[]; html: string }[];
}

/** The serious and the critical ones, without those that are known. */
async function findingsOn(page: Page, colorScheme: 'light' | 'dark'): Promise<string[]> {
  await page.evaluate(axe);
  // In the other theme only the colours differ.
  const rules = colorScheme === 'dark' ? { runOnly: ['color-contrast'] } : {};
  const options = JSON.stringify({ resultTypes: ['violations'], ...rules });
  const violations = (await page.evaluate(`axe.run(${options}).then((results) => results.violations)`)) as Violation[];
  const findings = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, html }) => ({ rule: id, target: target.join(' '), html })));
  const unknown = await Promise.all(
    findings.map(async ({ rule, target, html }) => {
      const known = knownInScalar.filter((entry) => entry.rule === rule).map(({ element }) => `#reference ${element}`);
      const isKnown =
        known.length > 0 &&
        (await page
          .locator(target)
          .and(page.locator(known.join(', ')))
          .count()) > 0;
      return isKnown ? [] : [`${rule}: ${html}`];
    }),
  );
  return unknown.flat();
}
