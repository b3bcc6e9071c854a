// Responses that the document spells out are given without Prism. They must be those that Prism would give.
import document from '@dli-openapi/spec';
import { describe, expect, it } from 'vitest';
import { loadDocument } from '../src/document/load.ts';
import { readExample } from '../src/response/examples.ts';
import { buildWithPrism } from '../src/response/prism.ts';
import type { Loose } from './support.ts';
import { copyOfDocument } from './support.ts';

/** Every response of a document: as the mock reads it, and as Prism builds it. */
function listResponses(served: object) {
  const loaded = loadDocument(served);
  return loaded.operations.flatMap((operation) =>
    [...operation.responses].flatMap(([status, { examples }]) =>
      (examples.length > 0 ? examples : [undefined]).map((example) => {
        const choice = { status, example, isRequested: true };
        const what = `${operation.operationId} ${status} ${example}`;
        return { what, own: readExample(loaded.reader, operation, choice), build: () => buildWithPrism(loaded, operation, choice) };
      }),
    ),
  );
}

/** A document of one operation, whose one response has these headers. */
function withHeaders(headers: object, operation: object = {}): object {
  const { components, ...rest } = copyOfDocument();
  const content = { 'application/json': { schema: {}, examples: { done: { value: { is_done: true } } } } };
  const get = { operationId: 'get', responses: { 200: { description: 'Done.', headers, content } }, ...operation };
  return { ...rest, components, paths: { '/only': { get } as unknown as Loose } };
}

describe('every example of the document', () => {
  const responses = listResponses(document);

  it('is known without Prism', () => {
    expect(responses.length).toBeGreaterThan(300);
    expect(responses.filter(({ own }) => own === undefined).map(({ what }) => what)).toEqual([]);
  });

  it('is what Prism builds', async () => {
    const built = await Promise.all(responses.map(async ({ what, build }) => [what, omitMediaType(await build())]));

    expect(responses.map(({ what, own }) => [what, own])).toEqual(built);
  });
});

describe('a response is as Prism builds it where', () => {
  it.each<[string, object, object?]>([
    ['a header has an example in its schema', { 'x-a': { schema: { type: 'string', examples: ['one', 'two'] } } }],
    ['a header is a number', { 'x-a': { schema: { type: 'integer', examples: [5] } } }],
    ['a header refers to its schema', { 'x-a': { schema: { $ref: '#/components/headers/RetryAfter/schema' } } }],
    ['the operation is deprecated', {}, { deprecated: true }],
    ['it has no body', {}, { responses: { 204: { description: 'Done.', headers: { 'x-a': { schema: { examples: ['one'] } } } } } }],
  ])('%s', async (_what, headers, operation) => {
    const [response] = listResponses(withHeaders(headers, operation));

    expect(response?.own).toBeDefined();
    expect(response?.own).toEqual(omitMediaType(await response?.build()));
  });
});

describe('a response is left to Prism where', () => {
  it.each([
    ['a header has no example', { schema: { type: 'string' } }],
    ['a header has a default besides', { schema: { type: 'string', default: 'b', examples: ['a'] } }],
    ['a header has an example of its own', { example: 'a', schema: { type: 'string', examples: ['b'] } }],
    ['a header has a list for an example', { schema: { examples: [['a']] } }],
  ])('%s', (_what, header) => {
    expect(listResponses(withHeaders({ 'x-a': header })).map(({ own }) => own)).toEqual([undefined]);
  });
});

/** The mock sets the media type itself. */
function omitMediaType(response: { headers: Readonly<Record<string, string>> } | undefined) {
  const { 'content-type': _, ...headers } = response?.headers ?? {};
  return { ...response, headers };
}
