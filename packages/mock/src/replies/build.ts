// Builds the responses of replies, once it is certain that the document allows them.
import type { LoadedDocument } from '../document/load.ts';
import type { Operation } from '../document/operations.ts';
import { findNearestName, formatHint, formatValue } from '../format.ts';
import { isNode } from '../generated/openapi/index.ts';
import { findRoundedInteger, parseJson, writeJson } from '../json.ts';
import { MockError } from '../mock-error.ts';
import { parseDuration, refuseUnknownNames } from '../options.ts';
import { buildResponse } from '../response/examples.ts';
import type { Delivery, Fault, MockResponse } from '../response/response.ts';
import { createFault, createResponse } from '../response/response.ts';
import { listUndocumented, listViolations } from '../validation/schema.ts';
import { formatViolations } from '../validation/violation.ts';
import type { AnyReply, UncheckedResponse } from './reply.ts';

/** Builds a reply's response; a new one each time. */
export type BuildReply = () => MockResponse | Promise<MockResponse>;

const fields = ['status', 'example', 'body', 'unchecked', 'headers', 'delay', 'fault'];
const uncheckedFields = ['status', 'body'];
const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);
const faults: ReadonlySet<unknown> = new Set<Fault>(['reset', 'hang', 'truncate']);
/** What a reply says of its response itself. */
const responseFields = ['status', 'example', 'body', 'unchecked'] as const;

/**
 * Checks a reply.
 * @param strict whether a body may have no properties that the document does not know
 * @throws {MockError} when the document does not have what it names, its body does not fit, or it cannot be sent
 */
export function checkReply(loaded: LoadedDocument, strict: boolean, operation: Operation, reply: AnyReply): BuildReply {
  const refuse = (problem: string) => new MockError(`A reply of ${operation.operationId} ${problem}.`);
  checkShape(operation, reply, refuse);
  const delivery = readDelivery(reply);
  const headers = readHeaders(reply, refuse);
  if (reply.fault === 'reset' || reply.fault === 'hang') return () => createFault(delivery);
  const build = chooseBuilder(loaded, strict, operation, reply, refuse);
  return async () => {
    const response = await build();
    return { ...response, headers: { ...response.headers, ...headers }, delivery };
  };
}

type Refuse = (problem: string) => MockError;

function checkShape({ operationId }: Operation, reply: AnyReply, refuse: Refuse): void {
  if (!isNode(reply)) throw refuse(`must be an object or a function, found ${formatValue(reply)}`);
  refuseUnknownNames(`The ${operationId} reply field`, reply, fields);
  const { fault, unchecked } = reply;
  if (fault !== undefined && !faults.has(fault)) throw refuse(`has the fault ${formatValue(fault)}; there are ${[...faults].join(', ')}`);
  if (unchecked !== undefined) refuseUnknownNames(`The ${operationId} unchecked reply field`, unchecked, uncheckedFields);
  const given = responseFields.filter((name) => reply[name] !== undefined);
  if (unchecked !== undefined && given.length > 1) throw refuse(`has unchecked beside ${given[0]}; put that into unchecked`);
  if (reply.body !== undefined && reply.example !== undefined) throw refuse('has a body and an example; give one of them');
  if ((fault === 'reset' || fault === 'hang') && given.length > 0)
    throw refuse(`has the fault ${fault}, after which no ${given.join(' and ')} would be sent`);
  const { status = 200, body }: UncheckedResponse = reply.unchecked ?? reply;
  if (!Number.isInteger(status) || status < 200 || status > 599)
    throw refuse(`has status ${formatValue(status)}; it must be a number from 200 to 599`);
  if (bodiless.has(status) && body !== undefined) throw refuse(`has a body, which status ${status} cannot have`);
}

function readDelivery({ delay = 0, fault }: AnyReply): Delivery {
  return { delayMilliseconds: parseDuration(delay), ...(fault && { fault }) };
}

function readHeaders({ headers = {} }: AnyReply, refuse: Refuse): Record<string, string> {
  try {
    const given = Object.fromEntries(new Headers(headers));
    const framing = ['content-length', 'transfer-encoding'].find((name) => name in given);
    if (framing !== undefined) throw new TypeError(`${framing} follows from the body`);
    return given;
  } catch (error) {
    throw refuse(`has a header that cannot be sent: ${(error as Error).message}`);
  }
}

