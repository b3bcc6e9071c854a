import type { Document } from '@dli-openapi/openapi';
import { replaceAt } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { expect, it } from 'vitest';
import { listDocumentFaults } from '../src/document-faults.ts';

const document = readDocument();

it('the document states its version, its dialect and the form of its addresses, and nothing twice', () => {
  expect(listDocumentFaults(document)).toEqual([]);
});

const withOperation = (operation: object, schema: object): Document => {
  const requestBody = { content: { 'application/json': { schema } } };
  return { ...document, paths: { '/jobs': { post: { operationId: 'createJob', requestBody, responses: {}, ...operation } } } };
};
const closed = { type: 'object', unevaluatedProperties: false };
const variant = (kind: string, required: string[], condition: unknown) => ({
  required,
  properties: { kind: { type: 'string', enum: [kind] }, file: { type: 'string', 'x-dli-only-when': condition } },
});
const variants = (condition: unknown) =>
  withOperation(
    {},
    {
      ...closed,
      required: ['kind'],
      properties: { kind: { type: 'string' } },
      oneOf: [variant('a', ['file'], condition), variant('b', [], condition)],
    },
  );

it.each<[what: string, changed: Document, at: string, messages: string[]]>([
  ['another version', replaceAt(document, ['openapi'], '3.0.3'), '/openapi', ['must be "3.1.0", and is "3.0.3"']],
  ['no dialect', replaceAt(document, ['jsonSchemaDialect'], undefined), '/jsonSchemaDialect', ['and is not there']],
  ['an address of another form', replaceAt(document, ['servers', 0, 'url'], '/'), '/servers/0/url', ['and is "/"']],
  [
    'a page and another source',
    withOperation({ 'x-dli-doc-id': 'dli_02_0001', 'x-dli-source': 'sdk' }, closed),
    '/paths/~1jobs/post',
    ['another source'],
  ],
  [
    'a closed request that says why it is open',
    withOperation({}, { ...closed, 'x-dli-open': 'So.' }),
    '/paths/~1jobs/post/requestBody',
    ['is not'],
  ],
  ['variants whose conditions agree with what they require', variants({ kind: 'a' }), '', []],
  [
    'variants whose conditions do not',
    variants({ kind: 'b' }),
    '/paths/~1jobs/post/requestBody',
    ['needs file when kind is "a"', 'does not need file when kind is "b"'],
  ],
])('%s', (_what, changed, at, messages) => {
  expect(listDocumentFaults(changed)).toEqual(messages.map((message) => ({ at, message: expect.stringContaining(message) })));
});
