import type { Document, Node } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { describe, expect, it } from 'vitest';
import { writeMethods } from '../src/client/methods.ts';
import { writeOperations } from '../src/client/operations.ts';
import { writeRegions } from '../src/client/regions.ts';
import { writeSchema } from '../src/client/schema.ts';

const ok = { description: 'Done.', content: { 'application/json': { schema: { $ref: '#/components/schemas/Done' } } } };
const operation = {
  operationId: 'doIt',
  summary: 'Do it',
  description: 'Does it.',
  tags: [],
  'x-dli-doc-id': 'd1',
  responses: { 200: ok },
};
const id = { name: 'id', in: 'path', required: true, description: 'An ID.', schema: { type: 'string' } };

function createDocument(change: Node, schemas: Record<string, Node> = {}): Document {
  const paths = { '/v1.0/{project_id}/things/{id}': { post: { ...operation, parameters: [id], ...change } } };
  return { openapi: '3.1.0', info: { title: 'A', version: '1' }, paths, components: { schemas: { Done: { type: 'object' }, ...schemas } } };
}

function createBody(schema: Node): Node {
  return { requestBody: { required: true, content: { 'application/json': { schema } } } };
}

const createObject = (properties: Node, required: string[] = []): Node => ({ type: 'object', properties, required });
const text = { type: 'string', description: 'A text.' };

describe('the generator refuses, in one line', () => {
  it.each([
    ['a cookie parameter', { parameters: [{ ...id, in: 'cookie' }] }, 'doIt: "id" is in the cookie'],
    [
      'an operationId with a dash',
      { operationId: 'do-it' },
      'POST /v1.0/{project_id}/things/{id}: the operationId "do-it" is not an identifier',
    ],
    ['no operationId', { operationId: undefined }, 'the operationId "undefined" is not an identifier'],
    ['an operationId that is a keyword', { operationId: 'delete' }, 'the operationId "delete" is taken'],
    ["an operationId that is the client's", { operationId: 'raw' }, 'the operationId "raw" is taken'],
    ['no success', { responses: { 400: ok } }, 'doIt: no 2xx response'],
    [
      'a success that is not JSON',
      { responses: { 200: { description: 'Done.', content: { 'text/csv': { schema: text } } } } },
      'doIt: the body of 200 is not JSON',
    ],
  ])('%s', (_what, change, message) => {
    const document = createDocument(change);
    const generate = () => [writeOperations(document), writeMethods(document)];
    expect(generate).toThrow(message);
    expect(generate).not.toThrow('\n');
  });

  it('an operationId used twice', () => {
    const document = createDocument({});
    document.paths['/v1.0/other'] = { get: operation };
    expect(() => writeOperations(document)).toThrow('GET /v1.0/other: the operationId "doIt" is used twice.');
  });

  it('servers without a region', () => {
    expect(() => writeRegions({ ...createDocument({}), servers: [{ url: 'https://127.0.0.1' }] })).toThrow('servers: ');
  });
});

