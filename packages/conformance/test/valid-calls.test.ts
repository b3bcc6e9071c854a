import { DliConfigurationError, DliInputError } from '@dli-openapi/client';
import { createMock } from '@dli-openapi/mock';
import { listOperations, listSchemaRows, resolve } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Caller } from '../src/caller.ts';
import { dealHardInputs, generateInputs, makeSmallestInput, repeatParameters } from '../src/generate/inputs.ts';
import { checkFor, divideRuns, readSeed, sampleOne } from '../src/generate/property.ts';
import { listInputEdges } from '../src/generate/request-cases.ts';
import { readRules } from '../src/generate/rules.ts';
import { countCharacters, hardTexts } from '../src/generate/texts.ts';
import { findLosses } from '../src/generate/wire.ts';
import type { Input, Subject } from '../src/subject.ts';
import { listSubjects } from '../src/subject.ts';

const seed = readSeed(process.env);
const document = readDocument();
const subjects = listSubjects(document, listOperations(document));
const runs = divideRuns(2000, subjects.length);
const hardInputs = dealHardInputs(subjects, seed, 4);
const cases = subjects.map((subject) => ({ operationId: subject.operation.operationId, subject }));
// Strict, so that a parameter that nobody gave would be refused.
const mock = createMock({ strict: true });
let caller: Caller;
let count = 0;
// A call over a socket takes as long as several in process.
const isOverHttp = () => count++ % 10 === 0;

beforeAll(async () => {
  caller = await Caller.create(mock);
});
afterAll(() => mock.close());

it.each(cases)('valid inputs of $operationId arrive unchanged, and the response is returned', async ({ subject }) => {
  const { operation } = subject;
  const response = findFirstResponse(subject);
  const edges = listInputEdges(subject).map(({ inputs }, index) => sampleOne(inputs, seed + index));
  const first = [...listExampleInputs(subject), makeSmallestInput(subject), ...edges, ...(hardInputs.get(subject) ?? [])];
  await checkFor(generateInputs(subject), { seed, runs, first }, async (input) => {
    const { received, result } = await caller.call(operation, input, { overHttp: isOverHttp() });
    expect(await result).toEqual(response);
    expect(received && findLosses(operation, input, received)).toEqual([]);
  });
});

it('the inputs include all hard texts at each location, texts of each maximum length, and the largest integers', () => {
  const sent = { path: new Set<unknown>(), query: new Set<unknown>(), body: new Set<unknown>() };
  for (const input of [...hardInputs.values()].flat()) {
    for (const place of ['path', 'query', 'body'] as const) for (const value of listScalars(input[place])) sent[place].add(value);
  }
  const missing = Object.entries(sent).flatMap(([place, values]) =>
    Object.entries(hardTexts)
      .filter(([, text]) => !values.has(text))
      .map(([name]) => `${name} in ${place}`),
  );
  // A path cannot hold them.
  expect(missing).toEqual(['two dots in path', 'one dot in path']);
  const lengths = [...Object.values(sent)].flatMap((values) => [...values]).map((value) => countCharacters(String(value)));
  expect(lengths).toEqual(expect.arrayContaining(subjects.flatMap(listLongest)));
  expect([...sent.body]).toEqual(expect.arrayContaining([Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]));
});

it('each example of a response is returned by a success, or in the error of a failure', async () => {
  const faults: string[] = [];
  for (const subject of subjects) {
    const { operation } = subject;
    for (const [status, { content }] of Object.entries(operation.responses)) {
      for (const [name, { value }] of Object.entries(content?.examples ?? {})) {
        const prefer = `code=${status}, example=${name}`;
        const { result } = await caller.call(operation, makeSmallestInput(subject), { overHttp: isOverHttp(), prefer });
        const got = await result.then(
          (body) => ({ body }),
          (error: object) => ({ ...error, name: (error as Error).name }),
        );
        const isSuccess = status.startsWith('2') && !/false/.test(String((value as { is_success?: unknown }).is_success));
        const expected = isSuccess
          ? { body: value }
          : { name: errorNames[status] ?? 'DliApiError', status: Number(status), operationId: operation.operationId, body: value };
        try {
          expect(got).toMatchObject(expected);
        } catch (error) {
          faults.push(`${operation.operationId} ${status}/${name}: ${(error as Error).message}`);
        }
      }
    }
  }
  expect(faults).toEqual([]);
});

const errorNames: Record<string, string> = { 401: 'DliAuthenticationError', 429: 'DliRateLimitError' };

// A URL would drop it, and the call would reach another operation.
it('no operation sends "." or ".." in its path', async () => {
  const sent: string[] = [];
  for (const subject of subjects) {
    const texts = subject.parameters.filter(({ in: place, schema }) => place === 'path' && readRules(schema).types.includes('string'));
    for (const { name } of texts) {
      for (const text of ['.', '..']) {
        const input = makeSmallestInput(subject);
        const { received, result } = await caller.call(subject.operation, { ...input, path: { ...input.path, [name]: text } });
        const error = await result.catch((reason: unknown) => reason);
        const isRefused = error instanceof (name === 'project_id' ? DliConfigurationError : DliInputError);
        if (received !== undefined || !isRefused) sent.push(`${subject.operation.operationId} with ${name} ${text}: ${error}`);
      }
    }
  }
  expect(sent).toEqual([]);
});

/** Finds the body that the mock returns by default. */
function findFirstResponse({ operation: { operationId, responses } }: Subject): unknown {
  const [success] = Object.entries(responses).filter(([status]) => status.startsWith('2'));
  if (success && !success[1].content) return undefined;
  const [example] = Object.values(success?.[1].content?.examples ?? {});
  if (!example) throw new Error(`${operationId} has no example of a success`);
  return example.value;
}

/** Lists an input for each named example of the request, and one of all examples of the parameters. */
function listExampleInputs(subject: Subject): Input[] {
  const { requestBody, parameters } = subject.operation;
  const smallest = makeSmallestInput(subject);
  const bodies = Object.values(requestBody?.examples ?? {}).map(({ value }) =>
    repeatParameters({ ...smallest, body: value }, subject.body, 'body'),
  );
  const query = parameters.flatMap(({ name, in: place, schema }) => {
    const { examples, enum: values } = resolve(document, schema) as { examples?: unknown[]; enum?: unknown[] };
    const [example] = examples ?? values ?? [];
    return place === 'query' && example !== undefined ? [[name, example] as const] : [];
  });
  return query.length === 0 ? bodies : [...bodies, { ...smallest, query: Object.fromEntries(query) }];
}

function listScalars(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(listScalars) : [value];
}

/** Lists the maximum lengths of texts in an operation's request. */
function listLongest({ parameters, body }: Subject): number[] {
  const rows = [...parameters.map(({ schema }) => schema), ...(body ? [body] : [])].flatMap(listSchemaRows);
  return rows.flatMap(({ keywords }) => (keywords.get('maxLength')?.value as number | undefined) ?? []);
}
