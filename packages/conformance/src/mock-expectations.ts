// What a strict mock has to do according to a document.
import { isDeepStrictEqual } from 'node:util';
import type { Mock } from '@dli-openapi/mock';
import type { Document, Node } from '@dli-openapi/openapi';
import { getList, getNode } from '@dli-openapi/openapi';
import { listBreaks, listEdges } from './generate/cases.ts';
import { listCasesWithin } from './generate/cases-within.ts';
import { makeSmallestInput } from './generate/inputs.ts';
import { sampleOne } from './generate/property.ts';
import type { BrokenRequest } from './generate/request-cases.ts';
import { keepSure, listInputEdges, listRequestBreaks } from './generate/request-cases.ts';
import { startAt } from './generate/values.ts';
import { parseJson, toRequest, writeRequest } from './generate/wire.ts';
import type { Subject } from './subject.ts';

/** An expectation of a mock. */
export interface Expectation {
  /** Such as `createJob: body.name at minLength is accepted`. */
  what: string;
  /** Finds what is wrong with the mock; undefined if nothing is. */
  findFault(mock: Mock): Promise<string | undefined>;
}

/** Lists which credentials and requests it accepts, and how it responds. Planned responses are separate: {@link expectPlannedBodies}. */
export function listExpectations(document: Document, subject: Subject, seed: number): Expectation[] {
  return [...expectAccess(document, subject), ...expectRequests(document, subject, seed), ...expectExamples(document, subject)];
}

/** Valid as a token and as a signature. */
const credential = 'SDK-HMAC-SHA256 Access=key';

/** Lists the headers of each kind of credentials that the document accepts. */
export function listCredentials(document: Document, { operation: { node } }: Pick<Subject, 'operation'>): Record<string, string>[] {
  const schemes = getNode(document.components, 'securitySchemes');
  return (getList('security' in node ? node : document, 'security') as Node[]).map((requirement) =>
    Object.fromEntries(Object.keys(requirement).map((name) => [String(getNode(schemes, name).name), credential])),
  );
}

export function expectAccess(document: Document, subject: Subject): Expectation[] {
  const { operationId } = subject.operation;
  const request = writeRequest(subject.operation, makeSmallestInput(subject));
  const ways = listCredentials(document, subject);
  const schemes = Object.values(getNode(document.components, 'securitySchemes')) as Node[];
  const others = schemes
    .map(({ name }) => ({ [String(name)]: credential }))
    .filter((other) => !ways.some((way) => Object.keys(other).join() === Object.keys(way).join()));
  return [
    ...[{}, ...others].map(
      (headers): Expectation => ({
        what: `${operationId}: security of a call with ${Object.keys(headers).join() || 'no credentials'}`,
        findFault: async (mock) => {
          const { status } = await mock.fetch(toRequest(request, headers));
          return (status === 401) === ways.length > 0 ? undefined : `the status is ${status}`;
        },
      }),
    ),
    ...ways.map(
      (headers): Expectation => ({
        what: `${operationId}: security of a call with ${Object.keys(headers).join(' and ')}`,
        findFault: (mock) => findRefusal(mock, toRequest(request, headers)),
      }),
    ),
  ];
}

async function findRefusal(mock: Mock, request: Request): Promise<string | undefined> {
  const response = await mock.fetch(request);
  return response.ok ? undefined : `the status is ${response.status}: ${await response.text()}`;
}

/** Expects the smallest request and those at an edge to be accepted, and those that break a rule to be refused. */
function expectRequests(document: Document, subject: Subject, seed: number): Expectation[] {
  const { operationId } = subject.operation;
  const [headers = {}] = listCredentials(document, subject);
  return [
    ...listInputEdges(subject).map(({ rule, place, inputs }, index): Expectation => {
      const request = writeRequest(subject.operation, sampleOne(inputs, seed + index));
      return {
        what: `${operationId}: ${place} at ${rule} is accepted`,
        findFault: (mock) => findRefusal(mock, toRequest(request, headers)),
      };
    }),
    ...listRequestBreaks(subject).map(({ rule, place, requests }, index): Expectation => {
      const broken = sampleOne(requests, seed + index);
      return {
        what: `${operationId}: ${place} that breaks ${rule} is refused`,
        findFault: (mock) => findWrongRefusal(mock, broken, headers),
      };
    }),
  ];
}

/** Finds what is wrong with how a mock refuses a request that breaks one rule: it has to say where. */
export async function findWrongRefusal(
  mock: Mock,
  { request, ...broken }: BrokenRequest,
  headers: Record<string, string>,
): Promise<string | undefined> {
  const response = await mock.fetch(toRequest(request, headers));
  const text = await response.text();
  if (response.status !== 400) return `the status is ${response.status}: ${text}`;
  const misnamed = findMisnamedPlaces(broken, response.headers.get('x-dli-violations'));
  if (misnamed.length > 0) return misnamed.join(', ');
  const { error_code, error_msg } = parseJson(text) as { error_code?: unknown; error_msg?: unknown };
  const isNamed = broken.orWithin || String(error_msg).includes(cutPointer(broken.pointer));
  return error_code === 'DLI.0001' && isNamed ? undefined : `the body says ${error_code}: ${error_msg}`;
}

