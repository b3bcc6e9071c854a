import type { IncomingMessage } from 'node:http';
import { createDliClient, DliConfigurationError, DliInputError } from '@dli-openapi/client';
import { createMock } from '@dli-openapi/mock';
import type { Operation } from '@dli-openapi/openapi';
import { listOperations, listSchemaRows } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrokenRequest } from '../src/generate/broken-requests.ts';
import { breaksOf, withOneValue } from '../src/generate/broken-requests.ts';
import { holdsFor, seedOf } from '../src/generate/check.ts';
import { endsOf64Bits } from '../src/generate/faults.ts';
import type { Subject } from '../src/generate/inputs.ts';
import { hardInput, hardInputs, inputsOf, subjectOf } from '../src/generate/inputs.ts';
import { misnamed } from '../src/generate/named-places.ts';
import type { Received } from '../src/generate/received.ts';
import { lossesOf } from '../src/generate/received.ts';
import { rulesOf } from '../src/generate/rules.ts';
import type { Count } from '../src/generate/tally.ts';
import { Sent, tableOf } from '../src/generate/tally.ts';
import { hardTexts } from '../src/generate/texts.ts';
import { requestTo } from '../src/generate/wire.ts';
import type { Input } from '../src/requests.ts';

const runs = 200;
const overHttp = 20;
const seed = seedOf(process.env);
const document = readDocument();
const subjects = listOperations(document).map((operation) => subjectOf(document, operation));
const cases = subjects.map((subject) => ({ operationId: subject.operation.operationId, subject }));

const zero: Count = { operation: '', valid: 0, overHttp: 0, rules: 0, broken: 0, refused: 0 };

// Strict, so that a parameter that nobody gave would be refused.
const mock = createMock({ strict: true });
const sent = new Sent();
const counts = new Map(subjects.map(({ operation: { operationId } }) => [operationId, { ...zero, operation: operationId }]));
let received: Received | undefined;
let http: string;

beforeAll(async () => {
  http = (await mock.listen({ port: 0, beforeRequest: recordIncoming })).url;
});
afterAll(async () => {
  await mock.close();
  console.log(tableOf([...counts.values()]));
});

describe('valid inputs', () => {
  it.each(cases)('of $operationId arrive as they were given, and are answered', async ({ subject }) => {
    const { operation } = subject;
    const answer = firstAnswer(operation);
    const count = counts.get(operation.operationId) ?? zero;
    await holdsFor(inputsOf(subject), { seed, runs, first: hardInputs(subject, seed) }, async (input) => {
      const isOverHttp = count.valid % Math.floor(runs / overHttp) === 0;
      const result = await call(operation, input, isOverHttp);
      expect(received && lossesOf(operation, input, received)).toEqual([]);
      expect(result).toEqual(answer);
      sent.add(input);
      count.valid++;
      if (isOverHttp) count.overHttp++;
    });
  });
});

describe('inputs that break one rule', () => {
  it.each(cases)('of $operationId are refused, and the place is named', async ({ subject }) => {
    const count = counts.get(subject.operation.operationId) ?? zero;
    const breaks = breaksOf(subject);
    const each = breaks.map(({ requests }, index) => fc.sample(requests, { seed: seed + index, numRuns: 1 })[0] as BrokenRequest);
    count.rules = breaks.length;
    await holdsFor(fc.oneof(...breaks.map(({ requests }) => requests)), { seed, runs, first: each }, async ({ request, ...broken }) => {
      count.broken++;
      const answer = await mock.fetch(requestTo('http://dli.test', request));
      expect(answer.status, await answer.text()).toBe(400);
      expect(misnamed(broken, answer.headers.get('x-dli-violations'))).toEqual([]);
      count.refused++;
    });
  });
});

