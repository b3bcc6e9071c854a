import type { Documented, DocumentedOperation, Page } from '@dli-openapi/authoring/documented/types';
import type { Document, Node } from '@dli-openapi/openapi';
import { describe, expect, it } from 'vitest';
import { align, checkAlignment } from '../src/alignment/check-alignment.ts';
import { smallDocument, smallFacts } from './alignment-fixture.ts';

type Fault = [rule: string, pointer: string, page: unknown, document: unknown];

type Change = (document: Document) => unknown;

/** The object at a place of the document. */
function at(node: Node, ...keys: (string | number)[]): Node {
  return keys.reduce<unknown>((parent, key) => (parent as Node)[key], node) as Node;
}

/** The list at a place of the document. */
const list = (node: Node, ...keys: (string | number)[]): unknown[] => at(node, ...keys) as unknown as unknown[];

const operation = (document: Document): Node => at(document, 'paths', '/things/{thing_id}', 'put');
const schema = (document: Document, name: string): Node => at(document, 'components', 'schemas', name);
const properties = (document: Document, name: string): Node => at(schema(document, name), 'properties');
const property = (document: Document, name: string, child: string): Node => at(properties(document, name), child);
const limit = (document: Document): Node => at(operation(document), 'parameters', 1, 'schema');

/** Gives one of the keys another name. */
function rename(node: Node, from: string, to: string): void {
  node[to] = node[from];
  delete node[from];
}

function faultsOf(document: Document, documented: Documented = smallFacts()): Fault[] {
  return checkAlignment(document, documented, []).map(({ rule, pointer, page, document: said }) => [rule, pointer, page, said]);
}

