// What each change means for programs that send such a value, and for programs that receive it.
import type { Document, Node } from '@dli-openapi/openapi';
import { omitKey, renameKey, replaceAt } from '@dli-openapi/openapi';
import { expect, it } from 'vitest';
import type { ChangeKind } from '../src/change.ts';
import { findGravest } from '../src/change.ts';
import { compareDocuments } from '../src/compare-documents.ts';

const text = { type: 'string' };
const number = { type: 'integer' };
const createJson = (schema: object) => ({ content: { 'application/json': { schema, examples: { one: { value: 1 } } } } });

const createDocument = (sent: object, received: object): Document => ({
  openapi: '3.1.0',
  jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
  servers: [{ url: 'https://{region}.test', variables: { region: { default: 'a', enum: ['a', 'b'] } } }],
  security: [{ token: [] }],
  paths: {
    '/jobs': {
      post: {
        operationId: 'createJob',
        'x-dli-doc-id': 'dli_02_0001',
        parameters: [{ name: 'limit', in: 'query', schema: number }],
        requestBody: { required: true, ...createJson(sent) },
        responses: { 200: { description: 'Done.', headers: { 'X-Id': { schema: text } }, ...createJson(received) } },
      },
    },
    '/jobs/{id}': {
      get: { operationId: 'showJob', 'x-dli-doc-id': 'dli_02_0002', responses: { 200: { description: 'Shown.', ...createJson(text) } } },
    },
  },
  components: {
    securitySchemes: { token: { type: 'apiKey', in: 'header', name: 'X-Token' } },
    schemas: { Text: text, Number: number, Unused: text },
  },
});

type Row = [what: string, before: object, after: object, sent: ChangeKind, received: ChangeKind];

const createObject = (some: object, more: object = {}) => ({ type: 'object', properties: some, ...more });
const limits: [word: string, wider: number, narrower: number][] = [
  ...(['minLength', 'minItems', 'minProperties', 'minimum', 'exclusiveMinimum'] as const).map((word): [string, number, number] => [
    word,
    4,
    6,
  ]),
  ...(['maxLength', 'maxItems', 'maxProperties', 'maximum', 'exclusiveMaximum'] as const).map((word): [string, number, number] => [
    word,
    6,
    4,
  ]),
];
const createReference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const carried = { type: 'string', contentMediaType: 'application/json' };

