import type { LoadedDocument } from '../document/load.ts';
import type { Operation } from '../document/operations.ts';
import { MockError } from '../errors.ts';
import { parseJson, writeJson } from '../json.ts';
import { nearestName } from '../messages.ts';
import { millisecondsOf } from '../options.ts';
import type { Answer, Delivery } from '../response/response.ts';
import { jsonAnswer, textAnswer, unansweredAnswer } from '../response/response.ts';
import { findUndocumented, schemaViolations } from '../validation/schema.ts';
import { describe, inWords, shorten } from '../validation/violation.ts';
import type { AnyReply } from './reply.ts';

// Makes answers of replies, once it is certain that the document allows them.

/** Gives a reply's answer; a new one each time. */
export type BuildAnswer = () => Answer | Promise<Answer>;

const known: ReadonlySet<string> = new Set(['status', 'example', 'body', 'unchecked', 'headers', 'delay', 'fault']);
const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);
const faults: ReadonlySet<unknown> = new Set(['reset', 'hang', 'truncate']);

/**
 * Checks a reply.
 * @param strict whether a body may have no properties that the document does not know
 * @throws {MockError} when the document does not have what it names, its body does not fit, or it cannot be sent
 */
export function checkReply(loaded: LoadedDocument, strict: boolean, operation: Operation, reply: AnyReply): BuildAnswer {
  const refuse = (problem: string) => new MockError(`A reply of ${operation.operationId} ${problem}.`);
  checkShape(reply, refuse);
  const delivery = deliveryOf(reply);
  const headers = headersOf(reply, refuse);
  if (reply.fault === 'reset' || reply.fault === 'hang') return () => unansweredAnswer(delivery);
  const build = reply.unchecked
    ? uncheckedAnswer(reply)
    : reply.body === undefined
      ? exampleAnswer(loaded, operation, reply, refuse)
      : bodyAnswer(loaded, strict, operation, reply, refuse);
  return async () => {
    const answer = await build();
    return { ...answer, headers: { ...answer.headers, ...headers }, delivery };
  };
}

type Refuse = (problem: string) => MockError;

function checkShape(reply: AnyReply, refuse: Refuse): void {
  if (typeof reply !== 'object' || reply === null) throw refuse(`must be an object or a function, found ${describe(reply)}`);
  const unknown = Object.keys(reply).find((key) => !known.has(key));
  if (unknown !== undefined) throw refuse(`has ${describe(unknown)}; it can have ${[...known].join(', ')}`);
  if (reply.fault !== undefined && !faults.has(reply.fault))
    throw refuse(`has the fault ${describe(reply.fault)}; there are ${[...faults].join(', ')}`);
  const { status = 200 } = reply;
  if (!Number.isInteger(status) || status < 200 || status > 599) throw refuse(`has status ${status}; it must be from 200 to 599`);
  if (bodiless.has(status) && reply.body !== undefined) throw refuse(`has a body, which status ${status} cannot have`);
  if (reply.body !== undefined && reply.example !== undefined) throw refuse('has a body and an example; give one of them');
}

function deliveryOf({ delay = 0, fault }: AnyReply): Delivery {
  return { delayMilliseconds: millisecondsOf(delay), ...(fault && { fault }) };
}

function headersOf({ headers = {} }: AnyReply, refuse: Refuse): Record<string, string> {
  try {
    const given = Object.fromEntries(new Headers(headers));
    const framing = ['content-length', 'transfer-encoding'].find((name) => name in given);
    if (framing !== undefined) throw new TypeError(`${framing} follows from the body`);
    return given;
  } catch (error) {
    throw refuse(`has a header that cannot be sent: ${(error as Error).message}`);
  }
}

function uncheckedAnswer({ status = 200, body }: AnyReply): BuildAnswer {
  return () => (typeof body === 'string' ? textAnswer(status, body) : jsonAnswer(status, body));
}

function exampleAnswer(loaded: LoadedDocument, operation: Operation, reply: AnyReply, refuse: Refuse): BuildAnswer {
  const status = reply.status ?? statusWith(operation, reply.example);
  const response = operation.responses.get(status ?? Number.NaN);
  if (reply.status !== undefined && response === undefined) throw unknownStatus(operation, reply.status, refuse);
  if (status === undefined || response === undefined || (reply.example !== undefined && !response.examples.includes(reply.example))) {
    throw unknownExample(operation, reply, refuse);
  }
  const choice = { status, example: reply.example ?? response.examples[0], asked: true };
  return async () => {
    const answer = await loaded.engine.answer(operation, choice);
    return jsonAnswer(status, answer.body, answer.headers);
  };
}

/** The first status, those of success before others, that has an example of a name; or the first of all. */
function statusWith({ responses }: Operation, example: string | undefined): number | undefined {
  return statuses(responses.keys()).find((status) => example === undefined || responses.get(status)?.examples.includes(example));
}

function statuses(all: Iterable<number>): number[] {
  const isSuccess = (status: number) => status >= 200 && status < 300;
  return [...all].sort((a, b) => Number(isSuccess(b)) - Number(isSuccess(a)) || a - b);
}

function bodyAnswer({ schemas }: LoadedDocument, strict: boolean, operation: Operation, reply: AnyReply, refuse: Refuse): BuildAnswer {
  const status = reply.status ?? statusWith(operation, undefined) ?? 200;
  const schema = operation.responses.get(status)?.schema;
  if (!operation.responses.has(status)) throw unknownStatus(operation, status, refuse);
  if (schema === undefined) throw refuse(`has a body, and the document has none for status ${status}`);
  const text = written(reply.body, refuse);
  const { value, exact } = parseJson(text);
  const errors = schemas.errors(schema, value);
  const violations = [
    ...schemaViolations(errors, { pointer: 'body', value, schema, written: (error) => exact.get(error.instancePath) }),
    ...(strict ? findUndocumented(schema, value, 'body') : []),
  ];
  if (violations.length === 0) return () => textAnswer(status, text);
  throw refuse(`does not fit status ${status} of the document: ${inWords(violations)}. To send it all the same, add "unchecked: true"`);
}

function written(body: unknown, refuse: Refuse): string {
  try {
    return writeJson(body) ?? 'null';
  } catch (error) {
    throw refuse(`has a body that cannot be written as JSON: ${(error as Error).message}`);
  }
}

function unknownStatus({ responses }: Operation, status: number, refuse: Refuse): MockError {
  return refuse(
    `has status ${status}; the document has ${[...responses.keys()].join(', ')}. To send it all the same, add "unchecked: true"`,
  );
}

function unknownExample({ responses }: Operation, { status, example }: AnyReply, refuse: Refuse): MockError {
  const among = [...responses].filter(([other]) => status === undefined || other === status);
  const names = among.flatMap(([, response]) => response.examples);
  const nearest = nearestName(example ?? '', names);
  const meant = nearest === undefined ? '' : ` (did you mean ${nearest}?)`;
  const where = status === undefined ? '' : ` for status ${status}`;
  return refuse(`names the example ${describe(example)}${meant}; the document has ${names.join(', ') || 'none'}${where}`);
}

/** A planned reply in words, without what may be long in it. */
export function inShort(reply: unknown): string {
  if (typeof reply === 'function') return `the function ${reply.name || 'without a name'}`;
  if (typeof reply !== 'object' || reply === null) return 'the reply';
  const parts = Object.entries(reply).flatMap(([name, value]) => {
    if (value === undefined || name === 'headers') return [];
    return [`${name}: ${name === 'body' ? '…' : shorten(JSON.stringify(value) ?? String(value))}`];
  });
  return `the reply { ${parts.join(', ')} }`;
}
