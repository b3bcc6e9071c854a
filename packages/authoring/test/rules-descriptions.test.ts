import { describe, expect, it } from 'vitest';
import { createDocument, createOperation, createRequest, createResponse, createSchema, lint } from './rule-fixture.ts';

const thing = 'openapi.yaml#/components/schemas/Thing';

describe('dli/description-style', () => {
  const describeSchema = (description: string) => createSchema({ description });
  const faults = lint('dli/description-style', {
    right: describeSchema('The job.'),
    colon: describeSchema('One of these:'),
    code: describeSchema('`limit` counts jobs, like this:\n\n```sh\ncurl\n```\n'),
    small: describeSchema('the job.'),
    open: describeSchema('The job'),
    empty: describeSchema(' '),
    html: describeSchema('The <b>job</b>.'),
    htmlAsCode: describeSchema('The `<b>job</b>` of 1 < 2.'),
    link: describeSchema('See [the page](page.html).'),
    address: describeSchema('See [the page](https://example.com/page.html), or <https://example.com>.'),
    info: createDocument({ info: { title: 'Title', version: '1', description: 'no' } }),
    tag: createDocument({ tags: [{ name: 'Jobs', description: 'Jobs' }] }),
    parameter: createOperation({ parameters: [{ name: 'limit', in: 'query', description: 'How many' }] }),
    response: createOperation({ responses: { 200: { description: 'The job' } } }),
    besideReference: createSchema(
      { properties: { a: { $ref: 'schemas/A.yaml' }, b: { description: 'b', $ref: 'schemas/A.yaml' } } },
      { 'schemas/A.yaml': { description: 'A.' } },
    ),
    enumValue: createSchema({ enum: ['a'], 'x-enumDescriptions': { a: 'first' } }),
    reason: createSchema({ 'x-dli-open': 'because' }),
    property: createSchema({ properties: { description: { description: 'What it is for.' } } }),
    value: createSchema({ examples: [{ description: 'no sentence' }], default: { description: 'none' } }),
  });

  it('accepts a sentence, a colon before a list, and a code block', () => {
    expect([faults.right, faults.colon, faults.code]).toEqual([[], [], []]);
  });
  it('reports a small letter at the beginning', () => {
    expect(faults.small).toEqual([expect.stringContaining(`${thing}/description The description does not begin`)]);
  });
  it('reports a missing full stop', () => {
    expect(faults.open).toEqual([expect.stringContaining(`${thing}/description The description does not end`)]);
  });
  it('reports HTML, but not code and addresses', () => {
    expect(faults.html).toEqual([expect.stringContaining(`${thing}/description The description has HTML`)]);
    expect([faults.htmlAsCode, faults.address]).toEqual([[], []]);
  });
  it('reports a link that the docs cannot follow', () => {
    expect(faults.link).toEqual([expect.stringContaining(`${thing}/description The link page.html leads nowhere`)]);
  });
  it('reports an empty description', () => {
    expect(faults.empty).toEqual([expect.stringContaining(`${thing}/description The description is empty`)]);
  });
  it('checks the document itself, tags, parameters and responses', () => {
    expect(faults.info).toEqual([expect.stringContaining('#/info/description ')]);
    expect(faults.tag).toEqual([expect.stringContaining('#/tags/0/description ')]);
    expect(faults.parameter).toEqual([expect.stringContaining('/get/parameters/0/description ')]);
    expect(faults.response).toEqual([expect.stringContaining('/get/responses/200/description ')]);
  });
  it('checks a description beside a reference, even if the target was checked before', () => {
    expect(faults.besideReference).toEqual([expect.stringContaining(`${thing}/properties/b/description `)]);
  });
  it('checks the descriptions of enum values and reasons for being open', () => {
    expect(faults.enumValue).toEqual([expect.stringContaining(`${thing}/x-enumDescriptions/a `)]);
    expect(faults.reason).toEqual([expect.stringContaining(`${thing}/x-dli-open `)]);
  });
  it('ignores properties called description, and data', () => {
    expect(faults.property).toEqual([]);
    expect(faults.value).toEqual([]);
  });
});

