import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { commands } from '../src/runtimes.ts';
import { compile } from '../src/typescript.ts';

const { folder } = inject('project');
const name = '@dli-openapi/spec';
const { exports } = JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8'));
/** The entries that are modules. */
const modules = Object.keys(exports).filter((entry) => exports[entry].types !== undefined);

describe.each(Object.entries(commands))('in %s', (_name, execute) => {
  it.skipIf(!execute)('the installed document, its facts, deviations and error codes can be read, in both languages', async () => {
    expect(JSON.parse((await execute?.(folder, 'built/reading/main.js')) ?? '')).toEqual({
      operations: [true, true],
      states: true,
      sameDeviations: true,
      facts: true,
      errorCodes: [400, 400],
      files: [true, true, true, true, true, true],
    });
  });

  it.skipIf(!execute)('require() loads all of its modules', async () => {
    const program = `console.log(JSON.stringify(${JSON.stringify(modules)}.map((entry) => typeof require('${name}' + entry.slice(1)).default)))`;
    writeFileSync(join(folder, 'reading.cjs'), program);
    expect(JSON.parse((await execute?.(folder, 'reading.cjs')) ?? '')).toEqual(modules.map(() => 'object'));
  });
});

it('the types of each module match its data exactly', async () => {
  mkdirSync(join(folder, 'true'));
  for (const [index, entry] of modules.entries()) {
    const { default: data } = await import(join(folder, 'node_modules', name, exports[entry].default));
    const program = `import type data from '${name}${entry.slice(1)}';\nexport const written: typeof data = ${JSON.stringify(data, null, 1)};\n`;
    writeFileSync(join(folder, `true/${index}.ts`), program);
  }
  expect(await compile(folder, ['true'], { noEmit: true })).toBe('');
});

it('the types refuse an unknown path, schema and error code', async () => {
  const program = `import document from '${name}';
import errorCodes from '${name}/error-codes';
document.paths['/v1.0/jobs'];
document.components.schemas.Nothing;
errorCodes['DLI.9999'];
`;
  mkdirSync(join(folder, 'misread'));
  writeFileSync(join(folder, 'misread/main.ts'), program);
  const complaints = await compile(folder, ['misread'], { noEmit: true });
  expect([...complaints.matchAll(/^misread\/main\.ts\((\d+),/gm)].map(([, line]) => line)).toEqual(['3', '4', '5']);
});
