import { describe, expect, it } from 'vitest';
import { answer, document, lint, operation, operationFile } from './rule-fixture.ts';

describe('dli/media-type-examples', () => {
  const body = (content: object) => operation({ responses: { 200: { content: { 'application/json': { ...content } } } } });
  const faults = lint('dli/media-type-examples', {
    right: body({ examples: { one: { summary: 'One job', value: 1 } } }),
    referred: operation(
      { responses: { 200: { content: { 'application/json': { examples: { one: { $ref: 'examples/one.yaml' } } } } } } },
      { 'examples/one.yaml': { summary: 'One job', value: 1 } },
    ),
    none: body({}),
    empty: body({ examples: {} }),
    unnamed: body({ example: 1 }),
    noSummary: body({ examples: { one: { value: 1 } } }),
    emptySummary: body({ examples: { one: { summary: '', value: 1 } } }),
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

describe('dli/example-owner', () => {
  const using = (example: string) => ({
    responses: { 200: { content: { 'application/json': { examples: { one: { $ref: `../../${example}` } } } } } },
  });
  const of = (example: string) => operationFile('operations/jobs/listJobs.yaml', using(example), { [example]: { value: 1 } });
  const faults = lint('dli/example-owner', {
    own: of('examples/listJobs/one.yaml'),
    ownRequest: of('examples/listJobs/request/one.yaml'),
    shared: of('examples/errors/one.yaml'),
    another: of('examples/showJob/one.yaml'),
    outside: operation(
      { responses: { 200: { $ref: 'responses/Ok.yaml' } } },
      {
        'responses/Ok.yaml': { content: { 'application/json': { examples: { one: { $ref: '../examples/listJobs/one.yaml' } } } } },
        'examples/listJobs/one.yaml': { value: 1 },
      },
    ),
  });

  it("accepts the operation's own examples, and shared errors", () => {
    expect([faults.own, faults.ownRequest, faults.shared]).toEqual([[], [], []]);
  });
  it("reports another operation's example", () => {
    expect(faults.another).toEqual([
      expect.stringMatching(/^operations\/jobs\/listJobs.yaml#.*\/one\/\$ref .*belongs to the operation showJob/),
    ]);
  });
  it("reports an operation's example in a shared answer", () => {
    expect(faults.outside).toEqual([expect.stringMatching(/^responses\/Ok.yaml#.* belongs to the operation listJobs/)]);
  });
});

describe('dli/no-orphan-files', () => {
  const faults = lint('dli/no-orphan-files', {
    right: answer({ $ref: 'schemas/A.yaml' }, { 'schemas/A.yaml': { items: { $ref: 'B.yaml' } }, 'schemas/B.yaml': {} }),
    elsewhere: document({}, { 'translations/zh-CN.yaml': {}, 'deviations/a.yaml': [] }),
    orphan: document({}, { 'schemas/common/A.yaml': {} }),
    island: document({}, { 'schemas/A.yaml': { $ref: 'B.yaml' }, 'schemas/B.yaml': {} }),
    example: document({}, { 'examples/listJobs/one.yaml': {} }),
  });

  it('accepts files that are referred to, at whatever depth', () => {
    expect(faults.right).toEqual([]);
  });
  it("asks nothing of files that are no part of the document's tree", () => {
    expect(faults.elsewhere).toEqual([]);
  });
  it('reports a file that nothing refers to', () => {
    expect(faults.orphan).toEqual(['openapi.yaml#/ No reference leads to schemas/common/A.yaml. Refer to it, or delete it.']);
    expect(faults.example).toEqual(['openapi.yaml#/ No reference leads to examples/listJobs/one.yaml. Refer to it, or delete it.']);
  });
  it('reports files that only refer to each other', () => {
    expect(faults.island).toHaveLength(2);
  });
});
