import { isDeepStrictEqual } from 'node:util';
import type { Document, Node } from '@dli-openapi/openapi';
import { formatValue, getList, getNode, isNode, joinPointer } from '@dli-openapi/openapi';
import type { Changes } from './change.ts';
import { listKeywordChanges } from './keyword-rules.ts';

/** Compares the addresses of the service. */
export function compareServers(before: Document, after: Document, changes: Changes): void {
  const [old, now] = [before, after].map((document) => getList(document, 'servers') as Node[]) as [Node[], Node[]];
  for (const [index, server] of old.entries()) {
    const [pointer, other] = [joinPointer('/servers', index), now[index]];
    if (!other || server.url !== other.url)
      changes.add({ kind: 'breaking', place: `server ${server.url}`, what: other ? `is ${other.url} now` : 'is gone', pointer });
    else compareVariables(getNode(server, 'variables'), getNode(other, 'variables'), joinPointer(pointer, 'variables'), changes);
  }
  for (const [index, { url }] of now.entries())
    if (index >= old.length)
      changes.add({ kind: 'additive', place: `server ${url}`, what: 'is new', pointer: joinPointer('/servers', index) });
}

function compareVariables(before: Node, after: Node, at: string, changes: Changes): void {
  for (const name of Object.keys({ ...before, ...after })) {
    const [old, now] = [getNode(before, name), getNode(after, name)];
    for (const word of Object.keys({ ...old, ...now })) {
      const [was, is] = [old[word], now[word]];
      const found =
        isNode(was) && isNode(is) ? listDomainChanges(was, is, getList(old, 'enum')) : listKeywordChanges(word, was, is, 'request');
      for (const { kind, what } of found)
        changes.add({ kind, place: `server variable ${name}`, what, pointer: joinPointer(at, name, word) });
    }
  }
}

/** Lists changes of what belongs to a value, such as a region's domain. For a value that was there before, it breaks. */
function listDomainChanges(before: Node, after: Node, values: readonly unknown[]) {
  return Object.keys({ ...before, ...after })
    .filter((value) => !isDeepStrictEqual(before[value], after[value]))
    .map((value) => ({
      kind: values.includes(value) || value in before ? ('breaking' as const) : ('additive' as const),
      what: `${value}: ${formatValue(before[value])} → ${formatValue(after[value])}`,
    }));
}