describe('the generator writes', () => {
  const readType = (name: string, change: Node, schemas: Record<string, Node> = {}) =>
    new RegExp(`export (?:type|interface) ${name} (.*)`).exec(writeMethods(createDocument(change, schemas)))?.[1];
  const formatSuccess = (status: number) => `operations['doIt']['responses'][${status}]['content']['application/json']`;
  const empty = { description: 'Done.' };

  it.each<[string, Node, string, number[] | undefined]>([
    ['200', { 200: ok }, `extends Extended<${formatSuccess(200)}> {}`, undefined],
    ['201 or 202', { 201: ok, 202: ok }, `= ${formatSuccess(201)} | ${formatSuccess(202)};`, undefined],
    ['204 without a body', { 204: empty, 404: ok }, '= undefined;', [204]],
    ['200 with a body or 202 without', { 200: ok, 202: empty }, `= ${formatSuccess(200)} | undefined;`, [202]],
  ])('as success what the document says: %s', (_statuses, responses, output, emptyStatuses) => {
    expect(readType('DoItOutput', { responses })).toBe(output);
    const statuses = /"emptyStatuses": (\[[^\]]*\])/.exec(writeOperations(createDocument({ responses })))?.[1];
    expect(statuses && JSON.parse(statuses)).toEqual(emptyStatuses);
  });

  it('a DELETE with a body', () => {
    const document = createDocument({});
    document.paths = {
      '/v1.0/{project_id}/things/{id}': { delete: { ...operation, parameters: [id], ...createBody(createObject({ a: text })) } },
    };
    const data = writeOperations(document).replace(/\s+/g, ' ');
    expect(data).toContain('"method": "delete"');
    expect(data).toContain('"fields": { "id": "path", "a": "body" }, "hasBody": true');
  });

  it('inputs and outputs as interfaces, which compilers print by name, and variants as named unions', () => {
    const size = { name: 'max-size', in: 'query', description: 'A size.', schema: { type: 'integer', maximum: 9, default: 5 } };
    const readFields = (change: Node) => /export interface DoItInput \{\n([^}]*)\}/.exec(writeMethods(createDocument(change)))?.[1];
    const body = "operations['doIt']['requestBody']['content']['application/json']";
    expect(
      readFields({ ...createBody(createObject({ a: text })), parameters: [id, size] })
        ?.split('\n')
        .map((line) => line.trim()),
    ).toEqual([
      ...['/**', '* An ID.', '*/', "id: operations['doIt']['parameters']['path']['id'];", ''],
      ...['/**', '* A size.', '*', '* Range: at most 9.', '* @default 5', '*/'],
      ...["'max-size'?: NonNullable<operations['doIt']['parameters']['query']>['max-size'];", ''],
      ...['/**', '* A text.', '*/', `a?: ${body}['a'];`, ''],
    ]);
    const variants = { ...createObject({ kind: text }), oneOf: [createObject({ a: text }), createObject({ b: text })] };
    expect(readType('DoItInput', createBody(variants))).toMatch(/^= DoItInputFields & NonNullable</);
    const list = { ...ok, content: { 'application/json': { schema: { type: 'array', items: text } } } };
    expect(readType('DoItOutput', { responses: { 200: list } })).toBe(`extends Extended<${formatSuccess(200)}> {}`);
  });

  it('first the variant that compilers name last', async () => {
    const variants = { oneOf: [createObject({ usual: text }, ['usual']), createObject({ old: text }, ['old'])] };
    const schema = await writeSchema(createDocument(createBody(variants)));
    expect(schema.indexOf('old: string')).toBeLessThan(schema.indexOf('usual: string'));
  });

  it('the errors of methods once', () => {
    expect(writeMethods(readDocument()).match(/DliConnectionError/g)).toHaveLength(1);
  });

  it('one field where the body repeats a parameter', () => {
    const document = createDocument(createBody(createObject({ id: { ...text, 'x-dli-same-as': 'path.id' }, own: text })));
    const module = writeOperations(document).replace(/\s+/g, ' ');
    expect(module).toContain('"fields": { "id": "path", "own": "body" }');
    expect(module).toContain('"repeatedInBody": [ "id" ]');
  });

  it('the fields of every variant of a body', () => {
    const variants = {
      ...createObject({ kind: text }),
      required: ['kind'],
      oneOf: [{ ...createObject({ a: text }), required: ['a'] }, createObject({ b: text })],
    };
    const document = createDocument(createBody(variants));
    expect(writeOperations(document).replace(/\s+/g, ' ')).toContain('{ "id": "path", "kind": "body", "a": "body", "b": "body" }');
    expect(writeMethods(document)).toContain('@param input Required: `id`, `kind`.');
  });

  it('the fields of a body that is put together from parts', () => {
    const body = createBody({ allOf: [{ $ref: '#/components/schemas/Base' }], properties: { own: text }, required: ['shared'] });
    const document = createDocument(body, { Base: createObject({ shared: text }) });
    expect(writeOperations(document)).toContain('"own": "body",\n    "shared": "body"');
    expect(writeMethods(document)).toContain('Required: `id`, `shared`.');
  });

  it('an optional input when nothing in it is required', () => {
    const document = createDocument({ parameters: [{ ...id, in: 'query', required: false }] });
    expect(writeMethods(document)).toContain('doIt(input?: DoItInput, options?: RequestOptions): DliPromise<DoItOutput>;');
  });

  it('the same text each time', async () => {
    const document = createDocument(createBody(createObject({ a: text })));
    expect(await writeSchema(document)).toBe(await writeSchema(structuredClone(document)));
  });

  it('a method of a deprecated operation as deprecated', () => {
    expect(writeMethods(createDocument({ deprecated: true }))).toContain('@deprecated');
    expect(writeMethods(createDocument({}))).not.toContain('@deprecated');
  });

  it('comments that no text of the document can end', () => {
    expect(writeMethods(createDocument({ description: 'Ends */ here.' }))).toContain('Ends *\\/ here.');
  });
});