const changes: [what: string, change: Change, ...faults: Fault[]][] = [
  ['a parameter is gone', (d) => list(operation(d), 'parameters').pop(), ['presence', 'query.limit', 'present', undefined]],
  [
    'a parameter is not documented',
    (d) => list(operation(d), 'parameters').push({ name: 'extra', in: 'query', schema: { type: 'string' } }),
    ['presence', 'query.extra', undefined, 'present'],
    ['type', 'query.extra', undefined, 'string'],
  ],
  [
    'a parameter moves',
    (d) => Object.assign(at(d, 'components', 'parameters', 'ThingId'), { in: 'query' }),
    ['presence', 'path.thing_id', 'present', undefined],
    ['presence', 'query.thing_id', undefined, 'present'],
    ['required', 'query.thing_id', undefined, true],
    ['type', 'query.thing_id', undefined, 'long'],
  ],
  [
    'a parameter becomes optional',
    (d) => delete at(d, 'components', 'parameters', 'ThingId').required,
    ['required', 'path.thing_id', true, undefined],
  ],
  [
    'a property is renamed',
    (d) => rename(properties(d, 'Part'), 'size', 'weight'),
    ['presence', 'response.parts[].size', 'present', undefined],
    ['presence', 'response.parts[].weight', undefined, 'present'],
    ['type', 'response.parts[].weight', undefined, 'number'],
  ],
  [
    'a property behind a reference is gone',
    (d) => delete properties(d, 'Owner').name,
    ['presence', 'response.owner.name', 'present', undefined],
  ],
  [
    'a property becomes required',
    (d) => list(schema(d, 'ThingInput'), 'required').push('state'),
    ['required', 'body.state', undefined, true],
  ],
  ['a property becomes optional', (d) => list(schema(d, 'ThingInput'), 'required').pop(), ['required', 'body.name', true, undefined]],
  ['the body becomes optional', (d) => delete at(operation(d), 'requestBody').required, ['required', 'body', true, undefined]],
  [
    'a type changes',
    (d) => Object.assign(property(d, 'Part', 'size'), { type: 'string' }),
    ['type', 'response.parts[].size', 'number', 'string'],
  ],
  ['64 bits become 32', (d) => delete property(d, 'Thing', 'changed').format, ['type', 'response.changed', 'long', 'integer']],
  [
    'an array holds something else',
    (d) => Object.assign(property(d, 'Thing', 'parts'), { items: { type: 'string' } }),
    ['type', 'response.parts', 'array<object>', 'array<string>'],
    ['presence', 'response.parts[].size', 'present', undefined],
  ],
  [
    'null is let through',
    (d) => Object.assign(property(d, 'Part', 'size'), { type: ['number', 'null'] }),
    ['nullable', 'response.parts[].size', undefined, true],
  ],
  [
    'null is not let through though a sample shows it',
    (d) => Object.assign(properties(d, 'Thing'), { owner: { $ref: '#/components/schemas/Owner' } }),
    ['nullable', 'response.owner', true, undefined],
  ],
  [
    'an enum value is gone',
    (d) => Object.assign(property(d, 'ThingInput', 'state'), { enum: ['on'] }),
    ['enum', 'body.state', ['off', 'on'], ['on']],
  ],
  [
    'an enum value is added',
    (d) => Object.assign(property(d, 'ThingInput', 'state'), { enum: ['on', 'off', 'idle'] }),
    ['enum', 'body.state', ['off', 'on'], ['on', 'off', 'idle']],
  ],
  ['a default changes', (d) => Object.assign(limit(d), { default: 20 }), ['default', 'query.limit', 10, 20]],
  [
    'a default is not documented',
    (d) => Object.assign(property(d, 'ThingInput', 'name'), { default: 'x' }),
    ['default', 'body.name', undefined, 'x'],
  ],
  ['a least length changes', (d) => Object.assign(property(d, 'ThingInput', 'name'), { minLength: 2 }), ['minLength', 'body.name', 1, 2]],
  [
    'a greatest length changes',
    (d) => Object.assign(property(d, 'ThingInput', 'name'), { maxLength: 58 }),
    ['maxLength', 'body.name', 57, 58],
  ],
  ['a least value is gone', (d) => delete limit(d).minimum, ['minimum', 'query.limit', 1, undefined]],
  ['a greatest value changes', (d) => Object.assign(limit(d), { maximum: 99 }), ['maximum', 'query.limit', 100, 99]],
  [
    'a pattern is not documented',
    (d) => Object.assign(property(d, 'ThingInput', 'name'), { pattern: '^a' }),
    ['pattern', 'body.name', undefined, '^a'],
  ],
  ['a unit changes', (d) => Object.assign(property(d, 'Thing', 'changed'), { 'x-dli-unit': 's' }), ['unit', 'response.changed', 'ms', 's']],
  [
    'a rule in prose is not kept',
    (d) => delete property(d, 'ThingInput', 'retries').not,
    ['rule', 'body.retries', '-1 or > 0', undefined],
    ['minimum', 'body.retries', undefined, -1],
  ],
  [
    'a string is not said to carry JSON',
    (d) => delete property(d, 'Thing', 'plan').contentMediaType,
    ['json', 'response.plan', true, undefined],
  ],
  [
    'the JSON in a string loses what the sample shows',
    (d) => Object.assign(property(d, 'Thing', 'plan'), { contentSchema: { type: 'object' } }),
    ['presence', 'response.plan{}.step', 'present', undefined],
  ],
  ['a request takes any name', (d) => delete schema(d, 'ThingInput').unevaluatedProperties, ['openness', 'body', 'closed', 'open']],
  [
    'an answer takes no new name',
    (d) => Object.assign(schema(d, 'Owner'), { additionalProperties: false }),
    ['openness', 'response.owner', 'open', 'closed'],
  ],
  [
    'a condition is not documented',
    (d) => Object.assign(property(d, 'Thing', 'changed'), { 'x-dli-only-when': { limit: 1 } }),
    ['onlyWhen', 'response.changed', undefined, { limit: 1 }],
  ],
  [
    'a documented status is gone',
    (d) => delete at(operation(d), 'responses')[400],
    ['status', 'status.400', 'present', undefined],
    ['errorCode', 'errorCode.DLI.0001', 'present', undefined],
  ],
  [
    'a status is not documented',
    (d) => Object.assign(at(operation(d), 'responses'), { 404: at(operation(d), 'responses', '400') }),
    ['status', 'status.404', undefined, 'present'],
  ],
  [
    'an error has no body',
    (d) => delete at(operation(d), 'responses', '400').content,
    ['errorCode', 'errorCode.DLI.0001', 'present', undefined],
    ['body', 'status.400', 'error', undefined],
  ],
  [
    'an error has another field',
    (d) => rename(properties(d, 'Error'), 'error_code', 'code'),
    ['presence', 'error.error_code', 'present', undefined],
    ['presence', 'error.code', undefined, 'present'],
    ['type', 'error.code', undefined, 'string'],
  ],
  [
    'a header is not documented',
    (d) => Object.assign(at(operation(d), 'responses', '200'), { headers: { 'X-New': { schema: { type: 'string' } } } }),
    ['header', 'headers.X-New', undefined, ['200']],
    ['type', 'headers.X-New', undefined, 'string'],
  ],
  [
    'the method changes',
    (d) => Object.assign(d.paths, { '/things/{thing_id}': { post: operation(d) } }),
    ['operation', 'method', 'put', 'post'],
  ],
  [
    'the path changes',
    (d) => Object.assign(d, { paths: { '/thing/{thing_id}': at(d, 'paths', '/things/{thing_id}') } }),
    ['operation', 'path', '/things/{thing_id}', '/thing/{thing_id}'],
  ],
  ["the page's id changes", (d) => Object.assign(operation(d), { 'x-dli-doc-id': 'page_2' }), ['operation', 'docId', 'page_1', 'page_2']],
  [
    'a region is gone',
    (d) => Object.assign(at(d, 'servers', 0, 'variables', 'region'), { enum: ['there'] }),
    ['regions', 'servers.region.default', 'one of the regions', 'here'],
    ['regions', 'servers.example.com', ['here'], ['there']],
  ],
  [
    'another header proves who is asking',
    (d) => Object.assign(at(d, 'components', 'securitySchemes', 'token'), { name: 'X-Token' }),
    ['credentials', 'security', ['X-Auth-Token'], ['X-Token']],
  ],
];

