import { join } from 'node:path';
import { specFolder } from '@dli-openapi/openapi/files';
import { describe, expect, it } from 'vitest';
import { listProblems } from '../src/problems.ts';
import plugin from '../src/rules/plugin.ts';
import { createDocument, createOperation, useFolder } from './rule-fixture.ts';

describe('the linter', () => {
  it('counts a warning as a problem', () => {
    const files = { ...createDocument({}), 'redocly.yaml': { rules: { 'info-license': 'warn' } } };
    const problems = useFolder(files, (folder) => listProblems(folder, 'openapi.yaml'));
    expect(problems).toEqual([
      {
        rule: 'info-license',
        message: 'Info object should contain `license` field.',
        file: 'openapi.yaml',
        pointer: '#/info',
        line: 2,
        column: 1,
      },
    ]);
  });

  it('finds nothing in a document without faults', () => {
    const files = { ...createDocument({}), 'redocly.yaml': { rules: { struct: 'error' } } };
    expect(useFolder(files, (folder) => listProblems(folder, 'openapi.yaml'))).toEqual([]);
  });

  it.each([
    ['a rule that does not exist', { rules: { struct: 'error', 'no-such-rule': 'error' } }, 'no-such-rule'],
    ['a setting that does not exist', { ruls: {} }, 'ruls'],
    ['a plugin that does not exist', { plugins: ['./no-such-plugin.ts'] }, 'no-such-plugin'],
  ])('refuses a configuration with %s', (_what, configuration, name) => {
    const files = { ...createDocument({}), 'redocly.yaml': configuration };
    expect(() => useFolder(files, (folder) => listProblems(folder, 'openapi.yaml'))).toThrow(name);
  });
});

describe('spec/redocly.yaml', () => {
  const body = { type: 'object', unevaluatedProperties: false };
  const createKind = (value: string) => ({ required: [value], properties: { kind: { enum: [value] } } });
  const wrong = createOperation(
    {
      requestBody: {
        content: {
          'application/json': { schema: { properties: { a: {}, b: {}, kind: {}, job_id: {} }, oneOf: [createKind('a'), createKind('b')] } },
        },
      },
      operationId: 'List_jobs',
      summary: 'list jobs.',
      'x-note': 'Unknown.',
      'x-dli-paging': { items: 'jobs' },
      parameters: [
        { name: 'job_id', in: 'query', description: 'in seconds', schema: { type: 'integer', enum: [1], pattern: '1' } },
        { name: 'filter', in: 'query', schema: { type: ['object', 'string'] } },
      ],
      responses: {
        200: {
          headers: { 'X-A': { schema: { type: 'string' } } },
          content: { 'application/json': { schema: body, examples: { one: { $ref: 'examples/showJob.yaml#/200/one' } } } },
        },
        201: { content: { 'application/json': {} } },
      },
    },
    {
      'examples/showJob.yaml': { 200: { one: { value: {} } } },
      'schemas/Orphan.yaml': { Orphan: {} },
      'translations/zh-CN/all.yaml': {},
    },
  );

  Object.assign(wrong['openapi.yaml'], { openapi: '3.1.1', servers: [{ url: 'https://example.com' }] });

  it('turns every rule of ours on', () => {
    const found = useFolder(wrong, (folder) => listProblems(specFolder, join(folder, 'openapi.yaml')));
    const rules = new Set(found.map(({ rule }) => rule).filter((rule) => rule.startsWith('dli/')));
    expect([...rules].sort()).toEqual(
      Object.keys(plugin().rules.oas3)
        .map((name) => `dli/${name}`)
        .sort(),
    );
  });

  it("is at least as strict as Redocly's strict rules, with examples that have no undocumented field", () => {
    const found = useFolder(wrong, (folder) => listProblems(specFolder, join(folder, 'openapi.yaml'))).map(({ rule }) => rule);
    expect(found).toEqual(
      expect.arrayContaining([
        'security-defined',
        'operation-4xx-response',
        'operation-description',
        'parameter-description',
        'response-contains-header',
        'rule/version',
        'rule/dialect',
        'rule/address',
      ]),
    );
  });
});
