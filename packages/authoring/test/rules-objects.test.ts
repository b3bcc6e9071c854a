import { describe, expect, it } from 'vitest';
import { answer, lint, operation, request } from './rule-fixture.ts';

describe('dli/closed-requests', () => {
  const closed = { unevaluatedProperties: false };
  const open = { type: 'object', properties: { b: { type: 'string' } } };
  const reason = { 'x-dli-open': 'The pages do not say more.' };
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
    justified: request({ type: 'object', ...reason }),
    recursive: request(
      { $ref: 'schemas/A.yaml' },
      { 'schemas/A.yaml': { type: 'object', properties: { a: { $ref: 'A.yaml' } }, ...closed } },
    ),
    circle: request({ $ref: 'schemas/A.yaml' }, { 'schemas/A.yaml': { allOf: [{ $ref: 'A.yaml' }], ...closed } }),
    untyped: request({ properties: { b: { type: 'string' } } }),
    reasonOfMap: request({ type: 'object', additionalProperties: { type: 'string' }, ...reason }),
    reasonOfClosed: request({ ...open, ...closed, ...reason }),
    reasonOfText: request({ type: 'string', ...reason }),
    reasonInResponse: answer({ ...open, ...reason }),
    reasonOfBoth: operation(
      {
        requestBody: { content: { 'application/json': { schema: { $ref: 'A.yaml' } } } },
        responses: { 200: { content: { 'application/json': { schema: { $ref: 'A.yaml' } } } } },
      },
      { 'A.yaml': { ...open, ...reason } },
    ),
    reasonBesideReference: request({ ...closed, properties: { a: { $ref: 'A.yaml', ...reason } } }, { 'A.yaml': { ...open, ...closed } }),
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
  it('reports a schema that is a part of itself', () => {
    expect(faults.circle).toEqual(['schemas/A.yaml#/ This schema is a part of itself. Break the circle of $ref, allOf, oneOf and anyOf.']);
  });
  it('accepts a reason of a schema that responses have as well', () => {
    expect(faults.reasonOfBoth).toEqual([]);
  });
  it('reports a reason that is not needed: of a map, of what is closed or no object, and of a response', () => {
    const told = 'x-dli-open This needs no reason';
    for (const name of ['reasonOfMap', 'reasonOfClosed', 'reasonOfText'] as const)
      expect([name, faults[name]]).toEqual([name, [expect.stringContaining(`${at}/${told}`)]]);
    expect(faults.reasonInResponse).toEqual([expect.stringContaining(`/get/responses/200/content/application~1json/schema/${told}`)]);
    expect(faults.reasonBesideReference).toEqual([expect.stringContaining(`${at}/properties/a/${told}`)]);
  });
  it('asks nothing of answers', () => {
    expect(faults.inAnswer).toEqual([]);
  });
  it('reports the body itself', () => {
    expect(faults.root).toEqual([expect.stringContaining(`${at} This object of a request takes fields`)]);
  });
  it('reports what has properties and no type', () => {
    expect(faults.untyped).toEqual([expect.stringContaining(`${at} This object of a request takes`)]);
  });
  it('reports a schema file where it stands', () => {
    expect(faults.file).toEqual([expect.stringContaining('schemas/A.yaml#/ This object of a request takes')]);
  });
  it('reports a property within a closed object', () => {
    expect(faults.property).toEqual([expect.stringContaining(`${at}/properties/a This object of a request takes`)]);
  });
  it('reports an object that may be null', () => {
    expect(faults.nullable).toEqual([expect.stringContaining(`${at}/properties/a `)]);
  });
  it('reports items and the values of a map', () => {
    expect(faults.items).toEqual([expect.stringContaining(`${at}/properties/a/items This object of a request`)]);
    expect(faults.value).toEqual([expect.stringContaining(`${at}/additionalProperties This object of a request`)]);
  });
  it('reports the one branch that is open', () => {
    expect(faults.branch).toEqual([expect.stringContaining(`${at}/oneOf/1 `)]);
  });
  it('reports JSON that is carried in a string', () => {
    expect(faults.content).toEqual([expect.stringContaining(`${at}/properties/a/contentSchema This object of a request`)]);
  });
  it('reports a parameter', () => {
    expect(faults.parameter).toEqual([expect.stringContaining('/get/parameters/0/schema ')]);
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
    expect(faults.root).toEqual([expect.stringContaining(`${at}/unevaluatedProperties A response may carry new fields`)]);
  });
  it('reports one that is referred to, at whatever depth', () => {
    expect(faults.member).toEqual([expect.stringContaining('schemas/A.yaml#/additionalProperties A response')]);
  });
  it('reports a closed branch', () => {
    expect(faults.branch).toEqual([expect.stringContaining(`${at}/oneOf/1/additionalProperties A response`)]);
  });
  it('looks at shared answers', () => {
    expect(faults.error).toEqual([expect.stringContaining('E.yaml#/content/a/schema/additionalProperties A response')]);
  });
});

describe('dli/only-when', () => {
  const one = (kind: string, required: string[]) => ({ required, properties: { kind: { type: 'string', enum: [kind] } } });
  const job = (condition: unknown, ...oneOf: object[]) => ({
    type: 'object',
    required: ['kind'],
    properties: { kind: { type: 'string' }, file: { type: 'string', 'x-dli-only-when': condition } },
    oneOf,
  });
  const alternatives = [one('a', ['kind', 'file']), one('b', [])];
  const faults = lint('dli/only-when', {
    right: request(job({ kind: 'a' }, ...alternatives)),
    listed: request(job({ kind: ['a', 'b'] }, one('a', []), one('b', []))),
    other: request(job({ kind: 'b' }, ...alternatives)),
    within: request({ type: 'array', items: job({ kind: 'b' }, ...alternatives) }),
    alike: request(job({ kind: 'b' }, one('a', ['file']), one('a', []))),
    inResponse: answer(job({ kind: 'b' }, ...alternatives)),
  });
  const at = 'openapi.yaml#/paths/~1things/get/requestBody/content/application~1json/schema';
  const told = (place: string) => [
    `${place} One alternative alone needs \`file\`. Add \`x-dli-only-when: { kind: "a" }\` to it.`,
    `${place} \`file\` has \`x-dli-only-when: { kind: "b" }\`, and that alternative does not need it. Require it there, or correct the condition.`,
  ];

  it('accepts conditions that agree with what the alternatives need', () => {
    expect([faults.right, faults.listed]).toEqual([[], []]);
  });
  it('reports those that do not, at any depth', () => {
    expect(faults.other).toEqual(told(at));
    expect(faults.within).toEqual(told(`${at}/items`));
  });
  it('asks nothing where no field tells the alternatives apart, and nothing of responses', () => {
    expect([faults.alike, faults.inResponse]).toEqual([[], []]);
  });
});
