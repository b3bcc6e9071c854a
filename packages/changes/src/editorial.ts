// What only people read: texts, examples, order.
import { isDeepStrictEqual } from 'node:util';
import type { Document, Key, Node } from '@dli-openapi/openapi';
import { getNode, isNode, joinPointer } from '@dli-openapi/openapi';
import type { Changes } from './change.ts';
import { editorialKeywords } from './keyword-rules.ts';

/** Objects whose keys are names and no keywords. */
const maps: ReadonlySet<Key> = new Set([
  ...['paths', 'properties', 'schemas', 'parameters', 'responses', 'headers', 'securitySchemes', 'variables', 'content'],
  'x-dli-error-codes',
]);

/** Finds texts that read otherwise, one change for each operation or component and kind of text. */
export function compareTexts(before: Document, after: Document, changes: Changes): void {
  for (const { keys, word } of textsThatDiffer(before, after, [])) {
    const { place, length, operation } = holderOf(after, keys);
    changes.add({ kind: 'editorial', place, what: `${word} changed`, pointer: joinPointer('', ...keys.slice(0, length)), operation });
  }
}

interface Text {
  keys: Key[];
  word: string;
}

function* textsThatDiffer(before: unknown, after: unknown, keys: Key[]): Generator<Text> {
  if (isDeepStrictEqual(before, after)) return;
  if (Array.isArray(before) && Array.isArray(after)) {
    for (const [index, item] of after.entries()) yield* textsThatDiffer(counterpart(before, item, index), item, [...keys, index]);
  }
  if (!isNode(before) || !isNode(after)) return;
  const named = maps.has(keys.at(-1) ?? '') && !maps.has(keys.at(-2) ?? '');
  for (const key of Object.keys({ ...before, ...after })) {
    const inside = [...keys, key];
    if (named || !editorialKeywords.has(key)) yield* textsThatDiffer(before[key], after[key], inside);
    else if (readsOtherwise(before[key], after[key], inside)) yield { keys: inside, word: key };
  }
}

/** Parameters are told apart by their names, wherever they stand in their list. */
function counterpart(list: readonly unknown[], item: unknown, index: number): unknown {
  if (!isNode(item) || (item.$ref ?? item.name) === undefined) return list[index];
  return list.find((other) => isNode(other) && other.$ref === item.$ref && other.name === item.name && other.in === item.in);
}

/** That an answer has an example more or less is no matter of words: mocks are asked for them by name. */
function readsOtherwise(before: unknown, after: unknown, keys: readonly Key[]): boolean {
  if (!isNode(before) || !isNode(after) || !keys.includes('responses')) return !isDeepStrictEqual(before, after);
  return Object.keys(before).some((name) => name in after && !isDeepStrictEqual(before[name], after[name]));
}

/** What a text belongs to, and how many keys lead there. */
function holderOf(document: Document, keys: readonly Key[]): { place: string; length: number; operation?: string } {
  const [top, first, second] = keys.map(String);
  if (top === 'paths') {
    const { operationId } = getNode(getNode(document.paths, first ?? ''), second ?? '') as Node;
    return typeof operationId === 'string'
      ? { place: operationId, length: 3, operation: operationId }
      : { place: String(first), length: 2 };
  }
  if (top === 'components') return { place: String(second), length: 3 };
  return { place: keys.length > 1 ? `${top} ${first}` : 'the document', length: Math.min(keys.length, 2) };
}
