import { describe, expect, it } from 'vitest';
import { answer, lint, operation, request } from './rule-fixture.ts';

describe('dli/closed-requests', () => {
  const closed = { unevaluatedProperties: false };
  const open = { type: 'object', properties: { b: { type: 'string' } } };
  const faults = lint('dli/closed-requests', {
    right: request({ ...open, ...closed }),
    additional: request({ ...open, additionalProperties: false }),
    member: request({ allOf: [{ $ref: 'schemas/A.yaml' }], ...closed }, { 'schemas/A.yaml': open }),
    override: request(
      { allOf: [{ properties: { a: open } }], properties: { a: { $ref: 'schemas/A.yaml' } }, ...closed },
      { 'schemas/A.yaml': { allOf: [{ $ref: 'B.yaml' }], ...closed }, 'schemas/B.yaml': open },
    ),
    branches: request({ oneOf: [open, { type: 'object' }], ...closed }),
    map: request({ type: 'object', additionalProperties: { type: 'string' } }),
    justified: request({ type: 'object', 'x-dli-open': 'The pages do not say more.' }),
    recursive: request(
      { $ref: 'schemas/A.yaml' },
      { 'schemas/A.yaml': { type: 'object', properties: { a: { $ref: 'A.yaml' } }, allOf: [{ $ref: 'A.yaml' }], ...closed } },
    ),
    inAnswer: answer(open),
    root: request(open),
    file: request({ $ref: 'schemas/A.yaml' }, { 'schemas/A.yaml': open }),
    property: request({ ...closed, properties: { a: open } }),
    nullable: request({ ...closed, properties: { a: { type: ['object', 'null'] } } }),
    items: request({ ...closed, properties: { a: { type: 'array', items: open } } }),
    value: request({ type: 'object', additionalProperties: open }),
    branch: request({ oneOf: [{ ...open, ...closed }, open] }),
    content: request({ ...closed, properties: { a: { type: 'string', contentSchema: open } } }),
    parameter: operation({ parameters: [{ name: 'a', in: 'query', schema: open }] }),
    twice: request({ ...closed, properties: { a: { $ref: 'A.yaml' }, b: { $ref: 'A.yaml' } } }, { 'A.yaml': open }),
  });
  const at = 'openapi.yaml#/paths/~1things/get/requestBody/content/application~1json/schema';

  it('accepts an object that is closed, in either way', () => {
    expect(faults.right).toEqual([]);
    expect(faults.additional).toEqual([]);
  });
  it('accepts an open object that is part of a closed one', () => {
    expect(faults.member).toEqual([]);
    expect(faults.branches).toEqual([]);
  });
  it('accepts an open property that a second declaration closes', () => {
    expect(faults.override).toEqual([]);
  });
  it('accepts a map whose values are described', () => {
    expect(faults.map).toEqual([]);
  });
  it('accepts an object with a reason for being open', () => {
    expect(faults.justified).toEqual([]);
  });
  it('comes to an end where schemas refer to themselves', () => {
    expect(faults.recursive).toEqual([]);
  });
  it('asks nothing of answers', () => {
    expect(faults.inAnswer).toEqual([]);
  });
  it('reports the body itself', () => {
    expect(faults.root).toEqual([expect.stringContaining(`${at} This part of a request takes fields that are not described`)]);
  });
  it('reports a schema file where it stands', () => {
    expect(faults.file).toEqual([expect.stringContaining('schemas/A.yaml#/ This part of a request takes')]);
  });
  it('reports a property within a closed object', () => {
    expect(faults.property).toEqual([expect.stringContaining(`${at}/properties/a \`a\` of a request takes`)]);
  });
  it('reports an object that may be null', () => {
    expect(faults.nullable).toEqual([expect.stringContaining(`${at}/properties/a `)]);
  });
  it('reports items and the values of a map', () => {
    expect(faults.items).toEqual([expect.stringContaining(`${at}/properties/a/items \`a[]\` of a request`)]);
    expect(faults.value).toEqual([expect.stringContaining(`${at}/additionalProperties \`.*\` of a request`)]);
  });
  it('reports the one branch that is open', () => {
    expect(faults.branch).toEqual([expect.stringContaining(`${at}/oneOf/1 `)]);
  });
  it('reports JSON that is carried in a string', () => {
    expect(faults.content).toEqual([expect.stringContaining(`${at}/properties/a/contentSchema \`a (JSON)\` of a request`)]);
  });
  it('reports a parameter', () => {
    expect(faults.parameter).toEqual([expect.stringContaining('/get/parameters/0/schema ')]);
  });
  it('reports a schema once, however often it is used', () => {
    expect(faults.twice).toHaveLength(1);
  });
});

describe('dli/open-responses', () => {
  const faults = lint('dli/open-responses', {
    right: answer({ type: 'object', properties: { a: { type: 'object' } } }),
    map: answer({ type: 'object', additionalProperties: { type: 'string' } }),
    inRequest: request({ type: 'object', unevaluatedProperties: false }),
    root: answer({ type: 'object', unevaluatedProperties: false }),
    member: answer(
      { properties: { a: { items: { allOf: [{ $ref: 'schemas/A.yaml' }] } } } },
      { 'schemas/A.yaml': { additionalProperties: false } },
    ),
    branch: answer({ oneOf: [{ type: 'string' }, { type: 'object', additionalProperties: false }] }),
    error: operation(
      { responses: { 400: { $ref: 'E.yaml' } } },
      { 'E.yaml': { content: { a: { schema: { additionalProperties: false } } } } },
    ),
  });
  const at = 'openapi.yaml#/paths/~1things/get/responses/200/content/application~1json/schema';

  it('accepts open objects and maps', () => {
    expect(faults.right).toEqual([]);
    expect(faults.map).toEqual([]);
  });
  it('asks nothing of requests', () => {
    expect(faults.inRequest).toEqual([]);
  });
  it('reports a closed object', () => {
    expect(faults.root).toEqual([expect.stringContaining(`${at}/unevaluatedProperties An answer may carry new fields`)]);
  });
  it('reports one that is referred to, at whatever depth', () => {
    expect(faults.member).toEqual([expect.stringContaining('schemas/A.yaml#/additionalProperties An answer')]);
  });
  it('reports a closed branch', () => {
    expect(faults.branch).toEqual([expect.stringContaining(`${at}/oneOf/1/additionalProperties An answer`)]);
  });
  it('looks at shared answers', () => {
    expect(faults.error).toEqual([expect.stringContaining('E.yaml#/content/a/schema/additionalProperties An answer')]);
  });
});
