import type { Key, Node } from '@dli-openapi/openapi';
import { getList, getNode, isNode, omitKey, renameKey, replaceAt } from '@dli-openapi/openapi';
import type { Mutation, Mutator } from '../mutation.ts';
import { changed } from '../mutation.ts';

export const changeServer: Mutator = {
  kind: 'change the address of the server',
  on: 'server',
  mutate: (server) => [changed(server, 'url', `${server.url}/v1`), changed(server, 'url', String(server.url).replace('https', 'http'))],
};

export const changeRegions: Mutator = {
  kind: 'change a region or a domain',
  on: 'server',
  mutate: (server) =>
    Object.entries(getNode(server, 'variables')).flatMap(([name, variable]) =>
      ofVariable(variable as Node).map(({ what, at, node }) => ({
        what: `${name}: ${what}`,
        at: ['variables', name, ...at],
        node: replaceAt(server, ['variables', name], node),
      })),
    ),
};

function ofVariable(variable: Node): Mutation[] {
  const values = getList(variable, 'enum');
  const listed = values.flatMap((value, index): Mutation[] => {
    const at: Key[] = ['enum', index];
    return [
      { what: `${value} dropped`, at, node: { ...variable, enum: values.toSpliced(index, 1) } },
      { what: `${value} → ${value}-wrong`, at, node: replaceAt(variable, at, `${value}-wrong`) },
    ];
  });
  const other = values.find((value) => value !== variable.default);
  return [
    ...listed,
    { what: 'a value added', at: ['enum'], node: { ...variable, enum: [...values, 'xx-wrong-1'] } },
    changed(variable, 'default', 'xx-wrong-1'),
    changed(variable, 'default', other),
    ...Object.entries(variable)
      .filter(([word, value]) => word.startsWith('x-') && isNode(value))
      .flatMap(([word]) => ofMap(variable, word)),
  ];
}

function ofMap(variable: Node, word: string): Mutation[] {
  const map = getNode(variable, word);
  return Object.keys(map).flatMap((key) => [
    { what: `${word} ${key} dropped`, at: [word, key], node: { ...variable, [word]: omitKey(map, key) } },
    { what: `${word} ${key} renamed`, at: [word, key], node: { ...variable, [word]: renameKey(map, key, `${key}-wrong`) } },
    { what: `${word} ${key} changed`, at: [word, key], node: { ...variable, [word]: { ...map, [key]: 'wrong.example' } } },
  ]);
}
