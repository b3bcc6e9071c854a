// Begins an operation that nobody has in a copy of the workspace, and writes it to its end.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { root } from '@dli-openapi/openapi/files';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProcess } from '../../../scripts/testing/process.ts';
import { askedFor } from '../src/new-operation/asked.ts';

const copy = join(mkdtempSync(join(tmpdir(), 'new-operation-')), 'workspace');
const made = /^(dist|generated|test-results|\.turbo|\.git)$/;

const done = { status: 0, stdout: expect.any(String), stderr: '' };
const run = (...args: string[]) => runProcess(process.execPath, args, { cwd: copy });
const begin = (...args: string[]) => run('packages/authoring/src/new-operation/main.ts', ...args);
const lint = async () => (await run('packages/authoring/src/lint.ts')).stderr.trim().split('\n').filter(Boolean);
const compile = (part: string) => run('node_modules/typescript/bin/tsc', '-p', `packages/${part}/tsconfig.build.json`);
const read = (file: string) => readFileSync(join(copy, file), 'utf8');
const imagine = ['--method', 'POST', '--path', '/v1.0/{project_id}/streaming/jobs/{job_id}/imagine', '--family', 'flink-jobs'];

/** Replaces texts in files, each of which must be there. */
function fill(changes: Record<string, [from: string, to: string][]>): void {
  for (const [file, replacements] of Object.entries(changes)) {
    let text = read(file);
    for (const [from, to] of replacements) {
      expect(text, file).toContain(from);
      text = text.replace(from, () => to);
    }
    writeFileSync(join(copy, file), text);
  }
}

