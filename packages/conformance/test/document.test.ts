import type { Document } from '@dli-openapi/openapi';
import { replaceAt } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { describe, expect, it } from 'vitest';
import { documentFaults } from '../src/document-faults.ts';

const document = readDocument();

it('the document says what it is, where its service is, and why a request is open', () => {
  expect(documentFaults(document)).toEqual([]);
});

describe('it is a fault of the document when', () => {
  const body = '/paths/~1jobs/post/requestBody';
  const request = (schema: object): Document => ({
    ...document,
    paths: {
      '/jobs': {
        post: {
          operationId: 'createJob',
          'x-dli-doc-id': 'dli_02_0000',
          requestBody: { content: { 'application/json': { schema } } },
          responses: {},
        },
      },
    },
  });

  it.each([
    ['its version is another', replaceAt(document, ['openapi'], '3.0.3'), '/openapi', 'must be "3.1.0", and is "3.0.3"'],
    ['its dialect is not there', replaceAt(document, ['jsonSchemaDialect'], undefined), '/jsonSchemaDialect', 'and is not there'],
    ['its address is of another form', replaceAt(document, ['servers', 0, 'url'], '/'), '/servers/0/url', 'and is "/"'],
    ['a request is open for no reason', request({ type: 'object' }), body, 'say why in x-dli-open'],
    [
      'a closed request says why it is open',
      request({ type: 'object', unevaluatedProperties: false, 'x-dli-open': 'So.' }),
      body,
      'is not',
    ],
  ])('%s', (_what, changed, at, message) => {
    expect(documentFaults(changed)).toEqual([{ at, message: expect.stringContaining(message) }]);
  });
});
