import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, it, vi } from 'vitest';
import { waitLimit } from '../../../scripts/testing/limits.ts';
import { folderOf, languages } from '../src/languages.ts';
import type { PageFile } from '../src/pages.ts';
import { findChromium } from '../src/testing/browser.ts';
import { siteInBrowser } from './in-browser.ts';

const executablePath = findChromium();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What Scalar's own markup is found at fault with, and we cannot mend from outside. Whatever else is found fails, and what is not. */
const knownInScalar: { rule: string; element: string; why: string }[] = [
  { rule: 'aria-input-field-name', element: '.code-input-lite__editor', why: 'the field for the token has its label beside it only' },
  { rule: 'aria-required-attr', element: '.code-input-lite__editor', why: 'the same field is a combobox without a list' },
  { rule: 'button-name', element: '.group\\/copy-button', why: 'buttons that copy an example have an icon only' },
];

const kinds: [name: string, file: PageFile, place: string][] = [
  ['the reference', 'index.html', '#tag/spark-batch-jobs/createSparkJob'],
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
        // In the other theme only the colours differ.
        const known = file === 'index.html' && colorScheme === 'light' ? knownInScalar : [];
        expect(await findingsOn(page, colorScheme)).toEqual(known.map(formatKnown));
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
    const page = await site.open(path, { viewport: { width, height: 844 }, colorScheme }, async (fresh) => {
      await fresh.route('**/mock.js', (route) => route.fulfill(mock));
      // Scalar draws what comes near the window, which depends on fonts and heights. Where a browser cannot tell, it draws everything.
      await fresh.addInitScript('delete globalThis.IntersectionObserver');
    });
    // Its entries are all alike, and there are many.
    await page.evaluate(`document.querySelectorAll('.deviations article:nth-of-type(n + 3)').forEach((entry) => entry.remove())`);
    const [, operationId] = /#tag\/.*\/(.*)/.exec(path) ?? [];
    if (operationId) {
      await page.locator(`[id^="dli/"][id$="/${operationId}"]`).getByText('createDliClient').first().waitFor();
      await page.locator('#mock-status').waitFor();
      const yetToDraw = page.locator('#reference :is([data-placeholder=true], .h-dvh)');
      await vi.waitFor(async () => expect(await yetToDraw.count(), 'parts that Scalar has yet to draw').toBe(0), waitLimit);
    }
    return page;
  }
});

interface Violation {
  id: string;
  impact: string;
  nodes: { target: string[]; html: string }[];
}

const formatKnown = ({ rule, element }: { rule: string; element: string }) => `${rule}: ${element}`;

/** The serious and the critical ones, each that is known once and under its name. */
async function findingsOn(page: Page, colorScheme: 'light' | 'dark'): Promise<string[]> {
  await page.evaluate(axe);
  const rules = colorScheme === 'dark' ? { runOnly: ['color-contrast'] } : {};
  const options = JSON.stringify({ resultTypes: ['violations'], ...rules });
  const violations = (await page.evaluate(`axe.run(${options}).then((results) => results.violations)`)) as Violation[];
  const findings = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, html }) => ({ rule: id, target: target.join(' '), html })));
  const named = await Promise.all(
    findings.map(async ({ rule, target, html }) => {
      const known = knownInScalar.find((entry) => entry.rule === rule);
      const isKnown =
        known &&
        (await page
          .locator(target)
          .and(page.locator(`#reference ${known.element}`))
          .count()) > 0;
      return isKnown ? formatKnown(known) : `${rule}: ${html}`;
    }),
  );
  return [...new Set(named)].sort();
}
