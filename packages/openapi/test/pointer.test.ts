import { describe, expect, it } from 'vitest';
import { formatReference, joinPointer, parsePointer, readPointer } from '../src/index.ts';

const keys = ['a', '', 'a/b', 'm~n', '~1', '/~', '100%', 'é 文', '"', '{id}', '__proto__', '0'];

describe('a pointer', () => {
  it('leads back to the keys that it is made of, whatever they hold', () => {
    expect(parsePointer(joinPointer('', ...keys))).toEqual(keys);
    expect(keys.filter((key) => parsePointer(joinPointer('/paths', key))[1] !== key)).toEqual([]);
  });

  it('is written as RFC 6901 says', () => {
    expect(joinPointer('/paths', '/v1.0/a~b', 'get', 0)).toBe('/paths/~1v1.0~1a~0b/get/0');
    expect(joinPointer('')).toBe('');
  });

  it('leads back to itself as a local reference, in which it is percent-encoded', () => {
    expect(formatReference('/paths/~1{id}/100%')).toBe('#/paths/~1%7Bid%7D/100%25');
    expect(keys.filter((key) => parsePointer(formatReference(joinPointer('', key)))[0] !== key)).toEqual([]);
  });

  it('reads what stands at its place', () => {
    const document = Object.fromEntries(keys.map((key, index) => [key, [{ [key]: index }]]));
    expect(keys.map((key) => readPointer(document, joinPointer('', key, 0, key)))).toEqual([...keys.keys()]);
    expect(readPointer(document, '')).toBe(document);
    expect(readPointer({ '100%': 1 }, '#/100%')).toBe(1);
  });

  it.each(['/b', '/a/b/c', '/a/1', '/a/0/b', '/__proto__', '/toString', '/a/length/x'])('reads nothing at %s', (pointer) => {
    expect(readPointer({ a: [1] }, pointer)).toBeUndefined();
  });
});
