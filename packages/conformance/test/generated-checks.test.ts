import type { Operation } from '@dli-openapi/openapi';
import { SchemaReader } from '@dli-openapi/openapi';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsFor, seedOf } from '../src/generate/check.ts';
import { misnamed } from '../src/generate/named-places.ts';
import type { Received } from '../src/generate/received.ts';
import { lossesOf } from '../src/generate/received.ts';
import { rulesOf } from '../src/generate/rules.ts';

describe('a call of which all arrives', () => {
  const operation = { method: 'put', path: '/v1/{id}/things', requestBody: {} } as Operation;
  const input = { path: { id: 'a/b' }, query: { limit: 10, name: '作 &' }, body: { size: 1, list: [null, ''] } };
  const whole: Received = {
    method: 'PUT',
    target: '/v1/a%2Fb/things?name=%E4%BD%9C+%26&limit=10',
    body: '{"list":[null,""],"size":1}',
  };

  it('has no losses', () => {
    expect(lossesOf(operation, input, whole)).toEqual([]);
  });

  it.each<[string, Partial<Received>, string]>([
    ['another method', { method: 'POST' }, 'method: given "PUT", got "POST"'],
    ['a slash that is no longer encoded', { target: whole.target.replace('%2F', '/') }, 'path: given'],
    ['a segment encoded twice', { target: whole.target.replace('%2F', '%252F') }, 'path: given'],
    ['a parameter lost', { target: whole.target.replace('&limit=10', '') }, 'query: given'],
    ['a parameter that nobody gave', { target: `${whole.target}&offset=` }, 'query: given'],
    ['a parameter twice', { target: `${whole.target}&limit=10` }, 'query: given'],
    ['a value cut at its ampersand', { target: whole.target.replace('%26', '&') }, 'query: given'],
    ['a value cut at its hash', { target: whole.target.replace('10', '1') }, 'query: given'],
    ['a second question mark', { target: `${whole.target}?` }, 'question marks: given 0, got 1'],
    ['a number that has become a text', { body: '{"list":[null,""],"size":"1"}' }, 'body: given'],
    ['a null lost', { body: '{"list":[""],"size":1}' }, 'body: given'],
    ['no body', { body: '' }, 'body: given'],
  ])('has a loss when there is %s', (_what, change, loss) => {
    expect(lossesOf(operation, input, { ...whole, ...change })).toEqual([expect.stringContaining(loss)]);
  });

  it('has a loss when there is a body that the operation does not have', () => {
    const { requestBody: _, ...bodyless } = operation;
    expect(lossesOf({ ...bodyless, requestBody: undefined }, { ...input, body: undefined }, whole)).toEqual([
      expect.stringContaining('body: given'),
    ]);
  });
});

describe('the places that the mock names', () => {
  const header = (...pointers: string[]) => JSON.stringify(pointers.map((pointer) => ({ pointer })));
  const fault = { pointer: 'body.tags[0]', orWithin: false };

  it.each([
    ['the place itself', header('body.tags[0]'), []],
    ['the place and one within it', header('body.tags[0]', 'body.tags[0].key'), []],
    ['nothing', null, ['body.tags[0] is not named']],
    ['only a place within it', header('body.tags[0].key'), ['body.tags[0] is not named']],
    ['the place above it', header('body.tags'), ['body.tags[0] is not named', 'body.tags is named']],
    ['another place beside it', header('body.tags[0]', 'body.tags[01]'), ['body.tags[01] is named']],
  ])('are held to the one at fault when they are %s', (_what, named, wrong) => {
    expect(misnamed(fault, named)).toEqual(wrong);
  });

  it('may be within a value that has variants', () => {
    expect(misnamed({ ...fault, orWithin: true }, header('body.tags[0].key'))).toEqual([]);
    expect(misnamed({ ...fault, orWithin: true }, header())).toEqual(['body.tags[0] is not named']);
  });

  it('may be cut where they are long', () => {
    const pointer = `body.${'a'.repeat(80)}`;
    expect(misnamed({ pointer, orWithin: false }, header(`${pointer.slice(0, 79)}…`))).toEqual([]);
  });
});

describe('a promise that does not hold', () => {
  it('is told with the smallest value that breaks it, the seed, and how to run it again', async () => {
    const broken = holdsFor(fc.nat(), { seed: 7, runs: 100, first: [] }, async (value) => expect(value).toBeLessThan(10));
    await expect(broken).rejects.toThrow(/seed: 7.*Counterexample: \[10\].*Run it again with CONFORMANCE_SEED=7\./s);
  });

  it('is told for the values given first, too', async () => {
    const given = holdsFor(fc.constant(1), { seed: 1, runs: 1, first: [99] }, async (value) => expect(value).toBe(1));
    await expect(given).rejects.toThrow('Counterexample: [99]');
  });
});

describe('the seed', () => {
  it('is the same each time, or what the environment says', () => {
    expect(seedOf({})).toBe(seedOf({}));
    expect(seedOf({ CONFORMANCE_SEED: '-42' })).toBe(-42);
  });

  it('is refused when it is no number', () => {
    expect(() => seedOf({ CONFORMANCE_SEED: 'any' })).toThrow('CONFORMANCE_SEED must be an integer of 32 bits, found "any".');
  });
});

it.each([
  [{ type: 'string', format: 'date' }, 'do not heed the format date'],
  [{ type: 'object', minProperties: 1 }, 'do not heed the keyword minProperties'],
  [{ type: 'string', not: { pattern: 'a' } }, 'of the keyword not'],
])('a schema that generated values would not heed is an error: %j', (schema, message) => {
  const view = new SchemaReader({ paths: {}, components: {} }).flatten(schema, '/schema');
  expect(() => rulesOf(view)).toThrow(message);
});