describe('dli/schema-described', () => {
  const described = { description: 'It is described.' };
  const faults = lint('dli/schema-described', {
    right: createSchema({ ...described, properties: { a: described, b: { $ref: '#/components/schemas/Thing' } } }),
    conditions: createSchema({ ...described, not: { const: 0 }, if: { properties: { a: { const: 1 } } }, allOf: [{ minimum: 0 }] }),
    nullable: createSchema({ ...described, oneOf: [described, { type: 'null' }] }),
    parameter: createOperation({ parameters: [{ name: 'limit', in: 'query', ...described, schema: { type: 'integer' } }] }),
    named: createSchema({}),
    file: createSchema(
      { ...described, properties: { a: { ...described, $ref: 'schemas/A.yaml' } } },
      { 'schemas/A.yaml': { type: 'string' } },
    ),
    property: createSchema({ ...described, properties: { not: {} } }),
    deep: createSchema({ ...described, allOf: [{ properties: { a: { ...described, properties: { b: {} } } } }] }),
    items: createSchema({ ...described, items: {} }),
    content: createSchema({ ...described, contentSchema: { ...described, additionalProperties: {} } }),
    body: createResponse({}),
  });

  it('accepts descriptions at every depth, and references to what is described', () => {
    expect(faults.right).toEqual([]);
  });
  it('requires none of a condition', () => {
    expect(faults.conditions).toEqual([]);
  });
  it('requires none of null', () => {
    expect(faults.nullable).toEqual([]);
  });
  it('requires none of the schema of a parameter, which has its own', () => {
    expect(faults.parameter).toEqual([]);
  });
  it('reports a named schema, even if the reference to it is described', () => {
    expect(faults.named).toEqual([expect.stringContaining(`${thing} This schema has no description`)]);
    expect(faults.file).toEqual([expect.stringContaining('schemas/A.yaml#/ This schema has no description')]);
  });
  it('reports a property, whatever its name', () => {
    expect(faults.property).toEqual([expect.stringContaining(`${thing}/properties/not \`properties/not\` has no description`)]);
  });
  it('reports a property within an allOf', () => {
    expect(faults.deep).toEqual([expect.stringContaining(`${thing}/allOf/0/properties/a/properties/b `)]);
  });
  it('reports items, and the values of JSON in a string', () => {
    expect(faults.items).toEqual([expect.stringContaining(`${thing}/items `)]);
    expect(faults.content).toEqual([expect.stringContaining(`${thing}/contentSchema/additionalProperties `)]);
  });
  it('reports the body of a response', () => {
    expect(faults.body).toEqual([expect.stringContaining('/content/application~1json/schema ')]);
  });
});

describe('dli/header-described', () => {
  const faults = lint('dli/header-described', {
    right: createOperation({ responses: { 200: { headers: { 'X-A': { description: 'It is described.' } } } } }),
    missing: createOperation({ responses: { 200: { headers: { 'X-A': { schema: {} } } } } }),
  });

  it('accepts a header with a description', () => {
    expect(faults.right).toEqual([]);
  });
  it('reports a header without one', () => {
    expect(faults.missing).toEqual([expect.stringContaining('/get/responses/200/headers/X-A The header has no description')]);
  });
});

describe('dli/enum-described', () => {
  const faults = lint('dli/enum-described', {
    right: createSchema({ enum: ['a', 1, true], 'x-enumDescriptions': { a: 'A.', 1: 'One.', true: 'Yes.' } }),
    both: createSchema({ enum: ['true', true], 'x-enumDescriptions': { true: 'Yes.' } }),
    none: createSchema({ enum: ['a'] }),
    missing: createSchema({ enum: ['a', 2], 'x-enumDescriptions': { a: 'A.' } }),
    surplus: createSchema({ enum: ['a'], 'x-enumDescriptions': { a: 'A.', b: 'B.' } }),
    byPosition: createSchema({ enum: [1, 2], 'x-enumDescriptions': { 1: 'One.', 2: 'Two.' } }),
    atPosition: createSchema({ enum: [0, 1], 'x-enumDescriptions': { 0: 'None.', 1: 'One.' } }),
    inRequest: createRequest({ properties: { order: { enum: ['asc'] } } }),
  });

  it('accepts one description for each value', () => {
    expect(faults.right).toEqual([]);
  });
  it('compares values as they are written', () => {
    expect(faults.both).toEqual([]);
  });
  it('reports values that are not described', () => {
    expect(faults.none).toEqual([expect.stringContaining(`${thing}/enum The value \`a\` is not described`)]);
    expect(faults.missing).toEqual([expect.stringContaining(`${thing}/enum The value \`2\` is not described`)]);
  });
  it('reports descriptions of other values', () => {
    expect(faults.surplus).toEqual([expect.stringContaining(`${thing}/x-enumDescriptions/b \`b\` is not a value`)]);
  });
  it('reports a description where a program that counts positions finds that of another value', () => {
    expect(faults.byPosition).toEqual([
      expect.stringContaining(
        `${thing}/x-enumDescriptions Programs that read x-enumDescriptions by position give \`2\` the text of \`1\`.`,
      ),
    ]);
    expect(faults.atPosition).toEqual([]);
  });
  it('checks requests', () => {
    expect(faults.inRequest).toEqual([expect.stringContaining('/schema/properties/order/enum ')]);
  });
});