const schemaRows: Row[] = [
  ['a property is gone', createObject({ a: text, b: text }), createObject({ a: text }), 'breaking', 'breaking'],
  ['a property has another name', createObject({ a: text }), createObject({ b: text }), 'breaking', 'breaking'],
  ['a property is added', createObject({ a: text }), createObject({ a: text, b: text }), 'additive', 'additive'],
  ['a property becomes required', createObject({ a: text }), createObject({ a: text }, { required: ['a'] }), 'breaking', 'additive'],
  ['a property becomes optional', createObject({ a: text }, { required: ['a'] }), createObject({ a: text }), 'additive', 'breaking'],
  ['another type', number, text, 'breaking', 'breaking'],
  ['no type any more', number, {}, 'additive', 'breaking'],
  ['one type of several is gone', { type: ['string', 'integer'] }, text, 'breaking', 'additive'],
  ['one type more', text, { type: ['string', 'integer'] }, 'additive', 'breaking'],
  ['null may be', number, { type: ['integer', 'null'] }, 'additive', 'breaking'],
  ['null may not be any more', { type: ['integer', 'null'] }, number, 'breaking', 'additive'],
  ['a value of an enum is gone', { ...text, enum: ['a', 'b'] }, { ...text, enum: ['a'] }, 'breaking', 'breaking'],
  ['a value of an enum has another name', { ...text, enum: ['a'] }, { ...text, enum: ['b'] }, 'breaking', 'breaking'],
  ['a value of an enum is added', { ...text, enum: ['a'] }, { ...text, enum: ['a', 'b'] }, 'additive', 'breaking'],
  ['no enum any more', { ...text, enum: ['a'] }, text, 'additive', 'breaking'],
  ...limits.flatMap(([word, wider, narrower]): Row[] => [
    [`a wider ${word}`, { [word]: 5 }, { [word]: wider }, 'additive', 'breaking'],
    [`a narrower ${word}`, { [word]: 5 }, { [word]: narrower }, 'breaking', 'additive'],
    [`no ${word} any more`, { [word]: 5 }, {}, 'additive', 'breaking'],
  ]),
  ['another pattern', { ...text, pattern: '^a' }, { ...text, pattern: '^b' }, 'breaking', 'breaking'],
  ['no pattern any more', { ...text, pattern: '^a' }, text, 'additive', 'breaking'],
  ['another value is refused', { ...number, not: { const: 0 } }, { ...number, not: { const: 7 } }, 'breaking', 'breaking'],
  ['no value is refused any more', { ...number, not: { const: 0 } }, number, 'additive', 'breaking'],
  ['another default', { ...number, default: 1 }, { ...number, default: 2 }, 'breaking', 'editorial'],
  ['no default any more', { ...number, default: 1 }, number, 'breaking', 'editorial'],
  ['a default', number, { ...number, default: 1 }, 'additive', 'editorial'],
  ['another formula of the default', { 'x-dli-default-formula': 'a' }, { 'x-dli-default-formula': 'b' }, 'breaking', 'editorial'],
  ['another format', { ...number, format: 'int64' }, { ...number, format: 'date' }, 'breaking', 'breaking'],
  ['another unit', { ...number, 'x-dli-unit': 'ms' }, { ...number, 'x-dli-unit': 's' }, 'breaking', 'breaking'],
  ['a unit', number, { ...number, 'x-dli-unit': 's' }, 'additive', 'additive'],
  ['a string carries something else', carried, { ...carried, contentMediaType: 'text/plain' }, 'breaking', 'breaking'],
  ['what a string carries is another', { ...carried, contentSchema: number }, { ...carried, contentSchema: text }, 'breaking', 'breaking'],
  ['what a string carries is not described any more', { ...carried, contentSchema: number }, carried, 'additive', 'breaking'],
  ['another condition', { 'x-dli-only-when': { a: 1 } }, { 'x-dli-only-when': { a: 2 } }, 'breaking', 'breaking'],
  ['no condition any more', { 'x-dli-only-when': { a: 1 } }, {}, 'additive', 'additive'],
  ['a body repeats another parameter', { 'x-dli-same-as': 'path.a' }, { 'x-dli-same-as': 'path.b' }, 'breaking', 'breaking'],
  ['an object is closed', createObject({ a: text }), createObject({ a: text }, { unevaluatedProperties: false }), 'breaking', 'additive'],
  ['an object is opened', createObject({ a: text }, { unevaluatedProperties: false }), createObject({ a: text }), 'additive', 'additive'],
  ['another reason to be open', { 'x-dli-open': 'Why.' }, {}, 'editorial', 'editorial'],
  ['a reference to another schema', createReference('Text'), createReference('Number'), 'breaking', 'breaking'],
  ['a part is gone', { allOf: [text, { minLength: 1 }] }, { allOf: [text] }, 'additive', 'breaking'],
  ['an alternative is gone', { oneOf: [text, number] }, { oneOf: [text] }, 'breaking', 'additive'],
  ['items are not described any more', { type: 'array', items: text }, { type: 'array' }, 'additive', 'breaking'],
  ['another description', { description: 'One.' }, { description: 'Two.' }, 'editorial', 'editorial'],
];

function compare(before: Document, after: Document): ChangeKind | undefined {
  return findGravest(compareDocuments(before, after));
}

it('a change of a schema has its documented kind, in requests and in responses', () => {
  const found = schemaRows.map(([what, before, after]) => [
    what,
    compare(createDocument(before, text), createDocument(after, text)),
    compare(createDocument(text, before), createDocument(text, after)),
  ]);
  expect(found).toEqual(schemaRows.map(([what, , , sent, received]) => [what, sent, received]));
});

