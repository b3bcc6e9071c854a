// The mock validates requests without Prism, by validators compiled from the document. Both must agree on all generated inputs,
// except for what Prism is known to get wrong.
import { createMock } from '@dli-openapi/mock';
import { listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { createInstance, getHttpOperationsFromSpec } from '@stoplight/prism-http';
import { expect, it } from 'vitest';
import { dealHardInputs, makeSmallestInput } from '../src/generate/inputs.ts';
import { readSeed, sampleOne } from '../src/generate/property.ts';
import { listInputEdges, listRequestBreaks } from '../src/generate/request-cases.ts';
import type { WireRequest } from '../src/generate/wire.ts';
import { toRequest, writeRequest } from '../src/generate/wire.ts';
import { listSubjects } from '../src/subject.ts';

const seed = readSeed(process.env);
const document = readDocument();
const subjects = listSubjects(document, listOperations(document));
const hardInputs = dealHardInputs(subjects, seed, 4);
const cases = subjects.map((subject) => ({ operationId: subject.operation.operationId, subject }));
const mock = createMock({ strict: true });

const ignore = () => {};
const logger = { info: ignore, warn: ignore, error: ignore, debug: ignore, trace: ignore, success: ignore, child: () => logger };
const operations = await getHttpOperationsFromSpec(structuredClone(document) as object);
// One at a time: to find it among all would take Prism longer than to validate.
const resources = new Map(operations.map((operation) => [operation.iid, [operation]]));
const settings = { isProxy: false, checkSecurity: false, validateRequest: true, validateResponse: false, errors: false };
const createConfig = () => ({ ...settings, upstreamProxy: undefined, mock: { dynamic: false } }) as never;
const prism = createInstance(createConfig(), { logger } as never);

async function isAcceptedByMock(request: WireRequest): Promise<boolean> {
  return (await mock.fetch(toRequest(request, { 'x-auth-token': 'token' }))).status < 300;
}

async function isAcceptedByPrism(operationId: string, { method, path, query, mediaType, body }: WireRequest): Promise<boolean> {
  const headers = { ...(mediaType && { 'content-type': mediaType }), ...(body !== undefined && { 'content-length': String(body.length) }) };
  const url = { path, query: readQuery(query) };
  const input = { method: method.toLowerCase(), url, headers, ...(body !== undefined && { body: JSON.parse(body) }) };
  const result = await prism.request(input as never, resources.get(operationId) ?? [], createConfig())();
  return result._tag === 'Right' && result.right.validations.input.length === 0;
}

/** Reads a query like Prism's server: a repeated parameter is a list. */
function readQuery(query: string): Record<string, string | string[]> {
  const pairs = new URLSearchParams(query);
  const entries = [...new Set(pairs.keys())].map((name): [string, string | string[]] => {
    const [first = '', ...more] = pairs.getAll(name);
    return [name, more.length > 0 ? [first, ...more] : first];
  });
  return Object.fromEntries(entries);
}

it.each(cases)(
  'Prism accepts what is valid of $operationId, and refuses what breaks a rule, as the mock does',
  async ({ operationId, subject }) => {
    // Of null for an optional property, Prism knows only what the schema says.
    const edges = listInputEdges(subject).filter(({ rule }) => rule !== 'int64' && rule !== 'omitted');
    const inputs = [
      makeSmallestInput(subject),
      ...(hardInputs.get(subject) ?? []),
      ...edges.map((edge, index) => sampleOne(edge.inputs, seed + index)),
    ];
    for (const input of inputs) {
      const request = writeRequest(subject.operation, input);
      expect([await isAcceptedByMock(request), await isAcceptedByPrism(operationId, request)], JSON.stringify(input)).toEqual([true, true]);
    }
    const breaks = listRequestBreaks(subject).filter(({ rule, place }) => !isLostOnPrism(rule, place));
    for (const [index, { rule, requests }] of breaks.entries()) {
      const { pointer, request } = sampleOne(requests, seed + index);
      expect([await isAcceptedByMock(request), await isAcceptedByPrism(operationId, request)], `${rule} of ${pointer}`).toEqual([
        false,
        false,
      ]);
    }
  },
);

const lostOnPrism: ReadonlySet<string> = new Set(['int64', 'unknown', 'encoding', 'json', 'media type']);

/** Whether Prism accepts a violation or does not respond to it. Outside of bodies it accepts numbers in any spelling. */
function isLostOnPrism(rule: string, place: string): boolean {
  return lostOnPrism.has(rule) || (rule === 'type' && !place.startsWith('body'));
}
