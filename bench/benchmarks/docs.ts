// What a page of an operation costs its reader, against what `redocly build-docs` makes of the same document.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readShownDeviations, readShownSources } from '@dli-openapi/authoring/shown-deviations';
import { languages } from '@dli-openapi/docs/languages';
import { assetFiles } from '@dli-openapi/docs/layout/assets';
import { getOperationFile } from '@dli-openapi/docs/pages';
import { readKnowledge } from '@dli-openapi/docs/reference/knowledge';
import { writePages } from '@dli-openapi/docs/site-pages';
import { findChromium, launchChromium } from '@dli-openapi/docs/testing/browser';
import type { Operation } from '@dli-openapi/openapi';
import { listOperations } from '@dli-openapi/openapi';
import { readDocument, specFolder } from '@dli-openapi/openapi/files';
import { createFiles } from '@dli-openapi/site/static-files';
import { computeRatio } from '../measure.ts';
import type { Table } from '../table.ts';

type Browser = Awaited<ReturnType<typeof launchChromium>>;
type Page = Awaited<ReturnType<Browser['newPage']>>;

const rounds = 5;
const folder = join(import.meta.dirname, '../dist/docs');

interface Site {
  operations: number;
  /** CPU seconds for the pages in both languages. */
  buildTime: number;
  /** The target of the link. */
  operation: Operation;
}

interface Weight {
  kilobytes: number;
  requests: number;
}

/** Measures our pages with all operations of the document. */
export async function measureDocs(): Promise<Table> {
  const title = "An operation's page in headless Chromium over HTTP, compressed; times against redocly build-docs = 1";
  const executablePath = findChromium();
  if (executablePath === undefined) return { title: `${title}: Chromium is missing`, columns: [], rows: [] };
  rmSync(folder, { recursive: true, force: true });
  const site = build();
  const browser = await launchChromium(executablePath);
  const { readable, usable, page, search, redoc } = await measureSite(browser, site);
  await browser.close();
  return {
    title,
    columns: [`${site.operations} operations`, 'goal'],
    rows: [
      { name: 'our page: time to read', cells: [readable, '≤ 0.5'] },
      { name: '… and to use: search, copy, try', cells: [usable, '≤ 0.5'] },
      { name: '… KB / requests', cells: [formatWeight(page), '≤ 60 / 8'] },
      { name: '… and the search, on first use', cells: [formatWeight(search), '≤ 110'] },
      { name: "Redoc's page: KB / requests", cells: [formatWeight(redoc)] },
      { name: 'build of our pages in two languages, s of CPU', cells: [site.buildTime.toFixed(1), '≤ 10'] },
    ],
  };
}

function formatWeight({ kilobytes, requests }: Weight): string {
  return `${kilobytes.toFixed(1)} / ${requests}`;
}

function build(): Site {
  mkdirSync(folder, { recursive: true });
  const documents = languages.map((language) => {
    const document = readDocument(join(specFolder, `dist/openapi${language === 'en' ? '' : `.${language}`}.json`));
    return { language, document };
  });
  const start = process.cpuUsage();
  for (const { language, document } of documents) {
    const facts = { deviations: readShownDeviations(language), sources: readShownSources(language), provenance: [], workflows: [] };
    writePages(folder, readKnowledge(language, document, facts));
  }
  const { user, system } = process.cpuUsage(start);
  const buildTime = (user + system) / 1_000_000;
  for (const [file, from] of Object.entries(assetFiles)) copyFileSync(from, join(folder, file));
  const source = join(specFolder, 'dist/openapi.json');
  const cli = join(createRequire(import.meta.url).resolve('@redocly/cli/package.json'), '../bin/cli.js');
  const { status, stderr } = spawnSync(process.execPath, [cli, 'build-docs', source, '--inlineBundle', '-o', join(folder, 'redoc.html')], {
    encoding: 'utf8',
    cwd: folder,
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  });
  if (status !== 0) throw new Error(`redocly build-docs failed: ${stderr}`);
  const operations = listOperations(readDocument(source));
  const operation = operations[Math.floor(operations.length * 0.8)] as Operation;
  return { operations: operations.length, buildTime, operation };
}

/** Measures the pages in turns, so that a change of the machine's speed affects both. */
async function measureSite(browser: Browser, { operation }: Site) {
  const files = createFiles(folder, '/', {});
  // Redoc needs styles and scripts within its page, which our own policy forbids.
  const redocPage = gzipSync(readFileSync(join(folder, 'redoc.html')));
  const server = createServer((request, response) => {
    if (request.url !== '/redoc.html') files.respond(request, response);
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'gzip' }).end(redocPage);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const redoc = `${base}redoc.html#tag/${operation.tags[0]?.replaceAll(' ', '-')}/operation/${operation.operationId}`;
  const ours = base + getOperationFile(operation.operationId);
  const [readable, usable]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const reference = await measureVisible(browser, redoc, operation.summary, 'true');
    readable.push((await measureVisible(browser, ours, operation.summary, 'true')) / reference);
    usable.push((await measureVisible(browser, ours, operation.summary, `document.querySelector('.copied button')`)) / reference);
  }
  const [page, search] = await measureWeights(browser, ours, async (opened) => {
    await opened.keyboard.press('/');
    await opened.getByRole('searchbox').fill('savepoint');
    await opened.locator('#search li').first().waitFor();
  });
  const [weight] = await measureWeights(browser, redoc, () => Promise.resolve());
  server.close();
  server.closeAllConnections();
  return { readable: computeRatio(readable), usable: computeRatio(usable), page, search, redoc: weight };
}

/** Measures what a page loads, and what it loads once it is used. */
async function measureWeights(browser: Browser, link: string, use: (page: Page) => Promise<void>): Promise<[Weight, Weight]> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const sizes: Promise<{ responseBodySize: number; responseHeadersSize: number }>[] = [];
  page.on('requestfinished', (request) => sizes.push(request.sizes()));
  const take = async (): Promise<Weight> => {
    const taken = await Promise.all(sizes.splice(0));
    const bytes = taken.reduce((sum, { responseBodySize, responseHeadersSize }) => sum + responseBodySize + responseHeadersSize, 0);
    return { kilobytes: bytes / 1024, requests: taken.length };
  };
  await page.goto(link, { waitUntil: 'networkidle' });
  const loaded = await take();
  await use(page);
  const used = await take();
  await context.close();
  return [loaded, used];
}

/** Measures the milliseconds until an operation's heading is in the window and stays for half a second, and something more holds. */
async function measureVisible(browser: Browser, link: string, summary: string, also: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 844 } });
  const page = await context.newPage();
  await page.addInitScript(`(() => {
    let since;
    const look = () => {
      const heading = [...document.querySelectorAll('h1, h2, h3')].find(({ textContent }) => textContent.trim().startsWith(${JSON.stringify(summary)}));
      const { top = -1, height = 0 } = heading?.getBoundingClientRect() ?? {};
      const isVisible = height > 0 && top >= 0 && top < innerHeight && (${also});
      since = isVisible ? (since ?? performance.now()) : undefined;
      if (since !== undefined && performance.now() - since > 500) globalThis.visibleAfter = since;
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  })()`);
  await page.goto(link, { waitUntil: 'commit' });
  const found = await page.waitForFunction(() => (globalThis as { visibleAfter?: number }).visibleAfter, undefined, { timeout: 60_000 });
  const milliseconds = Number(await found.jsonValue());
  await context.close();
  return milliseconds;
}
