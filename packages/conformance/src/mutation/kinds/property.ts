import { nodeAt, renamed, without } from '@dli-openapi/openapi/node';
import type { Mutator } from '../mutation.ts';

export const dropProperty: Mutator = {
  kind: 'drop a property',
  on: 'schema',
  mutate: (schema) =>
    Object.keys(nodeAt(schema, 'properties')).map((name) => ({
      what: name,
      at: ['properties', name],
      node: { ...schema, properties: without(nodeAt(schema, 'properties'), name) },
    })),
};

export const renameProperty: Mutator = {
  kind: 'rename a property',
  on: 'schema',
  mutate: (schema) =>
    Object.keys(nodeAt(schema, 'properties')).map((name) => ({
      what: `${name} → ${name}_renamed`,
      at: ['properties', name],
      node: { ...schema, properties: renamed(nodeAt(schema, 'properties'), name, `${name}_renamed`) },
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
            node: { ...schema, properties: { ...nodeAt(schema, 'properties'), added: { type: 'string' } } },
          },
        ],
};
