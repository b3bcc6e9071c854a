import { formatValue, getList, replaceAt } from '@dli-openapi/openapi';
import type { Mutation, Mutator } from '../mutation.ts';

export const dropEnumValue: Mutator = {
  kind: 'drop a value of an enum',
  on: 'schema',
  mutate: (schema) =>
    getList(schema, 'enum').map((value, index) => ({
      what: formatValue(value),
      at: ['enum', index],
      node: { ...schema, enum: getList(schema, 'enum').toSpliced(index, 1) },
    })),
};

export const renameEnumValue: Mutator = {
  kind: 'rename a value of an enum',
  on: 'schema',
  mutate: (schema) =>
    getList(schema, 'enum').map((value, index): Mutation => {
      const other = typeof value === 'number' ? value + 100 : `${value}_renamed`;
      return {
        what: `${formatValue(value)} → ${formatValue(other)}`,
        at: ['enum', index],
        node: replaceAt(schema, ['enum', index], other),
      };
    }),
};

export const addEnumValue: Mutator = {
  kind: 'add a value to an enum',
  on: 'schema',
  mutate: (schema) => {
    const values = getList(schema, 'enum');
    if (values.length === 0) return [];
    return [{ what: '"added"', at: ['enum'], node: { ...schema, enum: [...values, typeof values[0] === 'number' ? 987 : 'added'] } }];
  },
};

export const dropEnum: Mutator = {
  kind: 'drop an enum',
  on: 'schema',
  mutate: (schema) =>
    ['enum', 'const']
      .filter((word) => word in schema)
      .map((word) => {
        const { [word]: _gone, ...rest } = schema;
        return { what: word, at: [word], node: rest };
      }),
};
