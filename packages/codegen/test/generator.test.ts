import type { Document, Node } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { describe, expect, it } from 'vitest';
import { methodsModule } from '../src/client/methods.ts';
import { operationsModule } from '../src/client/operations.ts';
import { regionsModule } from '../src/client/regions.ts';
import { schemaModule } from '../src/client/schema.ts';

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

function documentWith(change: Node, schemas: Record<string, Node> = {}): Document {
  const paths = { '/v1.0/{project_id}/things/{id}': { post: { ...operation, parameters: [id], ...change } } };
  return { openapi: '3.1.0', info: { title: 'A', version: '1' }, paths, components: { schemas: { Done: { type: 'object' }, ...schemas } } };
}

function bodyOf(schema: Node): Node {
  return { requestBody: { required: true, content: { 'application/json': { schema } } } };
}

const object = (properties: Node): Node => ({ type: 'object', properties });
const text = { type: 'string', description: 'A text.' };

describe('the generator refuses, in one line', () => {
  it.each([
    [
      'a field of path and body',
      bodyOf(object({ id: text })),
      'doIt: "id" is in the path and in the body; the flat input cannot hold both. Rename one, or give',
    ],
    ['a field of path and a part of the body', bodyOf({ allOf: [object({ id: text })] }), 'doIt: "id" is in the path and in the body'],
    ['a field of path and query', { parameters: [id, { ...id, in: 'query' }] }, 'doIt: "id" is in the path and in the query'],
    [
      'a project_id in the body',
      { ...bodyOf(object({ project_id: text })), parameters: [{ ...id, name: 'project_id' }] },
      'doIt: "project_id" is in',
    ],
    ['a header parameter', { parameters: [{ ...id, in: 'header' }] }, 'doIt: "id" is in the header'],
    ['a body that is a string', bodyOf(text), "doIt: the request's body is not an object"],
    ['a body that is an array', bodyOf({ type: 'array', items: text }), "doIt: the request's body is not an object"],
    [
      'an operationId with a dash',
      { operationId: 'do-it' },
      'POST /v1.0/{project_id}/things/{id}: the operationId "do-it" is not an identifier',
    ],
    ['no operationId', { operationId: undefined }, 'the operationId "undefined" is not an identifier'],
    ['an operationId that is a keyword', { operationId: 'delete' }, 'the operationId "delete" is taken'],
    ["an operationId that is the client's", { operationId: 'raw' }, 'the operationId "raw" is taken'],
    ['an answer without a body', { responses: { 204: { description: 'Done.' } } }, 'doIt: a method needs exactly one 2xx response'],
    ['two kinds of success', { responses: { 200: ok, 201: ok } }, 'doIt: a method needs exactly one 2xx response'],
  ])('%s', (_what, change, message) => {
    const document = documentWith(change);
    const generate = () => [operationsModule(document), methodsModule(document)];
    expect(generate).toThrow(message);
    expect(generate).not.toThrow('\n');
  });

  it('an operationId used twice', () => {
    const document = documentWith({});
    document.paths['/v1.0/other'] = { get: operation };
    expect(() => operationsModule(document)).toThrow('GET /v1.0/other: the operationId "doIt" is used twice.');
  });

  it('servers without a region', () => {
    expect(() => regionsModule({ ...documentWith({}), servers: [{ url: 'https://127.0.0.1' }] })).toThrow('servers: ');
  });
});

