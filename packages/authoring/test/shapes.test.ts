import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@dli-openapi/openapi/files';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { units } from '../src/rules/units.ts';
import { listWorkspaceShapeFaults, readExtensionShapes, shapes } from '../src/shapes.ts';
import { listToDos } from '../src/to-dos.ts';
import { useFolder } from './rule-fixture.ts';

const listFaults = (file: string, content: unknown) => useFolder({ [file]: content }, listWorkspaceShapeFaults);
const read = (file: string) => readFileSync(join(root, file), 'utf8');
// Settings may hold comments, each on a line of its own.
const settings = JSON.parse(read('.vscode/settings.json').replaceAll(/^\s*\/\/.*$/gm, ''));

describe('the shape of a file', () => {
  const operation = {
    operationId: 'listJobs',
    summary: 'List jobs',
    description: 'Lists jobs.',
    tags: ['Jobs'],
    responses: { 200: { $ref: 'a.yaml' } },
  };

  it('is valid in every file of the workspace', () => {
    expect(listWorkspaceShapeFaults()).toEqual([]);
  });
  it.each([
    [
      'an unknown key',
      'spec/operations/jobs/listJobs.yaml',
      { ...operation, sumary: 'a' },
      '9:1 `sumary` is not known here. Correct or delete it. (operation file)',
    ],
    [
      'a missing key',
      'spec/examples/listJobs.yaml',
      { 200: { one: { summary: 'One' } } },
      '2:3 `200/one` has no `value`. Add it. (examples file)',
    ],
    [
      'examples that an operation lists',
      'spec/operations/jobs/listJobs.yaml',
      { ...operation, responses: { 200: { content: { 'application/json': { schema: {}, examples: {} } } } } },
      '11:9 `examples` is not known here. Correct or delete it. (operation file)',
    ],
    [
      'a misspelt keyword of a schema',
      'spec/schemas/jobs/Job.yaml',
      { Job: { properties: { name: { type: 'string', maxlength: 2 } } } },
      '5:7 `maxlength` is not known here. Correct or delete it. (schemas file)',
    ],
    [
      'a wrong extension',
      'spec/schemas/jobs/Job.yaml',
      { Job: { type: 'integer', 'x-dli-unit': 'hours' } },
      '3:3 `Job/x-dli-unit` must be one of ms, s, bytes, times/hour. (schemas file)',
    ],
    [
      'a status that an error code cannot have',
      'spec/error-codes.yaml',
      { 'DLI.0001': { status: 200, meaning: 'A.', cure: 'B.' } },
      '2:3 `DLI.0001/status` must be >= 400. (error-codes file)',
    ],
    [
      'a translation that is a list',
      'spec/translations/zh-CN/a.yaml',
      { One: [1] },
      '1:1 `One` must be string,number,null. (translations file)',
    ],
    [
      'a page of an unknown source',
      'spec/documented/listJobs.jsonl',
      '{"operation":"listJobs","method":"get","path":"/jobs"}\n{"page":"me","statuses":[],"errorCodes":[]}\n',
      '2:2 `page` must match pattern "^(seed|zh-20\\d\\d|otc-en-2026|sdk-2026|client-2026)(#\\d)?$". (documented file)',
    ],
    [
      'an unknown fact',
      'spec/documented/listJobs.jsonl',
      '{"at":"query.limit","max":3,"sources":["seed"]}\n',
      '1:21 `max` is not known here. Correct or delete it. (documented file)',
    ],
  ])('is checked, and faults have file and line: %s', (_what, file, content, message) => {
    expect(listFaults(file, content)).toEqual([`${file}:${message}`]);
  });
});

describe('what is left to do', () => {
  it('is reported with file and line', () => {
    const files = {
      'spec/operations/jobs/listJobs.yaml': { operationId: 'listJobs', summary: 'TODO: say what it does' },
      'spec/dist/openapi.yaml': { summary: 'TODO: nobody writes this' },
    };
    expect(useFolder(files, listToDos)).toEqual(['spec/operations/jobs/listJobs.yaml:2:11 is left to do: say what it does']);
  });
});

describe('an editor', () => {
  it('has the schemas of lint', () => {
    const schemas = [
      ...Object.entries<string[]>(settings['yaml.schemas']),
      ...settings['json.schemas'].map(({ fileMatch, url }: { fileMatch: string[]; url: string }) => [url, fileMatch]),
    ];
    expect(Object.fromEntries(schemas.map(([url, files]) => [url.replace('./packages/authoring/src/schemas/', ''), files]))).toEqual(
      shapes,
    );
  });
  it('offers the units that the rules know', () => {
    expect(readExtensionShapes().get('x-dli-unit')?.words).toBe(`one of ${[...units.keys()].join(', ')}`);
    expect([...units.keys()].filter((unit) => !readExtensionShapes().get('x-dli-unit')?.isRight(unit))).toEqual([]);
  });
  it.each(Object.entries<{ body: string[] }>(JSON.parse(read('.vscode/document.code-snippets'))))(
    'is given a snippet that is YAML: %s',
    (_name, { body }) => {
      const text = body
        .join('\n')
        .replaceAll(/\$\{\d+:([^}]*)\}/g, '$1')
        .replaceAll(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1');
      expect(text).not.toContain('$');
      expect(typeof parse(text)).toBe('object');
    },
  );
});

it('the README of the document lists every extension', () => {
  const listed = [...read('spec/README.md').matchAll(/^\| `(x-[\w-]+)`/gm)].map(([, name]) => name);
  expect(listed.sort()).toEqual([...readExtensionShapes().keys()].sort());
});
