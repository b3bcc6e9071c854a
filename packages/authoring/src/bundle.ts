// Bundles the document's files into spec/dist: for each language one file in YAML, one in JSON, and modules with all that
// the package has as data.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Document } from '@dli-openapi/openapi';
import { specFolder } from '@dli-openapi/openapi/files';
import { parse, stringify } from 'yaml';
import { inlineExamples } from './inline-examples.ts';
import { filesOfEdition, filesOfPackage } from './modules/package-files.ts';
import { redocly } from './redocly.ts';
import { readShownDeviations } from './shown-deviations.ts';
import { languagesOf } from './translations/catalogue.ts';

const dist = join(specFolder, 'dist');
const languages = languagesOf(specFolder);

mkdirSync(dist, { recursive: true });
process.exitCode = [undefined, ...languages].every(make) ? 0 : 1;
if (process.exitCode === 0) {
  write(filesOfPackage());
  for (const language of ['en', ...languages]) {
    const suffix = language === 'en' ? '' : `.${language}`;
    write({ [`deviations${suffix}.yaml`]: stringify(readShownDeviations(language), { lineWidth: 0 }) });
  }
}

/** Makes what there is in one language, undefined being English, and says whether it could. */
function make(language: string | undefined): boolean {
  const suffix = language === undefined ? '' : `.${language}`;
  const api = language === undefined ? 'dli@v1' : `dli-${language}@v1`;
  const file = join(dist, `openapi${suffix}.yaml`);
  // Example files of different operations share names; inlineExamples takes them back in. Schemas must not share
  // names, which the check below makes sure of.
  if (redocly('bundle', api, '-o', file, '--component-renaming-conflicts-severity', 'off') !== 0) return false;
  const document = inlineExamples(parse(readFileSync(file, 'utf8'))) as Document;
  const renamed = renamedComponents(document);
  if (renamed.length > 0) {
    console.error(`Two files of spec/ share a name and would be bundled as ${renamed.join(', ')}. Rename one of each two.`);
    return false;
  }
  write({
    [`openapi${suffix}.yaml`]: stringify(document, { lineWidth: 0, aliasDuplicateObjects: false }),
    [`openapi${suffix}.json`]: `${JSON.stringify(document, null, 2)}\n`,
    ...filesOfEdition({ language, document }),
  });
  return true;
}

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dist, name)), { recursive: true });
    writeFileSync(join(dist, name), text);
  }
}

function renamedComponents(document: Record<string, unknown>): string[] {
  const components = (document.components ?? {}) as Record<string, Record<string, unknown>>;
  return Object.values(components).flatMap((group) => Object.keys(group).filter((name) => /-\d+$/.test(name)));
}
