import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { compile, compilers } from '../src/typescript.ts';

const { folder } = inject('project');
const bundler = { module: 'preserve', moduleResolution: 'bundler' };
const browser = { ...bundler, lib: ['ES2023', 'DOM', 'DOM.Iterable'], types: [] };

// Older compilers take several times as long.
it.each([
  ['TypeScript 7', 'calling', 'in Node', {}],
  ['TypeScript 7', 'calling', 'in Node, for a bundler', bundler],
  ['TypeScript 7', 'calling', 'in a browser, for a bundler', browser],
  ['TypeScript 7', 'mocking', 'in Node', {}],
  ['TypeScript 7', 'reading', 'in Node', {}],
  ['TypeScript 7', 'reading', 'in Node, for a bundler', bundler],
  ['TypeScript 6', 'calling', 'in a browser, for a bundler', browser],
  ['TypeScript 5', 'calling', 'in Node', {}],
  ['TypeScript 5', 'reading', 'in Node', {}],
] as const)('%s takes a program that is %s the API %s, with all checks on', async (compiler, program, _where, options) => {
  expect(await compile(folder, program, { ...options, noEmit: true }, compilers[compiler])).toBe('');
});

it('mistakes are found', async () => {
  const program = `import { createDliClient } from '@dli-openapi/client';
const dli = createDliClient({ timeout: { attempt: 1 } });
dli.listFlinkJobs({ limt: 1 });
dli.showFlinkJob({});
dli.listFlinkJobs({ status: 'running' });
(await dli.listFlinkJobs()).jobList;
createDliClient({ region: 'nowhere' });
`;
  mkdirSync(join(folder, 'mistaken'));
  writeFileSync(join(folder, 'mistaken/main.ts'), program);
  const complaints = await compile(folder, 'mistaken', { noEmit: true });
  const found = complaints.matchAll(/^mistaken\/main\.ts\((\d+),\d+\): error .*?('limt'|'job_id'|'"running"'|'jobList'|'"nowhere"')/gm);
  expect([...found].map(([, line, what]) => `${line} ${what}`)).toEqual([
    "3 'limt'",
    "4 'job_id'",
    '5 \'"running"\'',
    "6 'jobList'",
    '7 \'"nowhere"\'',
  ]);
});
