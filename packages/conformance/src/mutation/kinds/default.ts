import type { Node } from '@dli-openapi/openapi';
import type { Mutator } from '../mutation.ts';
import { changed } from '../mutation.ts';

export const changeDefault: Mutator = {
  kind: 'change a default',
  on: 'schema',
  mutate: (schema) => ('default' in schema ? [changed(schema, 'default', other(schema.default))] : []),
};

export const dropDefault: Mutator = {
  kind: 'drop a default',
  on: 'schema',
  mutate: (schema) => ['default', 'x-dli-default-formula'].filter((word) => word in schema).map((word) => changed(schema, word, undefined)),
};

export const addDefault: Mutator = {
  kind: 'add a default',
  on: 'schema',
  mutate: (schema) => ('default' in schema || !isScalar(schema) ? [] : [changed(schema, 'default', valueFor(schema))]),
};

export const changeFormula: Mutator = {
  kind: 'change the formula of a default',
  on: 'schema',
  mutate: (schema) => ('x-dli-default-formula' in schema ? [changed(schema, 'x-dli-default-formula', 'a+b')] : []),
};

function other(value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  return typeof value === 'number' ? value + 1 : `${value}_changed`;
}

const typeOf = ({ type }: Node): unknown => [type].flat()[0];

const isScalar = (schema: Node): boolean => ['string', 'integer', 'number', 'boolean'].includes(String(typeOf(schema)));

function valueFor(schema: Node): unknown {
  if (typeOf(schema) === 'boolean') return true;
  return typeOf(schema) === 'string' ? 'added' : 4;
}
