import { describe, expect, it } from 'vitest';
import { createDocument, createOperation, createOperationFile, createResponse, lint } from './rule-fixture.ts';

describe('dli/media-type-examples', () => {
  const createBody = (content: object) => createOperation({ responses: { 200: { content: { 'application/json': { ...content } } } } });
  const faults = lint('dli/media-type-examples', {
    right: createBody({ examples: { one: { summary: 'One job', value: 1 } } }),
    referred: createOperation(
      { responses: { 200: { content: { 'application/json': { examples: { one: { $ref: 'examples/errors.yaml#/one' } } } } } } },
      { 'examples/errors.yaml': { one: { summary: 'One job', value: 1 } } },
    ),
    none: createBody({}),
    empty: createBody({ examples: {} }),
    unnamed: createBody({ example: 1 }),
    noSummary: createBody({ examples: { one: { value: 1 } } }),
    emptySummary: createBody({ examples: { one: { summary: '', value: 1 } } }),
  });
  const at = 'openapi.yaml#/paths/~1things/get/responses/200/content/application~1json';

  it('accepts named examples with a summary', () => {
    expect(faults.right).toEqual([]);
    expect(faults.referred).toEqual([]);
  });
  it.each(['none', 'empty', 'unnamed'] as const)('reports a media type without named examples (%s)', (name) => {
    expect(faults[name]).toEqual([expect.stringContaining(`${at} The media type has no named examples`)]);
  });
  it.each(['noSummary', 'emptySummary'] as const)('reports an example without a summary (%s)', (name) => {
    expect(faults[name]).toEqual([expect.stringContaining(`${at}/examples/one The example has no summary`)]);
  });
});

