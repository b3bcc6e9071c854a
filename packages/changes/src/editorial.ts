// Changes that concern people only: texts, examples, order.
import { isDeepStrictEqual } from 'node:util';
import type { Document, Key, Node } from '@dli-openapi/openapi';
import { getNode, isNode, joinPointer } from '@dli-openapi/openapi';
import type { Changes } from './change.ts';
import { editorialKeywords } from './keyword-rules.ts';

/** Objects whose keys are names, not keywords. */
const maps: ReadonlySet<Key> = new Set([
  ...['paths', 'properties', 'schemas', 'parameters', 'responses', 'headers', 'securitySchemes', 'variables', 'content'],
  'x-dli-error-codes',
]);

/** Compares texts: one change for each operation or component and kind of text. */
export function compareTexts(before: Document, after: Document, changes: Changes): void {
  for (const { keys, word } of findChangedTexts(before, after, [])) {
    const { place, length, operation } = findHolder(after, keys);
    changes.add({ kind: 'editorial', place, what: `${word} changed`, pointer: joinPointer('', ...keys.slice(0, length)), operation });
  }
}

interface Text {
  keys: Key[];
  word: string;
}

function* findChangedTexts(before: unknown, after: unknown, keys: Key[]): Generator<Text> {
  if (isDeepStrictEqual(before, after)) return;
  if (Array.isArray(before) && Array.isArray(after)) {
    for (const [index, item] of after.entries()) yield* findChangedTexts(findCounterpart(before, item, index), item, [...keys, index]);
  }
  if (!isNode(before) || !isNode(after)) return;
  const named = maps.has(keys.at(-1) ?? '') && !maps.has(keys.at(-2) ?? '');
  for (const key of Object.keys({ ...before, ...after })) {
    const inside = [...keys, key];
    if (named || !editorialKeywords.has(key)) yield* findChangedTexts(before[key], after[key], inside);
    else if (isTextChanged(before[key], after[key], inside)) yield { keys: inside, word: key };
  }
}

/** Finds a parameter by its name, wherever it stands in its list. */
function findCounterpart(list: readonly unknown[], item: unknown, index: number): unknown {
  if (!isNode(item) || (item.$ref ?? item.name) === undefined) return list[index];
  return list.find((other) => isNode(other) && other.$ref === item.$ref && other.name === item.name && other.in === item.in);
}

/** Whether a text has changed. An added or removed example of a response is not editorial, because tests request it from the mock by name. */
function isTextChanged(before: unknown, after: unknown, keys: readonly Key[]): boolean {
  if (!isNode(before) || !isNode(after) || !keys.includes('responses')) return !isDeepStrictEqual(before, after);
  return Object.keys(before).some((name) => name in after && !isDeepStrictEqual(before[name], after[name]));
}

/** Finds what a text belongs to, and how many keys lead there. */
function findHolder(document: Document, keys: readonly Key[]): { place: string; length: number; operation?: string } {
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
