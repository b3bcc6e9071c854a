// Builds the site: its pages, the scripts and styles that they share, and the document to download.
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Document, readDocument } from '@dli-openapi/scripts/document';
import { shownDeviations } from '@dli-openapi/scripts/shown-deviations';
import { deviationsPage } from './deviations-page.ts';
import { presentDocument } from './present.ts';
import { referencePage } from './reference-page.ts';
import { siteFolder } from './site.ts';

try {
  build();
} catch (error) {
  console.error(`The docs were not built: ${(error as Error).message}`);
  process.exitCode = 1;
}

function build(): void {
  const document = {
    'openapi.json': fileOf('@dli-openapi/spec/openapi.json'),
    'openapi.yaml': fileOf('@dli-openapi/spec/openapi.yaml'),
  };
  const shared = {
    'scalar.js': fileURLToPath(new URL('browser/standalone.js', import.meta.resolve('@scalar/api-reference'))),
    'scalar.LICENSE.txt': fileOf('./licences/scalar.txt'),
    'reference.js': fileOf('./browser/reference.js'),
    'style.css': fileOf('./browser/style.css'),
    'deviations.css': fileOf('./browser/deviations.css'),
  };
  for (const file of Object.values(document)) requireFile(file, 'build the document first: npm run build');
  for (const file of Object.values(shared)) requireFile(file, 'install the workspace again: npx -y pnpm@12.21.0 install');

  const pages = pagesOf(parsed(document['openapi.json']));
  rmSync(siteFolder, { recursive: true, force: true });
  mkdirSync(siteFolder, { recursive: true });
  for (const [name, file] of Object.entries({ ...document, ...shared })) copyFileSync(file, join(siteFolder, name));
  for (const [name, page] of Object.entries(pages)) writeFileSync(join(siteFolder, name), page);
}

function pagesOf(document: Document): Record<string, string> {
  const language = 'en';
  const { title } = document.info as { title: string };
  return {
    'index.html': referencePage({ language, title, document: presentDocument(document) }),
    'deviations.html': deviationsPage({ language, document, deviations: shownDeviations(language) }),
  };
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

function requireFile(file: string, cure: string): void {
  if (!existsSync(file)) throw new Error(`${file} is missing; ${cure}`);
}