describe('a document that says what the page says', () => {
  it('has no violations', () => {
    expect(faultsOf(smallDocument())).toEqual([]);
  });

  it('may say more than one page of a place that several operations share, if another page says it', () => {
    const document = smallDocument();
    Object.assign(document.paths, { '/other/{thing_id}': { put: { ...operation(document), operationId: 'updateOther' } } });
    const documented = smallFacts();
    const [first] = documented.operations as [DocumentedOperation];
    const silent = structuredClone(first);
    for (const row of silent.pages[0].rows) delete row.maxLength;
    documented.operations.push({ ...silent, operationId: 'updateOther', path: '/other/{thing_id}' });
    expect(faultsOf(document, documented)).toEqual([]);
  });
});

describe('a fault is found when', () => {
  it.each(changes)('%s', (_what, change, ...faults) => {
    const document = smallDocument();
    change(document);
    expect(faultsOf(document).sort()).toEqual(faults.sort());
  });

  it('a documented operation is missing', () => {
    expect(faultsOf({ ...smallDocument(), paths: {} })).toContainEqual(['operation', 'operation', 'put /things/{thing_id}', undefined]);
  });

  it('an operation has no documented facts', () => {
    const documented = { ...smallFacts(), operations: [] };
    expect(faultsOf(smallDocument(), documented)).toEqual([['operation', 'operation', undefined, 'put /things/{thing_id}']]);
  });

  it('a sample of the page is not JSON', () => {
    const documented = smallFacts();
    const [page] = (documented.operations[0] as DocumentedOperation).pages as [Page];
    page.samples.push({ of: 'response', broken: 'missing comma', text: '{' });
    expect(faultsOf(smallDocument(), documented)).toEqual([['sample', 'sample.response.1', 'missing comma', undefined]]);
  });
});

it('says where in the document a fault is', () => {
  const document = smallDocument();
  Object.assign(property(document, 'Owner', 'name'), { maxLength: 3 });
  expect(checkAlignment(document, smallFacts(), [])).toMatchObject([{ at: '/components/schemas/Owner/properties/name/maxLength' }]);
});

it('counts the rows that agree, that deviate, and the fields beyond the page', () => {
  const document = smallDocument();
  Object.assign(limit(document), { maximum: 50 });
  Object.assign(properties(document, 'Thing'), { colour: { type: 'string' } });
  const about = { operations: ['updateThing'], reason: 'r', evidence: ['e'], line: 1 };
  const { summaries } = align(document, smallFacts(), [
    { ...about, id: 'a', pointers: ['query.limit'], rule: 'maximum', page: 100, document: 50 },
    { ...about, id: 'b', pointers: ['response.colour'], rule: 'presence', document: 'present' },
  ]);
  expect(summaries).toEqual([{ operation: 'updateThing', rows: 11, agreeing: 10, deviating: 1, beyond: 1, violations: 0 }]);
});
