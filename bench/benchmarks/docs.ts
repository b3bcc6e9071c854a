// How soon a deep link into the reference shows its operation, against what `redocly build-docs` makes of the same document.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { anchorOf } from '@dli-openapi/docs/reference/anchor';
import { referencePage } from '@dli-openapi/docs/reference/page';
import { siteFolder } from '@dli-openapi/docs/site';
import { findChromium, launchChromium } from '@dli-openapi/docs/testing/browser';
import type { Document, Operation } from '@dli-openapi/openapi';
import { listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { enlargeDocument } from '../larger.ts';
import { computeRatio } from '../measure.ts';
import type { Ratio, Table } from '../table.ts';

type Browser = Awaited<ReturnType<typeof launchChromium>>;

const rounds = 5;
const folder = join(import.meta.dirname, '../dist/docs');
/** The files that a reference page loads. */
const shared = ['scalar.js', 'reference.js', 'mock.js', 'site.js', 'search.js', 'style.css', 'header.css', 'search.css'];

interface Site {
  operations: number;
  ours: string;
  redoc: string;
  /** The target of the link. */
  operation: Operation;
}

/** Measures our reference with all operations of the document, and with 150. */
export async function measureDocs(): Promise<Table> {
  const title = 'Time from a deep link to its operation in headless Chromium, against redocly build-docs = 1; weights in bytes, compressed';
  const executablePath = findChromium();
  if (executablePath === undefined) return { title: `${title}: Chromium is missing`, columns: [], rows: [] };
  rmSync(folder, { recursive: true, force: true });
  const document = readDocument();
  const sites = [build('all', document), build('150', enlargeDocument(document, 150))];
  const browser = await launchChromium(executablePath);
  const ratios: { visible: Ratio; usable: Ratio }[] = [];
  for (const site of sites) ratios.push(await compareSites(browser, site));
  await browser.close();
  const beside = shared.map((name) => measureWeight(join(siteFolder, name))).reduce((sum, weight) => sum + weight, 0);
  return {
    title,
    columns: [...sites.map(({ operations }) => `${operations} operations`), 'goal'],
    rows: [
      { name: 'our reference, to read', cells: [...ratios.map(({ visible }) => visible), '≤ 1'] },
      { name: '… and to use: search, fold, try', cells: ratios.map(({ usable }) => usable) },
      { name: 'weight of our page', cells: sites.map(({ ours }) => measureWeight(ours)) },
      { name: '… and what all pages share', cells: sites.map(() => beside) },
      { name: "weight of Redoc's page", cells: sites.map(({ redoc }) => measureWeight(redoc)) },
    ],
  };
}

function build(name: string, document: Document): Site {
  const at = join(folder, name);
  mkdirSync(at, { recursive: true });
  for (const file of shared) cpSync(join(siteFolder, file), join(at, file));
  const { title } = document.info as { title: string };
  const [ours, redoc, source] = [join(at, 'index.html'), join(at, 'redoc.html'), join(at, 'openapi.json')];
  writeFileSync(ours, referencePage({ language: 'en', title, document }));
  writeFileSync(source, JSON.stringify(document));
  const cli = join(createRequire(import.meta.url).resolve('@redocly/cli/package.json'), '../bin/cli.js');
  const { status, stderr } = spawnSync(process.execPath, [cli, 'build-docs', source, '--inlineBundle', '-o', redoc], {
    encoding: 'utf8',
    cwd: at,
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  });
  if (status !== 0) throw new Error(`redocly build-docs failed: ${stderr}`);
  const operations = listOperations(document);
  return { operations: operations.length, ours, redoc, operation: operations[Math.floor(operations.length * 0.8)] as Operation };
}

/** Measures the pages in turns, so that a change of the machine's speed affects both. */
async function compareSites(browser: Browser, { ours, redoc, operation }: Site): Promise<{ visible: Ratio; usable: Ratio }> {
  const tag = operation.tags[0]?.replaceAll(' ', '-');
  const links = [
    `${pathToFileURL(redoc)}#tag/${tag}/operation/${operation.operationId}`,
    `${pathToFileURL(ours)}#${anchorOf(operation)}`,
  ] as const;
  const visible: number[] = [];
  const usable: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const base = await measureVisible(browser, links[0], operation.summary, 'body');
    visible.push((await measureVisible(browser, links[1], operation.summary, 'body')) / base);
    usable.push((await measureVisible(browser, links[1], operation.summary, '.scalar-app')) / base);
  }
  return { visible: computeRatio(visible), usable: computeRatio(usable) };
}

/** Measures the milliseconds until an operation's heading is in the window and stays for half a second. */
async function measureVisible(browser: Browser, link: string, summary: string, within: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 844 } });
  const page = await context.newPage();
  await page.addInitScript(`(() => {
    let since;
    const look = () => {
      const heading = [...document.querySelectorAll('${within} :is(h1, h2, h3)')].find(({ textContent }) => textContent.trim() === ${JSON.stringify(summary)});
      const { top = -1, height = 0 } = heading?.getBoundingClientRect() ?? {};
      const isVisible = height > 0 && top >= 0 && top < innerHeight;
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

function measureWeight(file: string): number {
  return gzipSync(readFileSync(file), { level: 9 }).length;
}