describe('dli/owner', () => {
  const useExample = (example: string) => ({
    responses: { 200: { content: { 'application/json': { examples: { one: { $ref: `../../examples/${example}` } } } } } },
  });
  const examples = { 200: { one: { value: 1 } } };
  const createCase = (example: string, files: object = {}) =>
    createOperationFile('operations/jobs/listJobs.yaml', useExample(example), {
      'examples/listJobs.yaml': examples,
      'examples/showJob.yaml': examples,
      'examples/errors.yaml': { one: { value: 1 } },
      ...files,
    });
  const faults = lint('dli/owner', {
    own: createCase('listJobs.yaml#/200/one'),
    shared: createCase('errors.yaml#/one'),
    another: createCase('showJob.yaml#/200/one'),
    onward: createCase('listJobs.yaml#/200/one', { 'examples/listJobs.yaml': { 200: { one: { $ref: 'showJob.yaml#/200/one' } } } }),
    outside: createOperation(
      { responses: { 200: { $ref: 'common.yaml#/responses/Ok' } } },
      {
        'common.yaml': {
          responses: { Ok: { content: { 'application/json': { examples: { one: { $ref: 'examples/listJobs.yaml#/200/one' } } } } } },
        },
        'examples/listJobs.yaml': examples,
      },
    ),
  });

  const schemas = {
    'schemas/jobs/listJobs.yaml': { List: { items: { $ref: '#/Item' } }, Item: { properties: { job: { $ref: 'Job.yaml#/Job' } } } },
    'schemas/jobs/Job.yaml': { Job: { properties: { state: { $ref: '#/State' } } }, State: {} },
  };
  const useSchema = (target: string) =>
    createOperationFile(
      'operations/jobs/listJobs.yaml',
      { responses: { 200: { content: { 'application/json': { schema: { $ref: `../../schemas/jobs/${target}` } } } } } },
      { ...schemas, 'schemas/jobs/showJob.yaml': { Detail: { properties: { state: { $ref: 'Job.yaml#/State' } } } } },
    );
  const ofSchemas = lint('dli/owner', {
    own: useSchema('listJobs.yaml#/List'),
    shared: useSchema('Job.yaml#/Job'),
    another: useSchema('showJob.yaml#/Detail'),
    part: useSchema('Job.yaml#/State'),
  });

  it("accepts the operation's own examples, and shared errors", () => {
    expect([faults.own, faults.shared]).toEqual([[], []]);
  });
  it("accepts the operation's own schemas, and those that a file is named after", () => {
    expect([ofSchemas.own, ofSchemas.shared]).toEqual([[], []]);
  });
  it("reports another operation's schema, and a part of a shared one, wherever they are used", () => {
    expect(ofSchemas.part).toEqual([expect.stringMatching(/^operations.*\/schema\/\$ref This belongs to Job\. Move what is shared/)]);
    expect(ofSchemas.another).toEqual([
      expect.stringMatching(/^operations.*\/schema\/\$ref This belongs to showJob\./),
      expect.stringMatching(/^schemas\/jobs\/showJob.yaml#\/Detail\/properties\/state\/\$ref This belongs to Job\./),
    ]);
  });
  it.each(['another', 'onward'] as const)("reports another operation's example (%s)", (name) => {
    expect(faults[name]).toEqual([expect.stringMatching(/^operations\/jobs\/listJobs.yaml#.*\/one\/\$ref .*belongs to showJob/)]);
  });
  it("reports an operation's example in a shared response", () => {
    expect(faults.outside).toEqual([expect.stringMatching(/^common.yaml#.* belongs to listJobs/)]);
  });
});

describe('dli/no-orphans', () => {
  const faults = lint('dli/no-orphans', {
    right: createResponse(
      { $ref: 'schemas/A.yaml#/A' },
      { 'schemas/A.yaml': { A: { items: { $ref: 'B.yaml#/B/properties/c' } } }, 'schemas/B.yaml': { B: { properties: { c: {} } } } },
    ),
    elsewhere: createDocument({}, { 'translations/zh-CN.yaml': {}, 'deviations/a.yaml': [] }),
    common: createDocument({}, { 'common.yaml': { operation: { responses: {} }, response: { headers: {} }, parameters: { Limit: {} } } }),
    schema: createDocument({}, { 'schemas/jobs/A.yaml': { A: {}, B: {} } }),
    island: createDocument({}, { 'schemas/A.yaml': { A: { $ref: 'B.yaml#/B' } }, 'schemas/B.yaml': { B: {} } }),
    operation: createDocument({}, { 'operations/jobs/listJobs.yaml': { operationId: 'listJobs' } }),
    example: createDocument({}, { 'examples/listJobs.yaml': { 200: { one: {} } }, 'examples/errors.yaml': { one: {} } }),
  });
  const formatOrphan = (place: string) => `No reference leads to ${place}. Refer to it, or delete it.`;

  it('accepts what is referred to, at whatever depth', () => {
    expect(faults.right).toEqual([]);
  });
  it('ignores files that are not part of the document', () => {
    expect(faults.elsewhere).toEqual([]);
  });
  it('reports each entry that nothing refers to, with its place', () => {
    expect(faults.schema).toEqual([
      `schemas/jobs/A.yaml:1 ${formatOrphan('schemas/jobs/A.yaml A')}`,
      `schemas/jobs/A.yaml:2 ${formatOrphan('schemas/jobs/A.yaml B')}`,
    ]);
    expect(faults.common).toEqual([`common.yaml:6 ${formatOrphan('common.yaml parameters Limit')}`]);
    expect(faults.example).toEqual([
      `examples/errors.yaml:1 ${formatOrphan('examples/errors.yaml one')}`,
      `examples/listJobs.yaml:2 ${formatOrphan('examples/listJobs.yaml 200 one')}`,
    ]);
  });
  it('reports an operation that nothing refers to', () => {
    expect(faults.operation).toEqual([`operations/jobs/listJobs.yaml:1 ${formatOrphan('operations/jobs/listJobs.yaml')}`]);
  });
  it('reports entries that only refer to each other', () => {
    expect(faults.island).toHaveLength(2);
  });
});
