import type { Node } from '@dli-openapi/openapi';
import { getList } from '@dli-openapi/openapi';
import type { Mutation, Mutator } from '../mutation.ts';
import { changed } from '../mutation.ts';

export const dropParameter: Mutator = { kind: 'drop a parameter', on: 'operation', mutate: drops };

export const dropSharedParameter: Mutator = { kind: 'drop a parameter', on: 'pathItem', mutate: drops };

function drops(holder: Node): Mutation[] {
  const parameters = getList(holder, 'parameters') as Node[];
  return parameters.map(({ name, $ref }, index) => ({
    what: String(name ?? $ref),
    at: ['parameters', index],
    node: { ...holder, parameters: parameters.toSpliced(index, 1) },
  }));
}

export const addParameter: Mutator = {
  kind: 'add a parameter',
  on: 'operation',
  mutate: (operation) => {
    const parameters = getList(operation, 'parameters');
    const added = { name: 'added', in: 'query', schema: { type: 'string' } };
    return [{ what: 'added', at: ['parameters'], node: { ...operation, parameters: [...parameters, added] } }];
  },
};

export const renameParameter: Mutator = {
  kind: 'rename a parameter',
  on: 'parameter',
  mutate: (parameter) => [changed(parameter, 'name', `${parameter.name}_renamed`)],
};

export const moveParameter: Mutator = {
  kind: 'move a parameter',
  on: 'parameter',
  mutate: (parameter) =>
    ['path', 'query', 'header'].filter((place) => place !== parameter.in).map((place) => changed(parameter, 'in', place)),
};

export const requireParameter: Mutator = {
  kind: 'flip required of a parameter',
  on: 'parameter',
  mutate: (parameter) => [changed(parameter, 'required', parameter.required === true ? undefined : true)],
};
