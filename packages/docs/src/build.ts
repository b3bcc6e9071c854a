// Builds the site: a page for the document, the scripts and style that pages share, and the document to download.
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Document, readDocument } from '@dli-openapi/scripts/document';
import { referencePage } from './page.ts';
import { presentDocument } from './present.ts';
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
  };
  for (const file of Object.values(document)) requireFile(file, 'build the document first: npm run build');
  for (const file of Object.values(shared)) requireFile(file, 'install the workspace again: npx -y pnpm@12.21.0 install');

  const page = pageOf(document['openapi.json']);
  rmSync(siteFolder, { recursive: true, force: true });
  mkdirSync(siteFolder, { recursive: true });
  for (const [name, file] of Object.entries({ ...document, ...shared })) copyFileSync(file, join(siteFolder, name));
  writeFileSync(join(siteFolder, 'index.html'), page);
}

function pageOf(file: string): string {
  const document = parsed(file);
  return referencePage({ language: 'en', title: (document.info as { title: string }).title, document: presentDocument(document) });
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
