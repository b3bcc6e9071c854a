// `npm run new:operation`: begins an operation. It writes the files that an operation has, each with what is left to do in it,
// and lint then leads through them.
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { root, specFolder } from '@dli-openapi/openapi/files';
import { parse } from 'yaml';
import { languagesOf } from '../translations/catalogue.ts';
import type { Asked } from './asked.ts';
import { AskedError, askedFor } from './asked.ts';
import { withEntry, withHandler, withHeading } from './edits.ts';
import type { Surroundings } from './skeleton.ts';
import { skeletonOf } from './skeleton.ts';

try {
  const asked = await askedFor(process.argv.slice(2));
  const files = filesOf(asked);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  const formatted = Object.keys(files).filter((file) => /\.(ts|json)$/.test(file));
  execFileSync(process.execPath, [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'check', '--write', ...formatted], {
    cwd: root,
    stdio: 'pipe',
  });
  console.log(`${Object.keys(files).join('\n')}\n\nWritten. \`npm run lint\` tells what is left to do in them, one after the other.`);
} catch (error) {
  if (!(error instanceof AskedError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

/** The text of each file, new and changed, by its path in the workspace. */
function filesOf(asked: Asked): Record<string, string> {
  const surroundings = surroundingsOf(asked);
  const { tag } = surroundings;
  const read = (file: string) => readFileSync(join(root, file), 'utf8');
  const contents = 'spec/openapi.yaml';
  const handlers = 'packages/mock/src/sandbox/handlers.ts';
  const translations = languagesOf(specFolder).map((language) => `spec/translations/${language}/${asked.family}.yaml`);
  return {
    ...skeletonOf(asked, surroundings),
    [contents]: withEntry(read(contents), asked, tag),
    [handlers]: withHandler(read(handlers), asked),
    ...Object.fromEntries(
      translations.map((file) => [file, withHeading(existsSync(join(root, file)) ? read(file) : undefined, asked, tag)]),
    ),
  };
}

function surroundingsOf({ family }: Asked): Surroundings {
  const files = globSync(`operations/${family}/*.yaml`, { cwd: specFolder });
  const operations = files.map((file) => parse(readFileSync(join(specFolder, file), 'utf8')));
  const common = parse(readFileSync(join(specFolder, 'common.yaml'), 'utf8'));
  // The entries that operations of the family use: two kinds of job have an ID of the same name.
  const used = operations.flatMap(({ parameters }) => (parameters ?? []).map(({ $ref = '' }: { $ref?: string }) => basename($ref)));
  const ofAll = common.operation.parameters.map(({ $ref }: { $ref: string }) => basename($ref));
  const parameters = [...ofAll, ...used]
    .filter((entry) => entry in common.parameters)
    .map((entry): [string, string | undefined] => [common.parameters[entry].name, ofAll.includes(entry) ? undefined : entry]);
  const words = family.replaceAll('-', ' ');
  return { tag: operations[0]?.tags[0] ?? words.charAt(0).toUpperCase() + words.slice(1), parameters: new Map(parameters) };
}
