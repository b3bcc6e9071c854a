import { getNode, omitKey, renameKey } from '@dli-openapi/openapi';
import type { Mutation, Mutator } from '../mutation.ts';
import { changed } from '../mutation.ts';

/** A status that no page has. */
const strange = '418';

export const dropStatus: Mutator = {
  kind: 'drop a status',
  on: 'operation',
  mutate: (operation) => {
    const responses = getNode(operation, 'responses');
    return Object.keys(responses).map((status) => ({
      what: status,
      at: ['responses', status],
      node: { ...operation, responses: omitKey(responses, status) },
    }));
  },
};

export const renameStatus: Mutator = {
  kind: 'rename a status',
  on: 'operation',
  mutate: (operation) => {
    const responses = getNode(operation, 'responses');
    return Object.keys(responses).map((status) => ({
      what: `${status} → ${other(status)}`,
      at: ['responses', status],
      node: { ...operation, responses: renameKey(responses, status, other(status)) },
    }));
  },
};

const other = (status: string): string => (status.startsWith('2') ? String(Number(status) + 2) : strange);

export const addStatus: Mutator = {
  kind: 'add a status',
  on: 'operation',
  mutate: (operation) => {
    const responses = getNode(operation, 'responses');
    const [first] = Object.values(responses);
    return [{ what: strange, at: ['responses'], node: { ...operation, responses: { ...responses, [strange]: first } } }];
  },
};

export const dropContent: Mutator = {
  kind: 'drop the body of a response',
  on: 'response',
  mutate: (response) => (response.content === undefined ? [] : [changed(response, 'content', undefined)]),
};

export const changeHeaders: Mutator = {
  kind: 'drop or rename a header of a response',
  on: 'response',
  mutate: (response) => {
    const headers = getNode(response, 'headers');
    return Object.keys(headers).flatMap((name): Mutation[] => [
      { what: name, at: ['headers', name], node: { ...response, headers: omitKey(headers, name) } },
      {
        what: `${name} → ${name}-Renamed`,
        at: ['headers', name],
        node: { ...response, headers: renameKey(headers, name, `${name}-Renamed`) },
      },
    ]);
  },
};
