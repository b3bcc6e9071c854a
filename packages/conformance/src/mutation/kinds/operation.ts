import type { Node } from '@dli-openapi/openapi';
import { getNode, omitKey, renameKey } from '@dli-openapi/openapi';
import { methodsOf } from '../../document-nodes.ts';
import type { Mutator } from '../mutation.ts';
import { changed } from '../mutation.ts';

export const dropOperation: Mutator = {
  kind: 'drop an operation',
  on: 'pathItem',
  mutate: (item) => methodsOf(item).map((method) => ({ what: method, at: [method], node: omitKey(item, method) })),
};

export const renameOperation: Mutator = {
  kind: 'rename an operation',
  on: 'operation',
  mutate: (operation) => [changed(operation, 'operationId', `${operation.operationId}Renamed`)],
};

export const changeMethod: Mutator = {
  kind: 'change a method',
  on: 'pathItem',
  mutate: (item) =>
    methodsOf(item).flatMap((method) => {
      const other = ['get', 'post', 'put', 'delete'].find((candidate) => !(candidate in item));
      return other === undefined ? [] : [{ what: `${method} → ${other}`, at: [method], node: renameKey(item, method, other) }];
    }),
};

export const changePath: Mutator = {
  kind: 'change a path',
  on: 'document',
  mutate: (document) =>
    Object.keys(getNode(document, 'paths')).map((path) => ({
      what: `${path} → ${path}/more`,
      at: ['paths', path],
      node: { ...document, paths: renameKey(getNode(document, 'paths'), path, `${path}/more`) },
    })),
};

export const swapPaths: Mutator = {
  kind: 'swap two paths',
  on: 'document',
  mutate: (document) => {
    const paths = getNode(document, 'paths');
    const names = Object.keys(paths);
    return names.slice(1).map((path, index) => ({
      what: `${names[index]} ↔ ${path}`,
      at: ['paths', path],
      also: ['paths', String(names[index])],
      node: { ...document, paths: swapped(paths, String(names[index]), path) },
    }));
  },
};

function swapped(paths: Node, one: string, other: string): Node {
  return { ...paths, [one]: paths[other], [other]: paths[one] };
}

export const changePage: Mutator = {
  kind: 'change the page of an operation',
  on: 'operation',
  mutate: (operation) => [
    changed(operation, 'x-dli-doc-id', operation['x-dli-doc-id'] === undefined ? 'dli_02_0000' : undefined),
    ...(operation['x-dli-doc-id'] === undefined ? [] : [changed(operation, 'x-dli-doc-id', 'dli_02_0000')]),
    ...(operation['x-dli-source'] === undefined ? [] : [changed(operation, 'x-dli-source', undefined)]),
  ],
};
