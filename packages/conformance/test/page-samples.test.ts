import { isDeepStrictEqual } from 'node:util';
import { readDocumented } from '@dli-openapi/authoring/documented/files';
import type { Sample } from '@dli-openapi/authoring/documented/types';
import { listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { expect, it } from 'vitest';
import { findClosestExample } from '../src/alignment/samples.ts';
import { createValidator } from '../src/validator.ts';
import { changeDocument, createSmallFacts, listFaults } from './alignment-fixture.ts';

it('the samples of the sources are valid, except for deviations', () => {
  const document = readDocument();
  const operations = new Map(listOperations(document).map((operation) => [operation.operationId, operation]));
  const validate = createValidator(document);
  const faults = readDocumented().operations.flatMap(({ operationId, pages }) =>
    pages.flatMap(({ source, samples }) =>
      samples.flatMap((sample, index) => {
        const operation = operations.get(operationId);
        if (!operation || sample.value === undefined || sample.of.includes('.')) return [];
        const { schema, differences } = findClosestExample(sample, operation);
        // Where a sample of the operation's page differs, a deviation stands, and the example has its own test.
        if (differences.length > 0 && pages[0].samples.some(({ value }) => isDeepStrictEqual(value, sample.value))) return [];
        return validate(schema ?? {})(sample.value).map(
          (fault) => `${operationId} sample.${sample.of}.${index} of ${source}: ${JSON.stringify(fault)}`,
        );
      }),
    ),
  );
  expect(faults).toEqual([]);
});

const examples = '/paths/~1things~1{thing_id}/put/responses/200/content/application~1json/examples';
const one = { owner: null, plan: '{"step":"one"}' };
const two = { owner: null, plan: '{"step":"two"}' };
const createPlan = (text: string): Sample => ({ of: 'response.plan', value: `{"step":"${text}"}` });
const createSample = (value: unknown): Sample => ({ of: 'response', value });

/** Samples of a page, the examples of the document where they are not the usual ones, and the faults. */
const cases: Record<string, [samples: Sample[], examples: Record<string, unknown> | undefined, ...faults: string[]]> = {
  'an identical example': [[createSample(one)], undefined],
  'no such example': [
    [createSample(one)],
    { other: { value: { owner: { name: 'A' } } } },
    '.0.owner: null, {"name":"A"}',
    '.0.plan: "{\\"step\\":\\"one\\"}", nothing',
  ],
  'no example at all': [[createSample({ owner: null })], {}, '.0.owner: null, nothing', '.0.error_code: nothing, "DLI.0001"'],
  'another text': [[createSample(two)], undefined, '.0.plan: "{\\"step\\":\\"two\\"}", "{\\"step\\":\\"one\\"}"'],
  'another type': [[createSample({ ...one, owner: 'null' })], undefined, '.0.owner: "null", null'],
  'a field more': [[createSample({ ...one, size: 1 })], undefined, '.0.size: 1, nothing'],
  'a field less': [[createSample({ owner: null })], undefined, '.0.plan: nothing, "{\\"step\\":\\"one\\"}"'],
  'a list, item by item': [
    [createSample({ parts: [{ size: 1 }, { size: 3 }, { size: 4 }] })],
    { page: { value: { parts: [{ size: 1 }, { size: 2 }] } } },
    '.0.parts[1].size: 3, 2',
    '.0.parts[2]: {"size":4}, nothing',
  ],
  'a list that contains it, however long': [
    [createSample(two)],
    { other: { value: [{ owner: null }] }, list: { value: [{ owner: { name: 'B' } }, two] } },
    `.0: ${JSON.stringify(two)}, ${JSON.stringify([{ owner: { name: 'B' } }, two])}`,
  ],
  'a request or a response': [[{ of: 'unknown', value: one }], undefined],
  'a value of a field': [[createPlan('one'), createPlan('six')], undefined, '.plan.1: "{\\"step\\":\\"six\\"}", "{\\"step\\":\\"one\\"}"'],
  'repaired JSON': [
    [{ of: 'response', broken: 'missing comma', text: '{,}', value: { owner: null, plan: '' } }],
    undefined,
    '.0: "missing comma", nothing',
    '.0.plan: "", "{\\"step\\":\\"one\\"}"',
  ],
  'a text that is not JSON': [[{ of: 'response', broken: 'not JSON', text: '?' }], undefined, '.0: "not JSON", nothing'],
};

it('a sample is compared with the closest example', () => {
  const found = Object.entries(cases).map(([what, [samples, shown]]) => {
    const documented = createSmallFacts();
    const [page] = documented.operations[0]?.pages ?? [];
    if (page) page.samples = samples;
    const faults = listFaults(changeDocument(shown ? { [examples]: shown } : {}), documented);
    return [what, faults.flatMap((fault) => (fault.startsWith('sample.') ? fault.replace(/^sample\.response(.*) sample:/, '$1:') : []))];
  });
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(Object.entries(cases).map(([what, [, , ...faults]]) => [what, faults])));
});
