// The mock judges requests itself, with validators compiled from the document, and does not ask Prism. Of all inputs that are
// generated, both must say the same, but for what Prism is known to get wrong.
import { createMock } from '@dli-openapi/mock';
import { listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { createInstance, getHttpOperationsFromSpec } from '@stoplight/prism-http';
import { expect, it } from 'vitest';
import { listHardInputs, makeSmallestInput } from '../src/generate/inputs.ts';
import { readSeed, sampleOne } from '../src/generate/property.ts';
import { listInputEdges, listRequestBreaks } from '../src/generate/request-cases.ts';
import type { WireRequest } from '../src/generate/wire.ts';
import { toRequest, writeRequest } from '../src/generate/wire.ts';
import { listSubjects } from '../src/subject.ts';

const seed = readSeed(process.env);
const document = readDocument();
const subjects = listSubjects(document, listOperations(document));
const cases = subjects.map((subject) => ({ operationId: subject.operation.operationId, subject }));
const mock = createMock({ strict: true });

const ignore = () => {};
const logger = { info: ignore, warn: ignore, error: ignore, debug: ignore, trace: ignore, success: ignore, child: () => logger };
const resources = await getHttpOperationsFromSpec(structuredClone(document) as object);
const settings = { isProxy: false, checkSecurity: false, validateRequest: true, validateResponse: false, errors: false };
const config = () => ({ ...settings, upstreamProxy: undefined, mock: { dynamic: false } }) as never;
const prism = createInstance(config(), { logger } as never);

async function mockAccepts(request: WireRequest): Promise<boolean> {
  return (await mock.fetch(toRequest(request, { 'x-auth-token': 'token' }))).status < 300;
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

it.each(cases)('Prism accepts what is valid of $operationId, and refuses what breaks a rule, as the mock does', async ({ subject }) => {
  // Of null for an optional property, Prism knows only what the schema says.
  const edges = listInputEdges(subject).filter(({ rule }) => rule !== 'int64' && rule !== 'omitted');
  const inputs = [
    makeSmallestInput(subject),
    ...listHardInputs(subject, seed),
    ...edges.map((edge, index) => sampleOne(edge.inputs, seed + index)),
  ];
  for (const input of inputs) {
    const request = writeRequest(subject.operation, input);
    expect([await mockAccepts(request), await prismAccepts(request)], JSON.stringify(input)).toEqual([true, true]);
  }
  const breaks = listRequestBreaks(subject).filter(({ rule, place }) => !isLostOnPrism(rule, place));
  for (const [index, { rule, requests }] of breaks.entries()) {
    const { pointer, request } = sampleOne(requests, seed + index);
    expect([await mockAccepts(request), await prismAccepts(request)], `${rule} of ${pointer}`).toEqual([false, false]);
  }
});

const lostOnPrism: ReadonlySet<string> = new Set(['int64', 'unknown', 'encoding', 'json', 'media type']);

/** What Prism lets pass, or does not answer; numbers outside of bodies it takes in any spelling. */
function isLostOnPrism(rule: string, place: string): boolean {
  return lostOnPrism.has(rule) || (rule === 'type' && !place.startsWith('body'));
}