/** The mock cuts long pointers. */
function cutPointer(pointer: string): string {
  return pointer.length <= 80 ? pointer : `${pointer.slice(0, 79)}…`;
}

/**
 * Lists what is wrong with the places in the header `x-dli-violations` of a request with one violation: its place is not among
 * them, or another place is that is not within it.
 */
export function findMisnamedPlaces({ pointer, orWithin }: Pick<BrokenRequest, 'pointer' | 'orWithin'>, header: string | null): string[] {
  const named = (JSON.parse(header ?? '[]') as { pointer: string }[]).map((violation) => violation.pointer);
  const place = cutPointer(pointer);
  const isWithin = (other: string) => other === place || other.startsWith(`${place}.`) || other.startsWith(`${place}[`);
  return [
    ...((orWithin ? named.length > 0 : named.includes(place)) ? [] : [`${place} is not named`]),
    ...named.filter((other) => !isWithin(other)).map((other) => `${other} is named`),
  ];
}

/** Expects each example on request, and the first of the success by default, with the documented headers. */
export function expectExamples(document: Document, subject: Subject): Expectation[] {
  const { operationId, responses } = subject.operation;
  const [credentials = {}] = listCredentials(document, subject);
  const request = writeRequest(subject.operation, makeSmallestInput(subject));
  const success = Object.keys(responses).find((status) => status.startsWith('2'));
  const unknownStatus: Expectation = {
    what: `${operationId}: responses of a status that it does not have`,
    findFault: async (mock) => {
      const { status } = await mock.fetch(toRequest(request, { ...credentials, prefer: `code=${strayStatus}` }));
      return status === 400 ? undefined : `the status is ${status}`;
    },
  };
  const examples = Object.entries(responses).flatMap(([status, { content, headers }]) =>
    Object.entries(content?.examples ?? {}).flatMap(([name, { value }], index) => {
      const findFault = (prefer: Record<string, string>) => async (mock: Mock) => {
        const response = await mock.fetch(toRequest(request, { ...credentials, ...prefer }));
        const text = await response.text();
        if (response.status !== Number(status)) return `the status is ${response.status}: ${text}`;
        if (!isDeepStrictEqual(parseJson(text), value)) return `the body is ${text}`;
        const missing = Object.keys(headers).find((header) => !response.headers.has(header));
        return missing === undefined ? undefined : `the header ${missing} is missing`;
      };
      const named = {
        what: `${operationId}: the example ${status}/${name}`,
        findFault: findFault({ prefer: `code=${status}, example=${name}` }),
      };
      return index === 0 && status === success
        ? [{ what: `${operationId}: the default response`, findFault: findFault({}) }, named]
        : [named];
    }),
  );
  return [unknownStatus, ...examples];
}

/** A status that no operation has. */
export const strayStatus = '418';

/** Expects planned bodies at an edge of the schema to be accepted, and those that break a rule to be refused. */
export function expectPlannedBodies(subject: Subject, seed: number): Expectation[] {
  const { operationId } = subject.operation;
  return [...subject.responses].flatMap(([status, schema]) => {
    const at = `response.${status}`;
    const listCases = (valid: boolean) =>
      listCasesWithin(schema, startAt('response'), valid ? listEdges : listBreaks).flatMap((found) => keepSure(subject, at, found, valid));
    const createExpectations = (valid: boolean, make: (value: unknown, pointer: string) => Expectation['findFault']) =>
      listCases(valid).map(({ rule, place, values, ofVariant }, index): Expectation => {
        const { value, pointer } = sampleOne(values, seed + index);
        const what = `${operationId}: the planned body ${at}${place} that ${valid ? 'is at' : 'breaks'} ${rule}`;
        return { what, findFault: make(value, ofVariant ? '' : `body${pointer} `) };
      });
    const planBody = (mock: Mock, body: unknown): string | undefined => {
      try {
        mock.operation(operationId as 'showFlinkJob').reply({ status: Number(status), body } as never);
        return undefined;
      } catch (error) {
        return (error as Error).message;
      } finally {
        mock.reset();
      }
    };
    return [
      ...createExpectations(true, (value) => async (mock) => planBody(mock, value)),
      ...createExpectations(false, (value, pointer) => async (mock) => {
        const refusal = planBody(mock, value);
        if (refusal === undefined) return 'it is not refused';
        return refusal.includes(pointer) ? undefined : `${pointer}is not named: ${refusal}`;
      }),
    ];
  });
}
