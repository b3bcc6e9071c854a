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

it('the compiler reports mistakes by the names of fields and types', async () => {
  const mistakes = [
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
  ] as const;
  const program = `import { createDliClient } from '@dli-openapi/client';
const dli = createDliClient({ timeout: { attempt: 1 } });
${mistakes.map(([statement]) => `${statement};`).join('\n')}
`;
  mkdirSync(join(folder, 'mistaken'));
  writeFileSync(join(folder, 'mistaken/main.ts'), program);
  const complaints = await compile(folder, 'mistaken', { noEmit: true });
  // The lines after an error's first line explain it.
  const found = complaints.split(/^(?=mistaken)/m).filter((complaint) => complaint.startsWith('mistaken/main.ts'));
  expect(found.map((complaint, index) => complaint.includes(mistakes[index]?.[1] ?? '?') || complaint)).toEqual(mistakes.map(() => true));
});

/** Mistakes in replies of a mock, each with part of the compiler's message. */
const mistakes: [program: string, ...words: string[]][] = [
  [`mock.operation('showFlinkJobs');`, '"showFlinkJobs"', '"showFlinkJob"', '"showFlinkJobExecutionGraph"'],
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

it.each(['TypeScript 7', 'TypeScript 5'] as const)('%s lists the valid names for an invalid reply', async (name) => {
  const head = [`import { createMock } from '@dli-openapi/mock';`, 'const mock = createMock({ sandbox: true });'];
  const program = [...head, `const show = mock.operation('showFlinkJob');`, ...mistakes.map(([line]) => line)];
  const own = name.replace(' ', '-');
  mkdirSync(join(folder, own));
  writeFileSync(join(folder, own, 'main.ts'), program.join('\n'));
  const complaints = await compile(folder, own, { noEmit: true }, compilers[name]);
  const found = complaints.split(/^(?=TypeScript-)/m).map((complaint) => ({ line: /\((\d+),/.exec(complaint)?.[1], complaint }));
  const missing = mistakes.map(([line, ...words], index) => {
    const all = found.filter((complaint) => complaint.line === String(index + 4)).map(({ complaint }) => complaint);
    return [line, words.filter((word) => !all.join('').includes(word))];
  });
  expect(missing).toEqual(mistakes.map(([line]) => [line, []]));
  expect(complaints).not.toContain("'unchecked'");
});
