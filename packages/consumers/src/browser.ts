// Runs the program in a page that Vite has built.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchChromium } from '@dli-openapi/docs/testing/browser';
import { build, preview } from 'vite';
import type { Place } from '../calling/place.ts';

declare const runProgram: (place: Place) => Promise<unknown>;

/** Runs the program of a project in a browser. */
export async function runInBrowser(binary: string, folder: string, place: Place): Promise<unknown> {
  const options = { root: folder, configFile: false, logLevel: 'error' } as const;
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><title>program</title><script type="module" src="/built/calling/page.js"></script>',
  );
  await build({ ...options, build: { outDir: 'site' } });
  const server = await preview({ ...options, build: { outDir: 'site' }, preview: { host: '127.0.0.1', port: 0, strictPort: true } });
  const browser = await launchChromium(binary);
  try {
    const page = await browser.newPage();
    await page.goto(server.resolvedUrls?.local[0] ?? '', { waitUntil: 'load' });
    return await page.evaluate((given) => runProgram(given), place);
  } finally {
    await browser.close();
    await server.close();
  }
}
