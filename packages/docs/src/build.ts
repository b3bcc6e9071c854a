// Builds the site: its pages in every language, the scripts and styles that they share, and the document to download.
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDocumented } from '@dli-openapi/authoring/documented/files';
import { listProvenance } from '@dli-openapi/authoring/provenance';
import { readShownDeviations, readShownSources } from '@dli-openapi/authoring/shown-deviations';
import { type Document, listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { changesPage } from './changes/page.ts';
import { deviationsPage } from './deviations/page.ts';
import { errorCodesOf, errorCodesPage } from './error-codes/page.ts';
import { guidePage } from './guides/page.ts';
import { folderOf, type Language, languages } from './languages.ts';
import { markdownFileOf } from './machines/files.ts';
import { llmsText } from './machines/llms.ts';
import { operationMarkdown } from './machines/operation-page.ts';
import { guideNames } from './pages.ts';
import { referencePage } from './reference/page.ts';
import { entriesOf } from './search/entries.ts';
import { siteFolder } from './site.ts';
import { wordsIn } from './words/index.ts';

try {
  build();
} catch (error) {
  console.error(`The docs were not built: ${(error as Error).message}`);
  process.exitCode = 1;
}

function build(): void {
  const files = [sharedFiles(), ...languages.map(documentFiles)].flatMap(Object.entries<string>);
  for (const [, file] of files) requireFile(file);
  const pages = languages.flatMap((language) => Object.entries(pagesOf(language)));

  rmSync(siteFolder, { recursive: true, force: true });
  for (const language of languages) mkdirSync(join(siteFolder, folderOf(language), 'operations'), { recursive: true });
  for (const [name, file] of files) copyFileSync(file, join(siteFolder, name));
  for (const [name, page] of pages) writeFileSync(join(siteFolder, name), page);
}

/** What the pages of all languages share, by name in the site. */
function sharedFiles(): Record<string, string> {
  return {
    'scalar.js': fileURLToPath(new URL('browser/standalone.js', import.meta.resolve('@scalar/api-reference'))),
    'minisearch.js': fileURLToPath(new URL('../umd/index.js', import.meta.resolve('minisearch'))),
    'scalar.LICENSE.txt': fileOf('./licences/scalar.txt'),
    'minisearch.LICENSE.txt': fileURLToPath(new URL('../../LICENSE.txt', import.meta.resolve('minisearch'))),
    ...Object.fromEntries(
      ['site.js', 'search.js', 'mock.js', 'reference.js', 'style.css', 'header.css', 'search.css', 'prose.css'].map((name) => [
        name,
        fileOf(`./browser/${name}`),
      ]),
    ),
  };
}

/** The document in one language, by name in the site. */
function documentFiles(language: Language): Record<string, string> {
  const suffix = language === 'en' ? '' : `.${language}`;
  return Object.fromEntries(
    ['yaml', 'json'].map((type) => [`${folderOf(language)}openapi.${type}`, fileOf(`@dli-openapi/spec/openapi${suffix}.${type}`)]),
  );
}

function pagesOf(language: Language): Record<string, string> {
  const document = parsed(documentFiles(language)[`${folderOf(language)}openapi.json`] ?? '');
  const { title } = document.info as { title: string };
  const deviations = readShownDeviations(language);
  const facts = { deviations, sources: readShownSources(language), provenance: listProvenance(document, readDocumented()) };
  const pages = {
    'index.html': referencePage({ language, title, document }),
    ...Object.fromEntries(guideNames.map((name) => [`${name}.html`, guidePage(language, name, document)])),
    'error-codes.html': errorCodesPage(language, document),
    'error-codes.json': `${JSON.stringify(errorCodesOf(document), null, 2)}\n`,
    'deviations.html': deviationsPage({ language, document, ...facts }),
    'changes.html': changesPage(language, document),
    'search-entries.js': `globalThis.dliSearchEntries = ${JSON.stringify(entriesOf(language, document, deviations))};\n`,
    'llms.txt': llmsText(document, wordsIn(language)),
    ...Object.fromEntries(
      listOperations(document).map((operation) => [
        markdownFileOf(operation.operationId),
        operationMarkdown(document, operation, wordsIn(language).markdown),
      ]),
    ),
  };
  return Object.fromEntries(Object.entries(pages).map(([name, page]) => [folderOf(language) + name, page]));
}

function parsed(file: string): Document {
  try {
    return readDocument(file);
  } catch (error) {
    throw new Error(`${file} does not parse (${(error as Error).message}); build the document again: npm run build`);
  }
}

function fileOf(specifier: string): string {
  return fileURLToPath(import.meta.resolve(specifier));
}

function requireFile(file: string): void {
  if (existsSync(file)) return;
  const cure = /openapi[^/]*\.(yaml|json)$/.test(file)
    ? 'build the document first: npm run build'
    : 'install the workspace again: npm start';
  throw new Error(`${file} is missing; ${cure}`);
}
