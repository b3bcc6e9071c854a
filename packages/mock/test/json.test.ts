import { expect, it } from 'vitest';
import { parseJson, writeJson } from '../src/json.ts';

it.each([
  '{"a":[1,-2.5,1e3,true,null,"x\\"y"]}',
  '"1234567890123456789"',
  '{"1234567890123456789":"a\\\\","b":"\\"9999999999999999999"}',
  '{"a":1234567890123456.5,"b":1E20,"c":0.12345678901234567890}',
  '{"__proto__":12345678901234567}',
])('reads as JSON.parse does: %s', (text) => {
  expect(JSON.stringify(parseJson(text).value)).toBe(JSON.stringify(JSON.parse(text)));
});

it('keeps integers beyond 2^53 as they were written', () => {
  expect(parseJson('{"a":[9007199254740993,{"b/c":-9007199254740993}],"d":9007199254740991,"e":"9007199254740993"}')).toEqual({
    value: { a: [9007199254740992, { 'b/c': -9007199254740992 }], d: 9007199254740991, e: '9007199254740993' },
    exact: { a: [9007199254740993n, { 'b/c': -9007199254740993n }], d: 9007199254740991, e: '9007199254740993' },
  });
});

it('rounds 2^63-1 to a number below 2^63', () => {
  expect(parseJson('9223372036854775807').value).toBeLessThan(2 ** 63);
});

it.each(['{"a":0123456789012345678}', '[12345678901234567 1]', '{12345678901234567:1}', '"12345678901234567'])(
  'throws for what is not JSON: %s',
  (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  },
);

it('reads deeper than the stack', () => {
  const depth = 200_000;

  expect(() => parseJson(`${'['.repeat(depth)}12345678901234567${']'.repeat(depth)}`)).not.toThrow();
});

it('omits what is undefined', () => {
  expect(writeJson({ a: undefined, b: 1n })).toBe('{"b":1}');
});
