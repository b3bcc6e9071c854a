import { describe, expect, it } from 'vitest';
import { formatValue, getList, getNode, isNode, omitKey, renameKey, replaceAt } from '../src/index.ts';

const node = { a: { b: [1, { c: 2 }] }, d: null, e: 'text' };

describe('a part of an object', () => {
  it('is an object or a list, and empty if it is neither', () => {
    expect([getNode(node, 'a'), getNode(node, 'd'), getNode(node, 'none')]).toEqual([node.a, {}, {}]);
    expect([getList(node.a, 'b'), getList(node, 'a'), getList(node, 'e')]).toEqual([node.a.b, [], []]);
    expect([{}, [], null, 'text', 1, undefined].map(isNode)).toEqual([true, false, false, false, false, false]);
  });

  it('is omitted, renamed or replaced in a copy, in its place', () => {
    const before = structuredClone(node);
    expect(Object.keys(omitKey(node, 'd'))).toEqual(['a', 'e']);
    expect(Object.keys(renameKey(node, 'a', 'z'))).toEqual(['z', 'd', 'e']);
    const replaced = replaceAt(node, ['a', 'b', 1, 'c'], 3);
    expect(replaced).toEqual({ ...node, a: { b: [1, { c: 3 }] } });
    expect(replaceAt(node, [], 'other')).toBe('other');
    expect(node).toEqual(before);
  });
});

it('a value in a message is JSON of at most 60 characters', () => {
  expect([undefined, 'a', { a: [1] }].map(formatValue)).toEqual(['nothing', '"a"', '{"a":[1]}']);
  expect(formatValue('x'.repeat(80))).toBe(`"${'x'.repeat(58)}…`);
});
