import type { Content, Node, Schema } from '@dli-openapi/scripts/document';
import { operationsOf, readDocument } from '@dli-openapi/scripts/document';
import { describe, expect, it } from 'vitest';
import { schemaRows } from '../src/schema-rows.ts';
import { SchemaViews } from '../src/schema-view.ts';
import { validatorOf } from '../src/validator.ts';

const document = readDocument();
const validate = validatorOf(document);

describe.each(operationsOf(document))('$operationId', (operation) => {
  const contents: [where: string, content: Content][] = [
    ...(operation.requestBody ? [['request', operation.requestBody] as [string, Content]] : []),
    ...Object.entries(operation.responses).flatMap(([status, { content }]) => (content ? [[status, content] as [string, Content]] : [])),
  ];

  it.each(contents)('has examples for %s', (_where, { examples }) => {
    expect(Object.keys(examples)).not.toHaveLength(0);
  });

  const examples = contents.flatMap(([where, { schema, examples }]) =>
    Object.entries(examples).map(([name, { value }]) => ({ where, name, value, schema })),
  );

  it.each(examples)('example $where/$name is valid', ({ value, schema }) => {
    expect(validate(schema)(value)).toEqual([]);
  });

  it.each(examples)('JSON in strings of example $where/$name is valid', ({ value, schema }) => {
    expect(embeddedFaults(value, schema)).toEqual([]);
  });
});

describe('the examples of schemas', () => {
  const schemas = Object.entries(document.components.schemas ?? {}) as [string, Schema][];

  it.each(schemas)('%s', (_name, schema) => {
    for (const example of schema.examples as unknown[]) expect(validate(schema)(example)).toEqual([]);
  });
});

/** The faults of JSON that strings of a value carry, by the schemas that describe what they carry. */
function embeddedFaults(value: unknown, schema: Schema): string[] {
  const rows = schemaRows(new SchemaViews(document).of(schema, ''));
  const carrying = rows.filter(({ keywords }) => keywords.get('contentMediaType')?.value === 'application/json');
  return carrying.flatMap(({ pointer, at }) =>
    valuesAt(value, pointer.split(/\.|(?=\[\])/)).flatMap((text) => {
      if (typeof text !== 'string') return [];
      const content = (nodeAt(at).contentSchema ?? {}) as Schema;
      try {
        return validate(content)(JSON.parse(text)).map((fault) => `${pointer}: ${fault}`);
      } catch (error) {
        return [`${pointer}: ${error}`];
      }
    }),
  );
}

function valuesAt(value: unknown, keys: string[]): unknown[] {
  const [key, ...rest] = keys;
  if (key === undefined) return [value];
  if (value === null || typeof value !== 'object') return [];
  if (key === '[]') return (value as unknown[]).flatMap((item) => valuesAt(item, rest));
  return valuesAt((value as Node)[key], rest);
}

function nodeAt(place: string): Node {
  const keys = place
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return keys.reduce<Node>((node, key) => node[key] as Node, document);
}
