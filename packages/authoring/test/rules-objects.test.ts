import { describe, expect, it } from 'vitest';
import { createOperation, createRequest, createResponse, lint } from './rule-fixture.ts';

describe('dli/closed-requests', () => {
  const closed = { unevaluatedProperties: false };
  const open = { type: 'object', properties: { b: { type: 'string' } } };
  const reason = { 'x-dli-open': 'The pages do not say more.' };
  const faults = lint('dli/closed-requests', {
    right: createRequest({ ...open, ...closed }),
    additional: createRequest({ ...open, additionalProperties: false }),
    member: createRequest({ allOf: [{ $ref: 'schemas/A.yaml' }], ...closed }, { 'schemas/A.yaml': open }),
    override: createRequest(
      { allOf: [{ properties: { a: open } }], properties: { a: { $ref: 'schemas/A.yaml' } }, ...closed },
      { 'schemas/A.yaml': { allOf: [{ $ref: 'B.yaml' }], ...closed }, 'schemas/B.yaml': open },
    ),
    branches: createRequest({ oneOf: [open, { type: 'object' }], ...closed }),
    map: createRequest({ type: 'object', additionalProperties: { type: 'string' } }),
    justified: createRequest({ type: 'object', ...reason }),
    recursive: createRequest(
      { $ref: 'schemas/A.yaml' },
      { 'schemas/A.yaml': { type: 'object', properties: { a: { $ref: 'A.yaml' } }, ...closed } },
    ),
    circle: createRequest({ $ref: 'schemas/A.yaml' }, { 'schemas/A.yaml': { allOf: [{ $ref: 'A.yaml' }], ...closed } }),
    untyped: createRequest({ properties: { b: { type: 'string' } } }),
    reasonOfMap: createRequest({ type: 'object', additionalProperties: { type: 'string' }, ...reason }),
    reasonOfClosed: createRequest({ ...open, ...closed, ...reason }),
    reasonOfText: createRequest({ type: 'string', ...reason }),
    reasonInResponse: createResponse({ ...open, ...reason }),
    reasonOfBoth: createOperation(
      {
        requestBody: { content: { 'application/json': { schema: { $ref: 'A.yaml' } } } },
        responses: { 200: { content: { 'application/json': { schema: { $ref: 'A.yaml' } } } } },
      },
      { 'A.yaml': { ...open, ...reason } },
    ),
    reasonBesideReference: createRequest(
      { ...closed, properties: { a: { $ref: 'A.yaml', ...reason } } },
      { 'A.yaml': { ...open, ...closed } },
    ),
    openResponse: createResponse(open),
    root: createRequest(open),
    file: createRequest({ $ref: 'schemas/A.yaml' }, { 'schemas/A.yaml': open }),
    property: createRequest({ ...closed, properties: { a: open } }),
    nullable: createRequest({ ...closed, properties: { a: { type: ['object', 'null'] } } }),
    items: createRequest({ ...closed, properties: { a: { type: 'array', items: open } } }),
    value: createRequest({ type: 'object', additionalProperties: open }),
    branch: createRequest({ oneOf: [{ ...open, ...closed }, open] }),
    content: createRequest({ ...closed, properties: { a: { type: 'string', contentSchema: open } } }),
    parameter: createOperation({ parameters: [{ name: 'a', in: 'query', schema: open }] }),
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
  it('accepts schemas that contain themselves', () => {
    expect(faults.recursive).toEqual([]);
  });
  it('reports a schema that is a part of itself', () => {
    expect(faults.circle).toEqual(['schemas/A.yaml#/ This schema is a part of itself. Break the circle of $ref, allOf, oneOf and anyOf.']);
  });
  it('accepts a reason on a schema that responses share', () => {
    expect(faults.reasonOfBoth).toEqual([]);
  });
  it('reports a needless reason: on a map, on a closed object, on other types, and in a response', () => {
    const fault = 'x-dli-open This needs no reason';
    for (const name of ['reasonOfMap', 'reasonOfClosed', 'reasonOfText'] as const)
      expect([name, faults[name]]).toEqual([name, [expect.stringContaining(`${at}/${fault}`)]]);
    expect(faults.reasonInResponse).toEqual([expect.stringContaining(`/get/responses/200/content/application~1json/schema/${fault}`)]);
    expect(faults.reasonBesideReference).toEqual([expect.stringContaining(`${at}/properties/a/${fault}`)]);
  });
  it('ignores responses', () => {
    expect(faults.openResponse).toEqual([]);
  });
  it('reports the body itself', () => {
    expect(faults.root).toEqual([expect.stringContaining(`${at} This object of a request accepts undescribed fields`)]);
  });
  it('reports properties without a type', () => {
    expect(faults.untyped).toEqual([expect.stringContaining(`${at} This object of a request accepts`)]);
  });
  it('reports a schema file with its place', () => {
    expect(faults.file).toEqual([expect.stringContaining('schemas/A.yaml#/ This object of a request accepts')]);
  });
  it('reports a property within a closed object', () => {
    expect(faults.property).toEqual([expect.stringContaining(`${at}/properties/a This object of a request accepts`)]);
  });
  it('reports an object that may be null', () => {
    expect(faults.nullable).toEqual([expect.stringContaining(`${at}/properties/a `)]);
  });
  it('reports items and the values of a map', () => {
    expect(faults.items).toEqual([expect.stringContaining(`${at}/properties/a/items This object of a request`)]);
    expect(faults.value).toEqual([expect.stringContaining(`${at}/additionalProperties This object of a request`)]);
  });
  it('reports the only open branch', () => {
    expect(faults.branch).toEqual([expect.stringContaining(`${at}/oneOf/1 `)]);
  });
  it('reports JSON in a string', () => {
    expect(faults.content).toEqual([expect.stringContaining(`${at}/properties/a/contentSchema This object of a request`)]);
  });
  it('reports a parameter', () => {
    expect(faults.parameter).toEqual([expect.stringContaining('/get/parameters/0/schema ')]);
  });
});

describe('dli/open-responses', () => {
  const faults = lint('dli/open-responses', {
    right: createResponse({ type: 'object', properties: { a: { type: 'object' } } }),
    map: createResponse({ type: 'object', additionalProperties: { type: 'string' } }),
    inRequest: createRequest({ type: 'object', unevaluatedProperties: false }),
    root: createResponse({ type: 'object', unevaluatedProperties: false }),
    member: createResponse(
      { properties: { a: { items: { allOf: [{ $ref: 'schemas/A.yaml' }] } } } },
      { 'schemas/A.yaml': { additionalProperties: false } },
    ),
    branch: createResponse({ oneOf: [{ type: 'string' }, { type: 'object', additionalProperties: false }] }),
    error: createOperation(
      { responses: { 400: { $ref: 'E.yaml' } } },
      { 'E.yaml': { content: { a: { schema: { additionalProperties: false } } } } },
    ),
  });
  const at = 'openapi.yaml#/paths/~1things/get/responses/200/content/application~1json/schema';

  it('accepts open objects and maps', () => {
    expect(faults.right).toEqual([]);
    expect(faults.map).toEqual([]);
  });
  it('ignores requests', () => {
    expect(faults.inRequest).toEqual([]);
  });
  it('reports a closed object', () => {
    expect(faults.root).toEqual([expect.stringContaining(`${at}/unevaluatedProperties A response may carry new fields`)]);
  });
  it('reports the target of a reference, at any depth', () => {
    expect(faults.member).toEqual([expect.stringContaining('schemas/A.yaml#/additionalProperties A response')]);
  });
  it('reports a closed branch', () => {
    expect(faults.branch).toEqual([expect.stringContaining(`${at}/oneOf/1/additionalProperties A response`)]);
  });
  it('checks shared responses', () => {
    expect(faults.error).toEqual([expect.stringContaining('E.yaml#/content/a/schema/additionalProperties A response')]);
  });
});

describe('dli/only-when', () => {
  const createVariant = (kind: string, required: string[]) => ({ required, properties: { kind: { type: 'string', enum: [kind] } } });
  const createJob = (condition: unknown, ...oneOf: object[]) => ({
    type: 'object',
    required: ['kind'],
    properties: { kind: { type: 'string' }, file: { type: 'string', 'x-dli-only-when': condition } },
    oneOf,
  });
  const alternatives = [createVariant('a', ['kind', 'file']), createVariant('b', [])];
  const faults = lint('dli/only-when', {
    right: createRequest(createJob({ kind: 'a' }, ...alternatives)),
    listed: createRequest(createJob({ kind: ['a', 'b'] }, createVariant('a', []), createVariant('b', []))),
    shared: createRequest(createJob(undefined, ...alternatives, createVariant('c', ['file']))),
    other: createRequest(createJob({ kind: 'b' }, ...alternatives)),
    within: createRequest({ type: 'array', items: createJob({ kind: 'b' }, ...alternatives) }),
    alike: createRequest(createJob({ kind: 'b' }, createVariant('a', ['file']), createVariant('a', []))),
    inResponse: createResponse(createJob({ kind: 'b' }, ...alternatives)),
  });
  const at = 'openapi.yaml#/paths/~1things/get/requestBody/content/application~1json/schema';
  const listFaults = (place: string) => [
    `${place} One alternative alone needs \`file\`. Add \`x-dli-only-when: { kind: "a" }\` to it.`,
    `${place} \`file\` has \`x-dli-only-when: { kind: "b" }\`, and that alternative does not need it. Require it there, or correct the condition.`,
  ];

  it('accepts conditions that match what the alternatives require', () => {
    expect([faults.right, faults.listed, faults.shared]).toEqual([[], [], []]);
  });
  it('reports those that do not, at any depth', () => {
    expect(faults.other).toEqual(listFaults(at));
    expect(faults.within).toEqual(listFaults(`${at}/items`));
  });
  it('ignores alternatives without a discriminating field, and responses', () => {
    expect([faults.alike, faults.inResponse]).toEqual([[], []]);
  });
});
