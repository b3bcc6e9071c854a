// The mock judges requests itself, with validators compiled from the document, and does not ask Prism. Of all inputs that are
// generated, both must say the same, but for what Prism is known to get wrong.
import { createMock } from '@dli-openapi/mock';
import { listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { createInstance, getHttpOperationsFromSpec } from '@stoplight/prism-http';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breaksOf } from '../src/generate/broken-requests.ts';
import { holdsFor, seedOf } from '../src/generate/check.ts';
import { hardInputs, inputsOf, subjectOf } from '../src/generate/inputs.ts';
import type { WireRequest } from '../src/generate/wire.ts';
import { requestTo, wireOf } from '../src/generate/wire.ts';

const runs = 50;
const seed = seedOf(process.env);
const document = readDocument();
const subjects = listOperations(document).map((operation) => subjectOf(document, operation));
const cases = subjects.map((subject) => ({ operationId: subject.operation.operationId, subject }));
const mock = createMock({ strict: true });

const ignore = () => {};
const logger = { info: ignore, warn: ignore, error: ignore, debug: ignore, trace: ignore, success: ignore, child: () => logger };
const resources = await getHttpOperationsFromSpec(structuredClone(document) as object);
const settings = { isProxy: false, checkSecurity: false, validateRequest: true, validateResponse: false, errors: false };
const config = () => ({ ...settings, upstreamProxy: undefined, mock: { dynamic: false } }) as never;
const prism = createInstance(config(), { logger } as never);

async function mockAccepts(request: WireRequest): Promise<boolean> {
  return (await mock.fetch(requestTo('http://dli.test', request))).status < 300;
}

async function prismAccepts({ method, path, query, mediaType, body }: WireRequest): Promise<boolean> {
  const headers = { ...(mediaType && { 'content-type': mediaType }), ...(body !== undefined && { 'content-length': String(body.length) }) };
  const url = { path, query: valuesOf(query) };
  const input = { method: method.toLowerCase(), url, headers, ...(body !== undefined && { body: JSON.parse(body) }) };
  const result = await prism.request(input as never, resources, config())();
  return result._tag === 'Right' && result.right.validations.input.length === 0;
}

/** As Prism's server reads them: one that comes more than once is a list. */
function valuesOf(query: string): Record<string, string | string[]> {
  const pairs = new URLSearchParams(query);
  const entries = [...new Set(pairs.keys())].map((name): [string, string | string[]] => {
    const [first = '', ...more] = pairs.getAll(name);
    return [name, more.length > 0 ? [first, ...more] : first];
  });
  return Object.fromEntries(entries);
}

describe('of inputs that are valid', () => {
  it.each(cases)('Prism accepts those of $operationId, as the mock does', async ({ subject }) => {
    await holdsFor(inputsOf(subject), { seed, runs, first: hardInputs(subject, seed) }, async (input) => {
      const request = wireOf(subject.operation, input);
      expect([await mockAccepts(request), await prismAccepts(request)]).toEqual([true, true]);
    });
  });
});

describe('of inputs that break one rule', () => {
  it.each(cases)('Prism refuses those of $operationId, as the mock does', async ({ subject }) => {
    const breaks = breaksOf(subject).filter(({ rule, place }) => !isLostOnPrism(rule, place));
    const requests = breaks.flatMap((each, index) => fc.sample(each.requests, { seed: seed + index, numRuns: 2 }));
    for (const { rule, pointer, request } of requests) {
      expect([await mockAccepts(request), await prismAccepts(request)], `${rule} of ${pointer}`).toEqual([false, false]);
    }
  });
});

const lostOnPrism: ReadonlySet<string> = new Set(['int64', 'unknown', 'encoding', 'json', 'media type']);

/** What Prism lets pass, or does not answer; numbers outside of bodies it takes in any spelling. */
function isLostOnPrism(rule: string, place: string): boolean {
  return lostOnPrism.has(rule) || (rule === 'type' && !place.startsWith('body'));
}