describe('among the inputs sent', () => {
  const refusedInPath = new Set(['two dots', 'one dot']);
  const names = Object.keys(hardTexts).map((name) => ({ name }));

  it.each(names.filter(({ name }) => !refusedInPath.has(name)))('was $name in a path', ({ name }) => {
    expect(sent.texts.path).toContain(name);
  });

  it.each(names)('was $name in a query and in a body', ({ name }) => {
    expect(sent.texts.query).toContain(name);
    expect(sent.texts.body).toContain(name);
  });

  it('were names of 57 characters, SQL of 1,048,576, and for each limit a text as long as allowed', () => {
    expect([...sent.lengths]).toEqual(expect.arrayContaining([57, 1_048_576, ...subjects.flatMap(longestOf)]));
  });

  it('were the largest and the smallest integer of a JavaScript number', () => {
    expect([...sent.numbers]).toEqual(expect.arrayContaining([Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]));
  });
});

const ends = subjects.flatMap((subject) =>
  withOneValue(subject, inputsOf(subject), endsOf64Bits).map((end) => ({ ...end, operationId: subject.operation.operationId })),
);

it.each(ends)('$operationId takes $rule as $place', async ({ requests }) => {
  for (const { request } of fc.sample(requests, { seed, numRuns: 5 })) {
    const answer = await mock.fetch(requestTo('http://dli.test', request));
    expect(answer.status, await answer.text()).toBeLessThan(300);
  }
});

const segments = subjects.flatMap((subject) => {
  const texts = subject.views.parameters.filter(({ in: place, view }) => place === 'path' && rulesOf(view).types.includes('string'));
  return texts.flatMap(({ name }) => ['.', '..'].map((text) => ({ operationId: subject.operation.operationId, subject, name, text })));
});

// A URL would drop it, and the call would reach another operation.
it.each(segments)('$operationId does not send "$text" as $name', async ({ subject, name, text }) => {
  const input = hardInput(subject, seed);
  const path = { ...input.path, [name]: text };
  const refusal = name === 'project_id' ? DliConfigurationError : DliInputError;
  await expect(call(subject.operation, { ...input, path }, false)).rejects.toThrow(refusal);
  expect(received).toBeUndefined();
});

/** Calls an operation through the client, and records what came in at the mock. */
async function call(operation: Operation, { path, query, body }: Input, isOverHttp: boolean): Promise<unknown> {
  received = undefined;
  const { project_id, ...others } = path;
  const transport = isOverHttp ? { baseUrl: http } : { baseUrl: 'http://dli.test', fetch: recordingFetch };
  const dli = createDliClient({ ...transport, projectId: String(project_id), credentials: { token: 'token' } });
  const method = dli[operation.operationId as 'showFlinkJob'] as (input: object) => Promise<unknown>;
  return method({ ...(body as object | undefined), ...query, ...others });
}

async function recordingFetch(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  received = { method: request.method, target: pathname + search, body: await request.clone().text() };
  return mock.fetch(request);
}

/** Records what comes in over a socket, and leaves it to the mock. */
function recordIncoming(request: IncomingMessage): boolean {
  const incoming = { method: String(request.method), target: String(request.url), body: '' };
  const decoder = new TextDecoder();
  request.on('data', (chunk: Uint8Array) => {
    incoming.body += decoder.decode(chunk, { stream: true });
  });
  received = incoming;
  return false;
}

/** The example that the mock answers with when it is asked for no other. */
function firstAnswer({ responses }: Operation): unknown {
  const [status = ''] = Object.keys(responses)
    .filter((code) => code.startsWith('2'))
    .sort();
  return Object.values(responses[status]?.content?.examples ?? {})[0]?.value;
}

/** The lengths that texts of an operation's request are limited to. */
function longestOf({ views }: Subject): number[] {
  const rows = [...views.parameters.map(({ view }) => view), ...(views.body ? [views.body] : [])].flatMap(listSchemaRows);
  return rows.flatMap(({ keywords }) => (keywords.get('maxLength')?.value as number | undefined) ?? []);
}
