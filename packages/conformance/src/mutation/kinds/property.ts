import { getNode, omitKey, renameKey } from '@dli-openapi/openapi';
import type { Mutator } from '../mutation.ts';

export const dropProperty: Mutator = {
  kind: 'drop a property',
  on: 'schema',
  mutate: (schema) =>
    Object.keys(getNode(schema, 'properties')).map((name) => ({
      what: name,
      at: ['properties', name],
      node: { ...schema, properties: omitKey(getNode(schema, 'properties'), name) },
    })),
};

export const renameProperty: Mutator = {
  kind: 'rename a property',
  on: 'schema',
  mutate: (schema) =>
    Object.keys(getNode(schema, 'properties')).map((name) => ({
      what: `${name} → ${name}_renamed`,
      at: ['properties', name],
      node: { ...schema, properties: renameKey(getNode(schema, 'properties'), name, `${name}_renamed`) },
    })),
};

export const addProperty: Mutator = {
  kind: 'add a property',
  on: 'schema',
  mutate: (schema) =>
    schema.properties === undefined
      ? []
      : [
          {
            what: 'added',
            at: ['properties'],
            node: { ...schema, properties: { ...getNode(schema, 'properties'), added: { type: 'string' } } },
          },
        ],
};
