// Every page and data file of one language.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formatChangesPage } from './changes.ts';
import { formatDeviationsPage } from './deviations-page.ts';
import { formatGuideMarkdown, formatGuidePage } from './guides/page.ts';
import { html } from './html.ts';
import { getFolder, languages } from './languages.ts';
import { formatProsePage } from './layout/page.ts';
import { formatLlms } from './llms.ts';
import { getMarkdownFile, getOperationFile, guideNames, pageFiles } from './pages.ts';
import { formatErrorCodesPage } from './reference/error-codes-page.ts';
import { formatIndexPage } from './reference/index-page.ts';
import type { Knowledge } from './reference/knowledge.ts';
import { formatOperationMarkdown } from './reference/operation-markdown.ts';
import { formatOperationPage } from './reference/operation-page.ts';
import { formatWorkflowsPage } from './reference/workflows.ts';
import { listEntries } from './search/entries.ts';
import synonyms from './search/synonyms.json' with { type: 'json' };
import { siteUrl } from './site.ts';

export function writePages(folder: string, knowledge: Knowledge): void {
  for (const [name, text] of listPages(knowledge)) {
    const file = join(folder, getFolder(knowledge.language), name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** Formats each page, with its name within the language's folder. */
function* listPages(knowledge: Knowledge): Generator<[name: string, text: string]> {
  const { language, words, operations, errorCodes } = knowledge;
  yield ['index.html', formatIndexPage(knowledge)];
  for (const model of operations) {
    const file = getOperationFile(model.operation.operationId);
    yield [file, formatOperationPage(knowledge, model)];
    yield [getMarkdownFile(file), formatOperationMarkdown(knowledge, model)];
  }
  for (const name of guideNames) {
    yield [`${name}.html`, formatGuidePage(knowledge, name)];
    yield [`${name}.md`, formatGuideMarkdown(knowledge, name)];
  }
  yield ['workflows.html', formatWorkflowsPage(knowledge)];
  yield ['error-codes.html', formatErrorCodesPage(knowledge)];
  yield ['error-codes.json', `${JSON.stringify(errorCodes, null, 2)}\n`];
  yield ['deviations.html', formatDeviationsPage(knowledge)];
  yield ['changes.html', formatChangesPage(knowledge)];
  const search = { synonyms: synonyms[language], entries: listEntries(knowledge) };
  yield ['search-entries.js', `globalThis.dliSearch = ${JSON.stringify(search)};\n`];
  yield ['llms.txt', formatLlms(knowledge)];
  if (language === 'en') {
    const body = html`<p>${words.notFound.text} <a href="index.html">${words.reference}</a></p>`;
    yield ['404.html', formatProsePage(knowledge, { file: '404.html', body })];
    yield ['sitemap.xml', formatSitemap(knowledge)];
    yield ['robots.txt', `User-agent: *\nAllow: /\nSitemap: ${siteUrl}sitemap.xml\n`];
  }
}

/** Lists every page in every language; each names its translations itself. */
function formatSitemap({ operations }: Knowledge): string {
  const files = [...pageFiles, ...operations.map(({ operation }) => getOperationFile(operation.operationId))];
  const urls = languages.flatMap((language) =>
    files.map((file) => html`<url><loc>${siteUrl}${getFolder(language)}${file.replace('index.html', '')}</loc></url>\n`),
  );
  return html`<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls}</urlset>
`.text;
}
