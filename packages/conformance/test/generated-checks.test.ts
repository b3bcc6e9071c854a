// What the generated calls are checked with: each check finds what it is there for.
import type { FlatSchema, Operation } from '@dli-openapi/openapi';
import { SchemaReader } from '@dli-openapi/openapi';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkFor, readSeed } from '../src/generate/property.ts';
import { readRules } from '../src/generate/rules.ts';
import { generateValues, startAt } from '../src/generate/values.ts';
import type { Received } from '../src/generate/wire.ts';
import { findLosses } from '../src/generate/wire.ts';
import { findMisnamedPlaces } from '../src/mock-expectations.ts';

it('parts of an input that are not received are found', () => {
  const operation = { method: 'put', path: '/v1/{id}/things', requestBody: {} } as Operation;
  const input = { path: { id: 'a/b' }, query: { limit: 10, name: '作 &' }, body: { size: 2n ** 60n + 1n, list: [null, ''] } };
  const whole: Received = {
    method: 'PUT',
    target: '/v1/a%2Fb/things?name=%E4%BD%9C+%26&limit=10',
    body: '{"list":[null,""],"size":1152921504606846977}',
  };
  const changes: Record<string, Partial<Received>> = {
    none: {},
    'another method': { method: 'POST' },
    'a slash that is no longer encoded': { target: whole.target.replace('%2F', '/') },
    'a segment encoded twice': { target: whole.target.replace('%2F', '%252F') },
    'a parameter lost': { target: whole.target.replace('&limit=10', '') },
    'a parameter that nobody gave': { target: `${whole.target}&offset=` },
    'a parameter twice': { target: `${whole.target}&limit=10` },
    'a value cut at its ampersand': { target: whole.target.replace('%26', '&') },
    'a value cut at its hash': { target: whole.target.replace('10', '1') },
    'a second question mark': { target: `${whole.target}?` },
    'a number that has become a text': { body: whole.body.replace('1152921504606846977', '"1152921504606846977"') },
    'a number that was rounded': { body: whole.body.replace('977', '976') },
    'a null lost': { body: whole.body.replace('null,', '') },
    'no body': { body: '' },
  };
  const found = Object.entries(changes).map(([what, change]) => [
    what,
    findLosses(operation, input, { ...whole, ...change }).map((loss) => loss.replace(/:.*/, '')),
  ]);
  expect(Object.fromEntries(found)).toEqual({
    ...{ none: [], 'another method': ['method'], 'a slash that is no longer encoded': ['path'], 'a segment encoded twice': ['path'] },
    ...{ 'a parameter lost': ['query'], 'a parameter that nobody gave': ['query'], 'a parameter twice': ['query'] },
    ...{ 'a value cut at its ampersand': ['query'], 'a value cut at its hash': ['query'], 'a second question mark': ['question marks'] },
    ...{ 'a number that has become a text': ['body'], 'a number that was rounded': ['body'], 'a null lost': ['body'], 'no body': ['body'] },
  });
  const withoutBody = { ...operation, requestBody: undefined };
  expect(findLosses(withoutBody, { ...input, body: undefined }, whole)).toEqual([expect.stringContaining('body: given nothing')]);
});

it.each([
  ['the place itself', ['body.tags[0]'], []],
  ['the place and one within it', ['body.tags[0]', 'body.tags[0].key'], []],
  ['nothing', undefined, ['body.tags[0] is not named']],
  ['only a place within it', ['body.tags[0].key'], ['body.tags[0] is not named']],
  ['the place above it', ['body.tags'], ['body.tags[0] is not named', 'body.tags is named']],
  ['another place beside it', ['body.tags[0]', 'body.tags[01]'], ['body.tags[01] is named']],
])('of the places that a mock names, only that at fault is right: %s', (_what, named, wrong) => {
  const header = named ? JSON.stringify(named.map((pointer) => ({ pointer }))) : null;
  expect(findMisnamedPlaces({ pointer: 'body.tags[0]', orWithin: false }, header)).toEqual(wrong);
  // Of a value with variants, anything within it may be named.
  expect(findMisnamedPlaces({ pointer: 'body.tags[0]', orWithin: true }, header)).toEqual(
    named ? wrong.filter((fault) => !fault.includes('not named')) : wrong,
  );
});

it('a broken promise is reported with the smallest value that breaks it, the seed, and how to run it again', async () => {
  const broken = checkFor(fc.nat(), { seed: 7, runs: 100, first: [] }, async (value) => expect(value).toBeLessThan(10));
  await expect(broken).rejects.toThrow(/seed: 7.*Counterexample: \[10\].*Run it again with CONFORMANCE_SEED=7\./s);
  const first = checkFor(fc.constant(1), { seed: 1, runs: 1, first: [99] }, async (value) => expect(value).toBe(1));
  await expect(first).rejects.toThrow('Counterexample: [99]');
});

it('the seed is always the same, or that of the environment', () => {
  expect(readSeed({})).toBe(readSeed({}));
  expect(readSeed({ CONFORMANCE_SEED: '-42' })).toBe(-42);
  expect(() => readSeed({ CONFORMANCE_SEED: 'any' })).toThrow('CONFORMANCE_SEED must be an integer of 32 bits, found "any".');
});

const flatten = (schema: object): FlatSchema =>
  new SchemaReader({ paths: {}, components: { schemas: { Tree: schema as never } } }).flatten(
    { $ref: '#/components/schemas/Tree' },
    '/schema',
  );

it.each([
  [{ type: 'string', format: 'date' }, 'do not support the format date'],
  [{ type: 'array', uniqueItems: true }, 'do not support the keyword uniqueItems'],
  [{ type: 'string', not: { pattern: 'a' } }, 'do not support not with pattern'],
])('a schema that generated values do not support is an error: %j', (schema, message) => {
  expect(() => readRules(flatten(schema))).toThrow(message);
});

it.each([
  ['accepts nothing', { type: 'string', pattern: '^a$', minLength: 2 }, 'After 5000 attempts there is no text'],
  ['contains itself', { type: 'object', properties: { left: { $ref: '#/components/schemas/Tree' } } }, 'contains itself'],
])('a schema that %s is an error, not an endless search', (_what, schema, message) => {
  expect(() => fc.sample(generateValues(flatten(schema), startAt('body')), 1)).toThrow(message);
});
