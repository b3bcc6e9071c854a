// Builds the site: its pages in every language, the files that they share, and the document to download.
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDocumented } from '@dli-openapi/authoring/documented/files';
import { listProvenance } from '@dli-openapi/authoring/provenance';
import { readShownDeviations, readShownSources } from '@dli-openapi/authoring/shown-deviations';
import { readDocument } from '@dli-openapi/openapi/files';
import { getFolder, type Language, languages } from './languages.ts';
import { assetFiles } from './layout/assets.ts';
import { documentFiles } from './pages.ts';
import { type Knowledge, readKnowledge } from './reference/knowledge.ts';
import { readWorkflows } from './reference/workflows.ts';
import { siteFolder } from './site.ts';
import { writePages } from './site-pages.ts';

try {
  build();
} catch (error) {
  console.error(`The docs were not built: ${(error as Error).message}`);
  process.exitCode = 1;
}

function build(): void {
  const files = [...Object.entries(assetFiles), ...languages.flatMap(listDocumentFiles)];
  for (const [, file] of files) requireFile(file);
  const knowledge = languages.map(readAll);
  rmSync(siteFolder, { recursive: true, force: true });
  for (const each of knowledge) writePages(siteFolder, each);
  for (const [name, file] of files) copyFileSync(file, join(siteFolder, name));
}

function listDocumentFiles(language: Language): [name: string, file: string][] {
  return documentFiles.map((name) => [getFolder(language) + name, resolveFile(name, language)]);
}

function readAll(language: Language): Knowledge {
  const document = readDocument(resolveFile('openapi.json', language));
  return readKnowledge(language, document, {
    deviations: readShownDeviations(language),
    sources: readShownSources(language),
    provenance: listProvenance(document, readDocumented()),
    workflows: readWorkflows(resolveFile('workflows.arazzo.yaml', language)),
  });
}

/** Finds a file of the package `@dli-openapi/spec`, which names those of other languages after them. */
function resolveFile(name: string, language: Language): string {
  const own = language === 'en' ? name : name.replace(/(\.arazzo)?\.\w+$/, `.${language}$&`);
  return fileURLToPath(import.meta.resolve(`@dli-openapi/spec/${own}`));
}

function requireFile(file: string): void {
  if (existsSync(file)) return;
  const cure = /(openapi|arazzo)[^/]*\.(yaml|json)$/.test(file)
    ? 'build the document first: npm run build'
    : 'install the workspace again: npm start';
  throw new Error(`${file} is missing; ${cure}`);
}