function chooseBuilder(loaded: LoadedDocument, strict: boolean, operation: Operation, reply: AnyReply, refuse: Refuse): BuildReply {
  if (reply.unchecked) {
    const { status = 200, body } = reply.unchecked;
    const text = body === undefined || typeof body === 'string' ? body : stringify(body, refuse);
    return () => createResponse(status, text);
  }
  if (reply.body === undefined) return prepareExample(loaded, operation, reply, refuse);
  return prepareBody(loaded, strict, operation, reply, refuse);
}

function prepareExample(loaded: LoadedDocument, operation: Operation, reply: AnyReply, refuse: Refuse): BuildReply {
  const status = reply.status ?? findStatusWith(operation, reply.example);
  const response = operation.responses.get(status ?? Number.NaN);
  if (reply.status !== undefined && response === undefined) throw describeUnknownStatus(operation, reply.status, refuse);
  if (status === undefined || response === undefined || (reply.example !== undefined && !response.examples.includes(reply.example))) {
    throw describeUnknownExample(operation, reply, refuse);
  }
  const choice = { status, example: reply.example ?? response.examples[0], isRequested: true };
  return async () => {
    const { headers, text } = await buildResponse(loaded, operation, choice);
    return createResponse(status, text, headers);
  };
}

/** The first status that has an example of a name, those of success before others; or the default. */
function findStatusWith({ responses, defaultStatus }: Operation, example: string | undefined): number | undefined {
  if (example === undefined) return defaultStatus;
  const isSuccess = (status: number) => status >= 200 && status < 300;
  const statuses = [...responses.keys()].sort((a, b) => Number(isSuccess(b)) - Number(isSuccess(a)) || a - b);
  return statuses.find((status) => responses.get(status)?.examples.includes(example));
}

function prepareBody({ schemas }: LoadedDocument, strict: boolean, operation: Operation, reply: AnyReply, refuse: Refuse): BuildReply {
  const status = reply.status ?? operation.defaultStatus;
  const response = operation.responses.get(status);
  if (response === undefined) throw describeUnknownStatus(operation, status, refuse);
  const { schema } = response;
  if (schema === undefined) throw refuse(`has a body, and the document has none for status ${status}`);
  const text = stringify(reply.body, refuse);
  const json = parseJson(text);
  const violations = [...listViolations(schemas, schema, json, 'body'), ...(strict ? listUndocumented(schema, json.value, 'body') : [])];
  if (violations.length > 0)
    throw refuse(`does not fit status ${status} of the document: ${formatViolations(violations)}. ${adviseUnchecked(status)}`);
  const rounded = findRoundedInteger(reply.body, 'body', schema);
  if (rounded !== undefined) throw refuse(`has an integer beyond 2^53 in ${rounded}, which a number rounds; use a bigint`);
  return () => createResponse(status, text);
}

function stringify(body: unknown, refuse: Refuse): string {
  try {
    return writeJson(body) ?? 'null';
  } catch (error) {
    throw refuse(`has a body that cannot be written as JSON: ${(error as Error).message}`);
  }
}

function describeUnknownStatus({ responses }: Operation, status: number, refuse: Refuse): MockError {
  return refuse(`has status ${status}; the document has ${[...responses.keys()].join(', ')}. ${adviseUnchecked(status)}`);
}

function adviseUnchecked(status: number): string {
  return `To send it all the same, plan { unchecked: { status: ${status}, body } }`;
}

function describeUnknownExample({ responses }: Operation, { status, example }: AnyReply, refuse: Refuse): MockError {
  const among = [...responses].filter(([other]) => status === undefined || other === status);
  const names = among.flatMap(([, response]) => response.examples);
  const hint = formatHint(findNearestName(example ?? '', names));
  const where = status === undefined ? '' : ` for status ${status}`;
  return refuse(`names the example ${formatValue(example)}${hint}; the document has ${names.join(', ') || 'none'}${where}`);
}
