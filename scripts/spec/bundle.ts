// Bundles the document's files into spec/dist: for each language one file in YAML, one in JSON, and a module; and the
// deviations in each language that the document is translated into.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { specFolder } from '../paths.ts';
import { shownDeviations } from '../shown-deviations.ts';
import { inlineExamples } from './inline-examples.ts';
import { redocly } from './redocly.ts';
import { languagesOf } from './translations/catalogue.ts';

/** A bundle to make: an entry of `apis` in redocly.yaml, and what its files are called. */
interface Bundle {
  api: string;
  document: string;
  module: string;
  declaration: string;
}

const english: Bundle = {
  api: 'dli@v1',
  document: 'openapi',
  module: 'index',
  declaration: `/** The OpenAPI 3.1 document, bundled: every reference in it is local. */
declare const document: {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, unknown>>;
  components: Record<string, Record<string, unknown>>;
  [key: string]: unknown;
};
export default document;
`,
};
const languages = languagesOf(specFolder);
const translations = languages.map(
  (language): Bundle => ({
    api: `dli-${language}@v1`,
    document: `openapi.${language}`,
    module: language,
    declaration: `/** The OpenAPI 3.1 document in ${language}. Only its texts differ from the English one. */
export { default } from './${english.module}.js';
`,
  }),
);
const dist = join(specFolder, 'dist');

mkdirSync(dist, { recursive: true });
process.exitCode = [english, ...translations].every(make) ? 0 : 1;
if (process.exitCode === 0) {
  for (const language of languages) {
    const entries = shownDeviations(language).map(({ line: _, ...entry }) => entry);
    writeFileSync(join(dist, `deviations.${language}.yaml`), stringify(entries, { lineWidth: 0 }));
  }
}

/** Makes one bundle, and says whether it could. */
function make(bundle: Bundle): boolean {
  const file = join(dist, `${bundle.document}.yaml`);
  // Example files of different operations share names; inlineExamples takes them back in. Schemas must not share
  // names, which the check below makes sure of.
  if (redocly('bundle', bundle.api, '-o', file, '--component-renaming-conflicts-severity', 'off') !== 0) return false;
  const document = inlineExamples(parse(readFileSync(file, 'utf8')));
  const renamed = renamedComponents(document);
  if (renamed.length > 0) {
    console.error(`Two files of spec/ share a name and would be bundled as ${renamed.join(', ')}. Rename one of each two.`);
    return false;
  }
  const json = JSON.stringify(document, null, 2);
  writeFileSync(file, stringify(document, { lineWidth: 0, aliasDuplicateObjects: false }));
  writeFileSync(join(dist, `${bundle.document}.json`), `${json}\n`);
  writeFileSync(join(dist, `${bundle.module}.js`), `export default ${json};\n`);
  writeFileSync(join(dist, `${bundle.module}.d.ts`), bundle.declaration);
  return true;
}

function renamedComponents(document: Record<string, unknown>): string[] {
  const components = (document.components ?? {}) as Record<string, Record<string, unknown>>;
  return Object.values(components).flatMap((group) => Object.keys(group).filter((name) => /-\d+$/.test(name)));
}