beforeAll(() => {
  for (const name of [
    'spec',
    'scripts',
    'packages/openapi',
    'packages/authoring',
    'packages/codegen',
    'packages/mock',
    'packages/client',
    'biome.json',
    '.gitignore',
    'tsconfig.base.json',
    'README.md',
  ]) {
    cpSync(join(root, name), join(copy, name), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (from) =>
        !relative(join(root, name), from)
          .split('/')
          .some((part) => made.test(part)),
    });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(join(copy, '..'), { recursive: true }));

describe('what cannot be begun', () => {
  it('is refused where something is missing and nobody can be asked', async () => {
    expect(await begin('imagineFlinkJob')).toEqual({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('Missing: method, path, family. Usage:'),
    });
  });

  it.each([
    ['an unknown argument', ['imagineFlinkJob', '--verb', 'get'], "Unknown option '--verb'"],
    ['a name that is not in camelCase', ['imagine_job', ...imagine], '"imagine_job" is not in camelCase.'],
    ['an operation that is there', ['showFlinkJob', ...imagine], 'There is an operation showFlinkJob already'],
    [
      'a path that is there',
      ['getIt', '--method', 'get', '--path', '/v1.0/{project_id}/streaming/jobs', '--family', 'a'],
      'listFlinkJobs.yaml',
    ],
    ['a path that is none', ['getIt', '--method', 'get', '--path', 'jobs', '--family', 'a'], '"jobs" is no path.'],
    ['a method that is none', ['getIt', '--method', 'fetch', '--path', '/a', '--family', 'a'], '"fetch" is no method.'],
    ['a family that is no folder', ['getIt', '--method', 'get', '--path', '/a', '--family', '../a'], 'in kebab-case'],
  ])('is refused: %s', async (_what, args, reason) => {
    await expect(askedFor(args)).rejects.toThrow(reason);
  });
});

describe('a new operation', () => {
  const operation = 'spec/operations/flink-jobs/imagineFlinkJob.yaml';
  const documented = 'spec/documented/imagineFlinkJob.jsonl';
  const handler = 'packages/mock/src/sandbox/flink-jobs/imagine-flink-job.ts';
  let contents: string;
  beforeAll(async () => {
    contents = read('spec/openapi.yaml');
    expect(await begin('imagineFlinkJob', ...imagine)).toEqual(done);
  });

  it('is entered in the table of contents, of which all else stays as it was', () => {
    const entry =
      '  /v1.0/{project_id}/streaming/jobs/{job_id}/imagine:\n    post:\n      $ref: operations/flink-jobs/imagineFlinkJob.yaml\n';
    const changed = read('spec/openapi.yaml');
    expect(changed).toContain(entry);
    expect(changed.replace(entry, '')).toBe(contents);
  });

  it('takes over the parameters of its family', () => {
    expect(read(operation)).toContain('parameters:\n  - $ref: ../../common.yaml#/parameters/FlinkJobId\nrequestBody:');
  });

  it('is written in the format of the workspace', async () => {
    const files = [documented, handler, 'packages/mock/src/sandbox/handlers.ts'];
    expect(await runProcess('node_modules/.bin/biome', ['check', ...files], { cwd: copy })).toMatchObject({ status: 0 });
  });

  it('has lint say what is left to do, and nothing else', async () => {
    expect((await lint()).map((line) => line.replace(/: .*/, ''))).toEqual([
      `${operation}:2:11 is left to do`,
      `${operation}:4:3 is left to do`,
      `${operation}:6:16 is left to do`,
      `${operation}:11:17 is left to do`,
      `${operation}:17:19 is left to do`,
      ...[2, 4, 8, 10].map((line) => expect.stringMatching(`^spec/schemas/flink-jobs/imagineFlinkJob.yaml:${line}:\\d+ is left to do$`)),
      ...[3, 4, 7, 8].map((line) => expect.stringMatching(`^spec/examples/imagineFlinkJob.yaml:${line}:\\d+ is left to do$`)),
      ...[2, 2, 2, 3, 3, 4, 4, 5, 5].map((line) => expect.stringMatching(`^${documented}:${line}:\\d+ is left to do$`)),
      `${handler}:3:4 is left to do`,
    ]);
  });

  it('satisfies lint once it is filled in and translated', async () => {
    fill({
      [operation]: [
        ['"TODO: what it does, such as `List Flink jobs`"', 'Pause a Flink job'],
        ['TODO: what it does, in sentences of our own.', 'Pauses a job.'],
        [read(operation).split('\n')[5]?.replace('x-dli-doc-id: ', '') ?? '', 'dli_02_9999'],
        ['"TODO: what is sent, as a sentence; or delete requestBody, its schema and its examples."', 'How to pause.'],
        ['"TODO: what the answer tells, as a sentence."', 'The job was paused.'],
      ],
      'spec/schemas/flink-jobs/imagineFlinkJob.yaml': [
        ['"TODO: what the request holds, as a sentence."', 'How to pause.'],
        [
          '# TODO: its fields, each with description and type; and `required`, where some are.\n  properties: {}',
          'properties:\n    minutes:\n      description: How long, in minutes.\n      type: integer',
        ],
        ['"TODO: what the answer tells, as a sentence."', 'The job was paused.'],
        [
          '# TODO: its fields, each with description and type; and `required`, where some are.\n  properties: {}',
          'allOf:\n    - $ref: ../common/FlinkEnvelope.yaml#/FlinkEnvelope',
        ],
      ],
      'spec/examples/imagineFlinkJob.yaml': [
        ['"TODO: what is sent, such as `Only what is required`"', 'For five minutes'],
        ['{} # TODO: the whole body', '{ minutes: 5 }'],
        ['"TODO: what has happened, such as `Started`"', 'Paused'],
        ['{} # TODO: the whole body', '{ is_success: "true" }'],
      ],
      [handler]: [
        [
          /^\/\/ TODO.*?};$/ms.exec(read(handler))?.[0] ?? '',
          "export const imagineFlinkJob: OperationHandler<'imagineFlinkJob'> = () => succeeded;",
        ],
      ],
    });
    fill({
      [handler]: [['import type { OperationHandler }', "import { succeeded } from '../envelope.ts';\nimport type { OperationHandler }"]],
    });
    const facts = [
      '{"operation":"imagineFlinkJob","method":"post","path":"/v1.0/{project_id}/streaming/jobs/{job_id}/imagine"}',
      '{"page":"otc-en-2026","docId":"dli_02_9999","statuses":["200","400"],"errorCodes":[]}',
      '{"at":"body.minutes","required":false,"type":"integer","sources":["otc-en-2026"]}',
    ];
    writeFileSync(join(copy, documented), facts.map((line) => `${line}\n`).join(''));

    const english = [
      'Pause a Flink job',
      'Pauses a job.',
      'How to pause.',
      'How long, in minutes.',
      'The job was paused.',
      'For five minutes',
      'Paused',
    ];
    const translations = 'spec/translations/zh-CN/flink-jobs.yaml';
    writeFileSync(join(copy, translations), `${read(translations)}${english.map((text, index) => `${text}: 暂停${index}\n`).join('')}`);
    expect(await lint()).toEqual([]);
  });

  it('is then built into document, client and mock, which compile', async () => {
    expect(await run('packages/authoring/src/bundle.ts')).toEqual(done);
    for (const part of ['client', 'mock']) {
      expect(await run(`packages/codegen/src/${part}/generate.ts`), part).toEqual(done);
      expect(await compile(part), part).toEqual({ ...done, stdout: '' });
    }
    expect(read('packages/client/src/generated/operations.ts')).toContain('imagineFlinkJob');
    expect(existsSync(join(copy, 'spec/dist/openapi.json'))).toBe(true);
  });
});

describe('a new operation of a new family', () => {
  it('brings its tag and its file of translations', async () => {
    expect(await begin('listDreams', '--method', 'get', '--path', '/v1.0/{project_id}/dreams', '--family', 'dreams')).toEqual(done);
    expect(read('spec/openapi.yaml')).toContain(
      '  - name: Dreams\n    x-displayName: Dreams\n    description: "TODO: what it is about, as a sentence."\npaths:\n',
    );
    expect(read('spec/translations/zh-CN/dreams.yaml')).toBe('# Texts of Dreams.\n\n# listDreams\n');
  });
});