describe('the generator writes', () => {
  it('one field where the body repeats a parameter', () => {
    const document = documentWith(bodyOf(object({ id: { ...text, 'x-dli-same-as': 'path.id' }, own: text })));
    const module = operationsModule(document).replace(/\s+/g, ' ');
    expect(module).toContain('"fields": { "id": "path", "own": "body" }');
    expect(module).toContain('"repeatedInBody": [ "id" ]');
  });

  it('the fields of every variant of a body', () => {
    const variants = {
      ...object({ kind: text }),
      required: ['kind'],
      oneOf: [{ ...object({ a: text }), required: ['a'] }, object({ b: text })],
    };
    const document = documentWith(bodyOf(variants));
    expect(operationsModule(document).replace(/\s+/g, ' ')).toContain('{ "id": "path", "kind": "body", "a": "body", "b": "body" }');
    expect(methodsModule(document)).toContain('@param input Needed: `id`, `kind`.');
  });

  it('the fields of a body that is put together from parts', () => {
    const body = bodyOf({ allOf: [{ $ref: '#/components/schemas/Base' }], properties: { own: text }, required: ['shared'] });
    const document = documentWith(body, { Base: object({ shared: text }) });
    expect(operationsModule(document)).toContain('"own": "body",\n    "shared": "body"');
    expect(methodsModule(document)).toContain('Needed: `id`, `shared`.');
  });

  it('an input that may be left out when nothing in it is required', () => {
    const document = documentWith({ parameters: [{ ...id, in: 'query', required: false }] });
    expect(methodsModule(document)).toContain('doIt(input?: DoItInput, options?: CallOptions): PendingCall<DoItOutput>;');
  });

  it('the same text each time', async () => {
    const document = documentWith(bodyOf(object({ a: text })));
    expect(await schemaModule(document)).toBe(await schemaModule(structuredClone(document)));
  });

  it('no end of a comment in the middle of one', () => {
    expect(methodsModule(documentWith({ description: 'Ends */ here.' }))).toContain('Ends *\\/ here.');
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

  it('what is said behind its reference', async () => {
    const schema = await schemaModule(documentWith({}, { State, Thing: object({ state: { $ref: '#/components/schemas/State' } }) }));
    expect(docsOf(schema, 'state')).toEqual(['@description A state.', '- `on`: It runs.', '@default on', '@example on']);
  });

  it('its own description before that behind its reference', async () => {
    const own = { $ref: '#/components/schemas/State', description: 'The state to bring about.' };
    const schema = await schemaModule(documentWith({}, { State, Thing: object({ state: own }) }));
    expect(docsOf(schema, 'state')).toEqual(['@description The state to bring about.', '- `on`: It runs.', '@default on', '@example on']);
  });

  it('limits and unit', async () => {
    const size = { type: 'integer', description: 'A size.', minimum: 1, maximum: 9, 'x-dli-unit': 'MB' };
    const schema = await schemaModule(documentWith({}, { Thing: object({ size, name: { ...text, minLength: 1 } }) }));
    expect(docsOf(schema, 'size')).toEqual(['@description A size.', 'Range: 1 to 9. Unit: MB.']);
    expect(docsOf(schema, 'name')).toEqual(['@description A text.', 'Characters: at least 1.']);
  });

  it('what is known of a parameter', async () => {
    const state = { name: 'state', in: 'query', description: 'Only in this state.', schema: { $ref: '#/components/schemas/State' } };
    const schema = await schemaModule(documentWith({ parameters: [id, state] }, { State }));
    expect(docsOf(schema, 'state')).toEqual(['@description Only in this state.', '- `on`: It runs.', '@default on', '@example on']);
  });

  it('a description, whatever the fields are called', async () => {
    const thing = object({ parameters: { ...object({ examples: text }), description: 'Some.' } });
    const schema = await schemaModule(documentWith({}, { Thing: thing }));
    expect(docsOf(schema, 'examples')).toEqual(['@description A text.']);
  });

  it('something for every field of every schema of the document', async () => {
    const generated = await schemaModule(readDocument());
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
function docsOf(schema: string, field: string): string[] {
  const lines = schema.split('\n').map((line) => line.trim());
  const end = lines.findIndex((line) => new RegExp(`^${field}\\??: `).test(line));
  const start = lines.slice(0, end).findLastIndex((line) => line.startsWith('/**'));
  return lines
    .slice(start, end)
    .map((line) => line.replace(/^(\/\*\*|\*\/|\*)\s*/, '').replace(/\s*\*\/$/, ''))
    .filter((line) => line !== '');
}
