import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, inject, it } from 'vitest';
import { compile, compilers } from '../src/typescript.ts';

const { folder } = inject('project');
const bundler = { module: 'preserve', moduleResolution: 'bundler' };
const browser = { ...bundler, lib: ['ES2023', 'DOM', 'DOM.Iterable'], types: [] };

/** Mistakes in calls, each with part of the compiler's message. */
const mistakenCalls: [statement: string, words: string][] = [
  ['dli.listFlinkJobs({ limt: 1 })', "'limt' does not exist in type 'ListFlinkJobsInput'. Did you mean to write 'limit'?"],
  ['dli.showFlinkJob({})', "Property 'job_id' is missing in type '{}' but required in type 'ShowFlinkJobInput'."],
  ["dli.listFlinkJobs({ status: 'running' })", `Type '"running"' is not assignable to type`],
  ["dli.createSparkJob({ file: 'a.jar', className: 'Main' })", "Property 'queue' is missing"],
  [
    '(await dli.listFlinkJobs()).jobList',
    "Property 'jobList' does not exist on type 'WithInt64<ListFlinkJobsOutput, \"number\">'. Did you mean 'job_list'?",
  ],
  [
    'const call: number = dli.showFlinkJob({ job_id: 1 })',
    "Type 'DliPromise<WithInt64<ShowFlinkJobOutput, \"number\">>' is not assignable to type 'number'.",
  ],
  ['const jobs: number = await dli.batchRunFlinkJobs({ job_ids: [1] })', "Type 'BatchRunFlinkJobsOutput' is not assignable"],
  ["createDliClient({ regio: 'cn-north-4' })", "Did you mean to write 'region'?"],
  ['dli.listFlinkJobs({}, { retries: 5 })', "'retries' does not exist in type 'RequestOptions'."],
];

/** Mistakes in replies of a mock, each with part of the compiler's message. */
const mistakenReplies: [statement: string, ...words: string[]][] = [
  [`mock.operation('showFlinkJobs');`, '"showFlinkJobs"', '"showFlinkJob"'],
  [`show.reply({ example: 'runing' });`, '"runing"', `Did you mean '"running"'?`],
  [`show.sequence([{ example: 'running' }, { example: 'runing' }]);`, '"runing"', `Did you mean '"running"'?`],
  [`show.reply({ status: 400, example: 'running' });`, '"running"', '"invalid_parameter"', '"flink_job_not_found"'],
  ['show.reply({ status: 418 });', "'418'", '200', '400', '503'],
  [`show.reply({ exampel: 'running' });`, "'exampel' does not exist in type", 'Reply<"showFlinkJob"'],
  [`show.reply({ body: { is_success: 'true', message: '', job_detail: { status: 'running' } } });`, '"running"', '"job_'],
  [`show.reply({ status: 400, body: { error_code: 1, error_msg: '' } });`, "'error_code'", "'number'", "'string'"],
  [`show.reply(() => ({ example: 'runing' }));`, '"runing"', `Did you mean '"running"'?`],
  ['show.when({ jobid: 104 });', "'jobid' does not exist in type"],
  [`mock.seed({ flinkJobs: [{ naem: 'risk' }] });`, "'naem' does not exist in type"],
];

const programs = ['calling', 'mocking', 'reading'];
const mistaken = {
  'mistaken-calls': [
    `import { createDliClient } from '@dli-openapi/client';`,
    'const dli = createDliClient({ timeout: { attempt: 1 } });',
    ...mistakenCalls.map(([statement]) => `${statement};`),
  ],
  'mistaken-replies': [
    `import { createMock } from '@dli-openapi/mock';`,
    'const mock = createMock({ sandbox: true });',
    `const show = mock.operation('showFlinkJob');`,
    ...mistakenReplies.map(([statement]) => statement),
  ],
};
/** What each compiler complains about, in programs for Node. */
const complaints: Record<'TypeScript 7' | 'TypeScript 5', string[]> = { 'TypeScript 7': [], 'TypeScript 5': [] };

beforeAll(async () => {
  for (const [program, lines] of Object.entries(mistaken)) {
    mkdirSync(join(folder, program));
    writeFileSync(join(folder, program, 'main.ts'), lines.join('\n'));
  }
  for (const name of ['TypeScript 7', 'TypeScript 5'] as const) {
    const printed = await compile(folder, [...programs, ...Object.keys(mistaken)], { noEmit: true }, compilers[name]);
    // The lines after an error's first line explain it.
    complaints[name] = printed.split(/^(?=\S)/m);
  }
});

it.each(['TypeScript 7', 'TypeScript 5'] as const)('%s takes programs that use the API in Node, with all checks on', (name) => {
  const [failure, ...errors] = complaints[name];
  expect(failure).toContain('Command failed');
  expect(errors.filter((error) => !error.startsWith('mistaken-'))).toEqual([]);
});

it.each([
  ['TypeScript 7', 'use the API in Node', programs, bundler],
  ['TypeScript 7', 'call the API in a browser', ['calling'], browser],
  ['TypeScript 6', 'call the API in a browser', ['calling'], browser],
] as const)('%s takes programs that %s, for a bundler, with all checks on', async (compiler, _what, names, options) => {
  expect(await compile(folder, names, { ...options, noEmit: true }, compilers[compiler])).toBe('');
});

it('the compiler reports mistakes by the names of fields and types', () => {
  const found = complaints['TypeScript 7'].filter((complaint) => complaint.startsWith('mistaken-calls/'));
  expect(found.map((complaint, index) => complaint.includes(mistakenCalls[index]?.[1] ?? '?') || complaint)).toEqual(
    mistakenCalls.map(() => true),
  );
});

it.each(['TypeScript 7', 'TypeScript 5'] as const)('%s lists the valid names for an invalid reply', (name) => {
  const found = complaints[name].filter((complaint) => complaint.startsWith('mistaken-replies/'));
  const missing = mistakenReplies.map(([statement, ...words], index) => {
    const all = found.filter((complaint) => complaint.includes(`(${index + 4},`)).join('');
    return [statement, words.filter((word) => !all.includes(word))];
  });
  expect(missing).toEqual(mistakenReplies.map(([statement]) => [statement, []]));
  expect(found.join('')).not.toContain("'unchecked'");
});
