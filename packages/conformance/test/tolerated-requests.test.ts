// What the mock accepts like the service although schemas do not, in every example of a request.
import { createMock } from '@dli-openapi/mock';
import type { FlatSchema, Node } from '@dli-openapi/openapi';
import { isNode, listOperations, listTypes, replaceAt } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { expect, it } from 'vitest';
import { makeSmallestInput } from '../src/generate/inputs.ts';
import { toRequest, writeRequest } from '../src/generate/wire.ts';
import type { Subject } from '../src/subject.ts';
import { listSubjects } from '../src/subject.ts';

type Keys = readonly (string | number)[];

const document = readDocument();
const cases = listSubjects(document, listOperations(document)).flatMap((subject) => {
  const { operationId, requestBody } = subject.operation;
  const examples = Object.entries((requestBody?.examples ?? {}) as Record<string, { value: unknown }>);
  const { body } = subject;
  return body === undefined ? [] : examples.map(([name, { value }]) => ({ operationId, name, subject, schema: body, value }));
});
const mock = createMock();
const strict = createMock({ strict: true });

async function send(to: typeof mock, subject: Subject, body: unknown) {
  const request = toRequest(writeRequest(subject.operation, { ...makeSmallestInput(subject), body }), { 'x-auth-token': 'any' });
  const response = await to.fetch(request);
  const pointers = JSON.parse(response.headers.get('x-dli-violations') ?? '[]') as { pointer: string }[];
  return { status: response.status, pointers: [...new Set(pointers.map(({ pointer }) => pointer))], input: to.calls.at(-1)?.input };
}

function formatPointer(keys: Keys): string {
  return `body${keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('')}`;
}

/** The places of a value that its schema describes, with what the schema says there and whether it may be absent. */
function* listPlaces(
  schema: FlatSchema,
  value: unknown,
  keys: Keys = [],
): Generator<{ keys: Keys; schema: FlatSchema; isOptional: boolean }> {
  if (Array.isArray(value) && schema.items) {
    for (const [index, item] of value.entries()) {
      yield { keys: [...keys, index], schema: schema.items(), isOptional: false };
      yield* listPlaces(schema.items(), item, [...keys, index]);
    }
  }
  if (!isNode(value)) return;
  for (const [name, property] of schema.properties) {
    yield { keys: [...keys, name], schema: property(), isOptional: !schema.required.has(name) };
    if (name in value) yield* listPlaces(property(), value[name], [...keys, name]);
  }
}

it.each(cases)('null for an optional property of $operationId, example $name, means that it is omitted', async (testCase) => {
  const { subject, schema, value } = testCase;
  const places = [...listPlaces(schema, value)].filter(({ isOptional, schema: { nullable } }) => isOptional && !nullable);
  for (const to of [mock, strict]) {
    const unchanged = await send(to, subject, value);
    for (const { keys } of places) {
      const withoutNull = hasAt(value, keys) ? await send(to, subject, omitAt(value, keys)) : unchanged;
      expect(await send(to, subject, replaceAt(value, keys, null)), formatPointer(keys)).toEqual(withoutNull);
    }
  }
});

function getParent(value: unknown, keys: Keys): Node {
  return keys.slice(0, -1).reduce<unknown>((node, key) => (node as Node)[key], value) as Node;
}

function hasAt(value: unknown, keys: Keys): boolean {
  return String(keys.at(-1)) in getParent(value, keys);
}

function omitAt(value: unknown, keys: Keys): unknown {
  const { [String(keys.at(-1))]: _, ...others } = getParent(value, keys);
  return replaceAt(value, keys.slice(0, -1), others);
}

it.each(cases)(
  'digits for a number of $operationId, example $name, are read as that number, and refused by a strict mock',
  async (testCase) => {
    const { subject, schema, value } = testCase;
    const numbers = [...listPlaces(schema, value)].flatMap(({ keys, schema: { keywords } }) => {
      const number = keys.reduce<unknown>((node, key) => (node as Node | undefined)?.[key], value);
      return typeof number === 'number' && keywords.has('type') ? [{ keys, number }] : [];
    });
    const unchanged = numbers.length > 0 && (await send(mock, subject, value));
    for (const { keys, number } of numbers) {
      const changed = replaceAt(value, keys, String(number));
      expect(await send(mock, subject, changed), formatPointer(keys)).toEqual(unchanged);
      expect(await send(strict, subject, changed)).toMatchObject({ status: 400, pointers: [formatPointer(keys)] });
    }
  },
);

it('every operation with a body has an example, and some have numbers', () => {
  const withBody = listOperations(document).filter(({ requestBody }) => requestBody !== undefined);
  expect(new Set(cases.map(({ operationId }) => operationId)).size).toBe(withBody.length);
  expect(cases.some(({ schema }) => [...schema.properties.values()].some((property) => listTypes(property()).includes('integer')))).toBe(
    true,
  );
});
