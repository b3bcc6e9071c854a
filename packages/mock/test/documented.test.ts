// Answers that the document spells out are given without Prism. They must be those that Prism would give.
import document from '@dli-openapi/spec';
import { describe, expect, it } from 'vitest';
import { loadDocument } from '../src/document/load.ts';
import { SchemaReader } from '../src/generated/openapi/index.ts';
import { readDocumentedAnswer } from '../src/response/examples.ts';
import { createPrism } from '../src/response/prism.ts';
import type { Loose } from './support.ts';
import { copyOfDocument } from './support.ts';

function answersOf(served: object) {
  const loaded = loadDocument(served);
  const reader = new SchemaReader(loaded.document);
  const prism = createPrism(JSON.stringify(served), loaded.schemas);
  return loaded.operations.flatMap((operation) =>
    [...operation.responses].flatMap(([status, { examples }]) =>
      (examples.length > 0 ? examples : [undefined]).map((example) => {
        const choice = { status, example, asked: true };
        const what = `${operation.operationId} ${status} ${example}`;
        return { what, own: readDocumentedAnswer(reader, operation, choice), built: () => prism.answer(operation, choice) };
      }),
    ),
  );
}

/** A document of one operation, whose one answer has these headers. */
function withHeaders(headers: object, operation: object = {}): object {
  const { components, ...rest } = copyOfDocument();
  const content = { 'application/json': { schema: {}, examples: { done: { value: { is_done: true } } } } };
  const get = { operationId: 'get', responses: { 200: { description: 'Done.', headers, content } }, ...operation };
  return { ...rest, components, paths: { '/only': { get } as unknown as Loose } };
}

describe('every example of the document', () => {
  const answers = answersOf(document);

  it('is known without Prism', () => {
    expect(answers.length).toBeGreaterThan(300);
    expect(answers.filter(({ own }) => own === undefined).map(({ what }) => what)).toEqual([]);
  });

  it('is answered as Prism answers it', async () => {
    const built = await Promise.all(answers.map(async ({ what, built }) => [what, withoutMediaType(await built())]));

    expect(answers.map(({ what, own }) => [what, own])).toEqual(built);
  });
});

describe('an answer is as Prism builds it where', () => {
  it.each<[string, object, object?]>([
    ['a header has an example in its schema', { 'x-a': { schema: { type: 'string', examples: ['one', 'two'] } } }],
    ['a header is a number', { 'x-a': { schema: { type: 'integer', examples: [5] } } }],
    ['a header refers to its schema', { 'x-a': { schema: { $ref: '#/components/headers/RetryAfter/schema' } } }],
    ['the operation is deprecated', {}, { deprecated: true }],
    ['it has no body', {}, { responses: { 204: { description: 'Done.', headers: { 'x-a': { schema: { examples: ['one'] } } } } } }],
  ])('%s', async (_what, headers, operation) => {
    const [answer] = answersOf(withHeaders(headers, operation));

    expect(answer?.own).toBeDefined();
    expect(answer?.own).toEqual(withoutMediaType(await answer?.built()));
  });
});

describe('an answer is left to Prism where', () => {
  it.each([
    ['a header has no example', { schema: { type: 'string' } }],
    ['a header has a default besides', { schema: { type: 'string', default: 'b', examples: ['a'] } }],
    ['a header has an example of its own', { example: 'a', schema: { type: 'string', examples: ['b'] } }],
    ['a header has a list for an example', { schema: { examples: [['a']] } }],
  ])('%s', (_what, header) => {
    expect(answersOf(withHeaders({ 'x-a': header })).map(({ own }) => own)).toEqual([undefined]);
  });
});

/** The mock sets the media type itself. */
function withoutMediaType(answer: { headers: Readonly<Record<string, string>> } | undefined) {
  const { 'content-type': _, ...headers } = answer?.headers ?? {};
  return { ...answer, headers };
}
