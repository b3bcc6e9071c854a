// Begins an operation that nobody has in a copy of the workspace, and writes it to its end.
import type { SpawnSyncReturns } from 'node:child_process';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { root } from '@dli-openapi/openapi/files';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const copy = join(mkdtempSync(join(tmpdir(), 'new-operation-')), 'workspace');
const made = /^(dist|generated|test-results|\.turbo|\.git)$/;

const run = (...args: string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, args, {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${join(copy, 'node_modules/.bin')}:${process.env.PATH}` },
  });
const begin = (...args: string[]) => run('packages/authoring/src/new-operation/main.ts', ...args);
const lint = () => run('packages/authoring/src/lint.ts').stderr.trim().split('\n').filter(Boolean);
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
  it.each([
    ['something missing where nobody can be asked', ['imagineFlinkJob'], 'Missing: method, path, family. Usage:'],
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
  ])('is refused: %s', (_what, args, reason) => {
    const { status, stderr } = begin(...args);
    expect([status, stderr]).toEqual([2, expect.stringContaining(reason)]);
  });
});

describe('a new operation', () => {
  const operation = 'spec/operations/flink-jobs/imagineFlinkJob.yaml';
  const documented = 'spec/documented/imagineFlinkJob.json';
  const handler = 'packages/mock/src/sandbox/flink-jobs/imagine-flink-job.ts';
  let contents: string;
  beforeAll(() => {
    contents = read('spec/openapi.yaml');
    expect(begin('imagineFlinkJob', ...imagine)).toMatchObject({ status: 0, stderr: '' });
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

  it('is written in the format of the workspace', () => {
    const { status, stderr } = spawnSync(join(copy, 'node_modules/.bin/biome'), ['check', '.'], { cwd: copy, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, expect.anything()]);
  });

  it('has lint say what is left to do, and nothing else', () => {
    expect(lint().map((line) => line.replace(/: .*/, ''))).toEqual([
      `${operation}:2:11 is left to do`,
      `${operation}:4:3 is left to do`,
      `${operation}:6:16 is left to do`,
      `${operation}:11:17 is left to do`,
      `${operation}:17:19 is left to do`,
      ...[2, 4, 8, 10, 12, 15].map((line) =>
        expect.stringMatching(`^spec/schemas/flink-jobs/imagineFlinkJob.yaml:${line}:\\d+ is left to do$`),
      ),
      ...[3, 4, 7, 8].map((line) => expect.stringMatching(`^spec/examples/imagineFlinkJob.yaml:${line}:\\d+ is left to do$`)),
      ...[7, 8, 9, 17, 24, 27].map((line) => expect.stringMatching(`^${documented}:${line}:\\d+ is left to do$`)),
      `${handler}:3:4 is left to do`,
    ]);
  });

  it('is then to be translated, and when that is done lint is content', () => {
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
          '# TODO: its fields, each with description, type and examples; and `required`, where some are.\n  properties: {}',
          'properties:\n    minutes:\n      description: How long, in minutes.\n      type: integer\n      examples: [5]',
        ],
        ['- {} # TODO: what could really be sent', '- minutes: 5'],
        ['"TODO: what the answer tells, as a sentence."', 'The job was paused.'],
        [
          '# TODO: its fields, each with description, type and examples; and `required`, where some are.\n  properties: {}',
          'allOf:\n    - $ref: ../common/FlinkEnvelope.yaml#/FlinkEnvelope',
        ],
        ['- {} # TODO: what could really be answered', '- is_success: "true"'],
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
    const facts = JSON.parse(read(documented));
    Object.assign(facts.pages[0], { source: 'otc-en-2026', docId: 'dli_02_9999', statuses: ['200', '400'] });
    facts.pages[0].rows = [
      { location: 'path', pointer: 'project_id', name: 'project_id', required: true, type: 'string' },
      { location: 'path', pointer: 'job_id', name: 'job_id', required: true, type: 'long' },
      { location: 'body', pointer: 'minutes', name: 'minutes', required: false, type: 'integer' },
    ];
    writeFileSync(join(copy, documented), JSON.stringify(facts));

    const english = [
      'Pause a Flink job',
      'Pauses a job.',
      'How to pause.',
      'How long, in minutes.',
      'The job was paused.',
      'For five minutes',
      'Paused',
    ];
    const offered = lint().map((line) => line.replace(/.* translations\/zh-CN\/: /, ''));
    expect(offered.sort()).toEqual(english.map((text) => `"${text}": "…"`).sort());

    const translations = 'spec/translations/zh-CN/flink-jobs.yaml';
    writeFileSync(join(copy, translations), `${read(translations)}${english.map((text, index) => `${text}: 暂停${index}\n`).join('')}`);
    expect(lint()).toEqual([]);
  });

  it('is then built into document, client and mock, which compile', () => {
    expect(run('packages/authoring/src/bundle.ts')).toMatchObject({ status: 0, stderr: '' });
    for (const part of ['client', 'mock']) {
      expect(run(`packages/codegen/src/${part}/generate.ts`), part).toMatchObject({ status: 0, stderr: '' });
      expect(compile(part), part).toMatchObject({ status: 0, stdout: '' });
    }
    expect(read('packages/client/src/generated/operations.ts')).toContain('imagineFlinkJob');
    expect(existsSync(join(copy, 'spec/dist/openapi.json'))).toBe(true);
  });
});

describe('a new operation of a new family', () => {
  it('brings its tag and its file of translations', () => {
    expect(begin('listDreams', '--method', 'get', '--path', '/v1.0/{project_id}/dreams', '--family', 'dreams')).toMatchObject({
      status: 0,
      stderr: '',
    });
    expect(read('spec/openapi.yaml')).toContain(
      '  - name: Dreams\n    x-displayName: Dreams\n    description: "TODO: what it is about, as a sentence."\npaths:\n',
    );
    expect(read('spec/translations/zh-CN/dreams.yaml')).toBe('# Texts of Dreams.\n\n# listDreams\n');
    expect(lint()[0]).toMatch(/^spec\/openapi.yaml:\d+:\d+ is left to do: what it is about/);
  });
});