const whole = createDocument(text, text);
const post = ['paths', '/jobs', 'post'];
const operation = whole.paths['/jobs']?.post as Node;
const set = (keys: readonly (string | number)[], value: unknown) => replaceAt(whole, keys, value);
const change = (key: string, value: unknown) => set([...post, key], value);
const parameter = { name: 'limit', in: 'query', schema: number };
const [success] = Object.values(operation.responses as Node) as [Node];

const rows: [what: string, after: Document, kind: ChangeKind][] = [
  ['an operation is gone', set(['paths', '/jobs'], {}), 'breaking'],
  ['an operation is added', set(['paths', '/more'], { get: { operationId: 'more', responses: {} } }), 'additive'],
  ['an operation has another name', change('operationId', 'makeJob'), 'breaking'],
  ['another method', set(['paths', '/jobs'], { put: operation }), 'breaking'],
  ['another path', set(['paths'], renameKey(whole.paths, '/jobs', '/tasks')), 'breaking'],
  ['another page', change('x-dli-doc-id', 'dli_02_0003'), 'editorial'],
  ['a parameter is gone', change('parameters', []), 'breaking'],
  ['a parameter is added', change('parameters', [parameter, { name: 'more', in: 'query', schema: text }]), 'additive'],
  ['a parameter has another name', change('parameters', [{ ...parameter, name: 'size' }]), 'breaking'],
  ['a parameter goes elsewhere', change('parameters', [{ ...parameter, in: 'header' }]), 'breaking'],
  ['a parameter becomes required', change('parameters', [{ ...parameter, required: true }]), 'breaking'],
  ['no body any more', change('requestBody', undefined), 'breaking'],
  ['a body becomes optional', set([...post, 'requestBody', 'required'], false), 'additive'],
  ['another media type', change('requestBody', { required: true, content: { 'text/plain': { schema: text } } }), 'breaking'],
  ['no schema of the body any more', set([...post, 'requestBody', 'content', 'application/json', 'schema'], undefined), 'breaking'],
  ['a status is gone', change('responses', {}), 'breaking'],
  ['another status', change('responses', { 202: success }), 'breaking'],
  ['a status is added', change('responses', { 200: success, 418: success }), 'additive'],
  ['no body of a response any more', change('responses', { 200: omitKey(success, 'content') }), 'breaking'],
  ['a header is gone', change('responses', { 200: omitKey(success, 'headers') }), 'breaking'],
  ['an example of a request is gone', set([...post, 'requestBody', 'content', 'application/json', 'examples'], {}), 'editorial'],
  ['an example of a response is gone', set([...post, 'responses', '200', 'content', 'application/json', 'examples'], {}), 'breaking'],
  ['another example', set([...post, 'requestBody', 'content', 'application/json', 'examples', 'one', 'value'], 2), 'editorial'],
  ['others may call', set(['security'], [{ token: [] }, {}]), 'additive'],
  ['anyone may call an operation', change('security', []), 'additive'],
  ['another header to authenticate', set(['components', 'securitySchemes', 'token', 'name'], 'X-Other'), 'breaking'],
  ['a region is gone', set(['servers', 0, 'variables', 'region', 'enum'], ['a']), 'breaking'],
  ['a region is added', set(['servers', 0, 'variables', 'region', 'enum'], ['a', 'b', 'c']), 'additive'],
  ['another address', set(['servers', 0, 'url'], 'http://{region}.test'), 'breaking'],
  ['another version of OpenAPI', set(['openapi'], '3.0.3'), 'breaking'],
  ['another dialect', set(['jsonSchemaDialect'], undefined), 'breaking'],
  ['a schema that nothing refers to', set(['components', 'schemas', 'Unused'], number), 'editorial'],
];

it('a change of anything else has its documented kind', () => {
  expect(rows.map(([what, after]) => [what, compare(whole, JSON.parse(JSON.stringify(after)))])).toEqual(
    rows.map(([what, , kind]) => [what, kind]),
  );
});