describe('hovering over a field shows', () => {
  const State = {
    type: 'string',
    description: 'A state.',
    enum: ['on'],
    'x-enumDescriptions': { on: 'It runs.' },
    default: 'on',
    examples: ['on'],
  };

  it('what the target of its reference says', async () => {
    const schema = await writeSchema(createDocument({}, { State, Thing: createObject({ state: { $ref: '#/components/schemas/State' } }) }));
    expect(readDocs(schema, 'state')).toEqual(['@description A state.', '- `on`: It runs.', '@default on', '@example on']);
  });

  it("its own description before that of its reference's target", async () => {
    const own = { $ref: '#/components/schemas/State', description: 'The state to bring about.' };
    const schema = await writeSchema(createDocument({}, { State, Thing: createObject({ state: own }) }));
    expect(readDocs(schema, 'state')).toEqual(['@description The state to bring about.', '- `on`: It runs.', '@default on', '@example on']);
  });

  it('limits and unit', async () => {
    const size = { type: 'integer', description: 'A size.', minimum: 1, maximum: 9, 'x-dli-unit': 'MB' };
    const schema = await writeSchema(createDocument({}, { Thing: createObject({ size, name: { ...text, minLength: 1 } }) }));
    expect(readDocs(schema, 'size')).toEqual(['@description A size.', 'Range: 1 to 9. Unit: MB.']);
    expect(readDocs(schema, 'name')).toEqual(['@description A text.', 'Characters: at least 1.']);
  });

  it('what the document says of a parameter', async () => {
    const state = { name: 'state', in: 'query', description: 'Only in this state.', schema: { $ref: '#/components/schemas/State' } };
    const schema = await writeSchema(createDocument({ parameters: [id, state] }, { State }));
    expect(readDocs(schema, 'state')).toEqual(['@description Only in this state.', '- `on`: It runs.', '@default on', '@example on']);
  });

  it('a description, even if the field is called like a keyword', async () => {
    const thing = createObject({ parameters: { ...createObject({ examples: text }), description: 'Some.' } });
    const schema = await writeSchema(createDocument({}, { Thing: thing }));
    expect(readDocs(schema, 'examples')).toEqual(['@description A text.']);
  });

  it('something for every field of every schema of the document', async () => {
    const generated = await writeSchema(readDocument());
    const schemas = generated.slice(
      generated.indexOf('    schemas: {'),
      generated.indexOf('    responses: {', generated.indexOf('    schemas: {')),
    );
    const lines = schemas.split('\n').slice(1);
    const bare = lines.filter((line, index) => /^ {8,}["\w]+\??: /.test(line) && !lines[index - 1]?.endsWith('*/'));
    expect(bare).toEqual([]);
  });
});

// The lines of the doc comment of a field, without the marks of a comment.
function readDocs(schema: string, field: string): string[] {
  const lines = schema.split('\n').map((line) => line.trim());
  const end = lines.findIndex((line) => new RegExp(`^${field}\\??: `).test(line));
  const start = lines.slice(0, end).findLastIndex((line) => line.startsWith('/**'));
  return lines
    .slice(start, end)
    .map((line) => line.replace(/^(\/\*\*|\*\/|\*)\s*/, '').replace(/\s*\*\/$/, ''))
    .filter((line) => line !== '');
}
