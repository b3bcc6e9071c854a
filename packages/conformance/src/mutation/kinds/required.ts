import { getList, getNode } from '@dli-openapi/openapi';
import type { Mutator } from '../mutation.ts';

export const flipRequired: Mutator = {
  kind: 'flip required of a property',
  on: 'schema',
  mutate: (schema) => {
    const required = getList(schema, 'required') as string[];
    const names = new Set([...required, ...Object.keys(getNode(schema, 'properties'))]);
    return [...names].map((name) => {
      const index = required.indexOf(name);
      return index < 0
        ? { what: `${name} becomes required`, at: ['properties', name], node: { ...schema, required: [...required, name] } }
        : { what: `${name} becomes optional`, at: ['required', index], node: { ...schema, required: required.toSpliced(index, 1) } };
    });
  },
};
