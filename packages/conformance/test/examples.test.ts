import { listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { describe, expect, it } from 'vitest';
import { ExampleFaults, schemaExamples, shownBy } from '../src/example-faults.ts';
import { examplesInDocument, readExampleSources } from '../src/example-sources.ts';
import { validatorOf } from '../src/validator.ts';

const document = readDocument();
const faults = new ExampleFaults(document, validatorOf(document));
const sources = readExampleSources();

describe.each(listOperations(document))('$operationId', (operation) => {
  const shown = shownBy(operation);

  it.each(shown)('has examples for $where', ({ examples }) => {
    expect(Object.keys(examples)).not.toHaveLength(0);
  });

  it('has the examples that its file refers to, as they are written', () => {
    expect(examplesInDocument(operation)).toEqual(sources.get(operation.operationId));
  });

  const examples = shown.flatMap(({ where, schema, examples: named }) =>
    Object.entries(named).map(([name, { value }]) => ({ where, name, value, schema })),
  );

  it.each(examples)('example $where/$name is valid', ({ value, schema }) => {
    expect(faults.of(value, schema)).toEqual([]);
  });

  it.each(examples)('JSON in strings of example $where/$name is valid', ({ value, schema }) => {
    expect(faults.ofJson(value, schema)).toEqual([]);
  });
});

describe('the examples of schemas are valid', () => {
  it.each(schemaExamples(document))('$at', ({ schema, examples }) => {
    expect(examples.flatMap((example) => [...faults.of(example, schema), ...faults.ofJson(example, schema)])).toEqual([]);
  });

  it.each(Object.entries(document.components.schemas ?? {}))('%s has some', (_name, { examples }) => {
    expect(examples).toEqual(expect.arrayContaining([expect.anything()]));
  });
});
