import { listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { expect, it } from 'vitest';
import { createExampleCheck, listSchemaExamples, listShown } from '../src/example-faults.ts';
import { listDocumentExamples, readExampleSources } from '../src/example-sources.ts';

const document = readDocument();
const operations = listOperations(document);
const check = createExampleCheck(document);
const shown = operations.flatMap((operation) =>
  listShown(operation).map((each) => ({ ...each, of: `${operation.operationId} ${each.where}` })),
);

it('each request and each response has an example', () => {
  expect(shown.flatMap(({ of, examples }) => (Object.keys(examples).length === 0 ? [of] : []))).toEqual([]);
});

it('the examples of each operation are those of the hand-written files', () => {
  const sources = readExampleSources();
  for (const operation of operations)
    expect([operation.operationId, listDocumentExamples(operation)]).toEqual([operation.operationId, sources.get(operation.operationId)]);
});

it('each example and the JSON in its strings are valid', () => {
  const faults = shown.flatMap(({ of, schema, examples }) =>
    Object.entries(examples).flatMap(([name, { value }]) => check(value, schema).map((fault) => `${of}/${name}: ${fault}`)),
  );
  expect(faults).toEqual([]);
});

it('each example of a schema is valid', () => {
  const faults = listSchemaExamples(document).flatMap(({ at, schema, examples }) =>
    examples.flatMap((example, index) => check(example, schema).map((fault) => `${at}/examples/${index}: ${fault}`)),
  );
  expect(faults).toEqual([]);
});

it('an invalid example is reported, and so is invalid JSON in its strings', () => {
  const state = { type: 'object', required: ['on'], properties: { on: { type: 'boolean' } } };
  const schema = {
    type: 'array',
    items: { type: 'object', properties: { state: { type: 'string', contentMediaType: 'application/json', contentSchema: state } } },
  };
  expect(check([{ state: '{"on":true}' }], schema)).toEqual([]);
  expect(check([{ state: '{"on":1}' }, { state: '{' }, { state: 1 }], schema)).toEqual([
    expect.stringContaining('/2/state must be string'),
    expect.stringContaining('[0].state{}: /on must be boolean'),
    '[1].state is not JSON',
  ]);
});
