// Bundles the document's files into spec/dist: one file in YAML, one in JSON, and a module.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { specFolder } from '../paths.ts';
import { inlineExamples } from './inline-examples.ts';
import { redocly } from './redocly.ts';

const declaration = `/** The OpenAPI 3.1 document, bundled: every reference in it is local. */
declare const document: {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, unknown>>;
  components: Record<string, Record<string, unknown>>;
  [key: string]: unknown;
};
export default document;
`;

const dist = join(specFolder, 'dist');
const bundle = join(dist, 'openapi.yaml');

mkdirSync(dist, { recursive: true });
// Example files of different operations share names; inlineExamples takes them back in. Schemas must not share
// names, which the check below makes sure of.
process.exitCode = redocly('bundle', 'openapi.yaml', '-o', bundle, '--component-renaming-conflicts-severity', 'off');
if (process.exitCode === 0) write(inlineExamples(parse(readFileSync(bundle, 'utf8'))));

function write(document: Record<string, unknown>): void {
  const renamed = renamedComponents(document);
  if (renamed.length > 0) {
    console.error(`Two files of spec/ share a name and would be bundled as ${renamed.join(', ')}. Rename one of each two.`);
    process.exitCode = 1;
    return;
  }
  const json = JSON.stringify(document, null, 2);
  writeFileSync(bundle, stringify(document, { lineWidth: 0, aliasDuplicateObjects: false }));
  writeFileSync(join(dist, 'openapi.json'), `${json}\n`);
  writeFileSync(join(dist, 'index.js'), `export default ${json};\n`);
  writeFileSync(join(dist, 'index.d.ts'), declaration);
}

function renamedComponents(document: Record<string, unknown>): string[] {
  const components = (document.components ?? {}) as Record<string, Record<string, unknown>>;
  return Object.values(components).flatMap((group) => Object.keys(group).filter((name) => /-\d+$/.test(name)));
}
