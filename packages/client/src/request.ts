import { DliInputError } from './errors.ts';
import type { FetchInit } from './http.ts';
import { describeInt64Problem, findJsonProblem, isPlainObject, readInt64Digits } from './json.ts';
import type { Operation } from './operation.ts';

/** A request before it is authenticated. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Iterable<readonly [string, string]>;
  readonly body: string | Uint8Array<ArrayBuffer> | undefined;
  /** What else `fetch` gets, such as `cache`. */
  readonly init?: Omit<RequestInit, keyof FetchInit>;
}

type Scalar = string | number | boolean;

/** The input of an operation, as openapi-fetch takes it. */
export interface RequestParts {
  params: { path: Record<string, Scalar | undefined>; query: Record<string, Scalar | Scalar[]>; header: Record<string, string> };
  body: string | undefined;
}

/**
 * Sorts a flat input into path, query, headers and body. The path lacks the project, an option of the client. Fields that are
 * `undefined` count as omitted.
 * @throws {DliInputError} if a field is unknown or has a value that cannot be sent
 */
export function buildRequest(operation: Operation<never, unknown>, input: unknown): RequestParts {
  const { operationId, fields, lists = [], repeatedInBody = [] } = operation;
  const given = checkInputObject(operationId, input);
  const params: RequestParts['params'] = { path: {}, query: {}, header: {} };
  const members: string[] = [];
  for (const [name, value] of Object.entries(given)) {
    const place = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (place === undefined) throw createUnknownFieldError(operation, name);
    if (value === undefined) continue;
    if (place === 'body') addMember(members, operation, name, value);
    else if (lists.includes(name) && Array.isArray(value)) params.query[name] = value.map((item) => checkParameter(operation, name, item));
    else if (place === 'header') params.header[name] = checkHeader(operationId, name, String(checkParameter(operation, name, value)));
    else params[place][name] = checkParameter(operation, name, value);
  }
  for (const name of repeatedInBody) addMember(members, operation, name, given[name]);
  return { params, body: operation.hasBody && `{${members.join(',')}}` };
}

/**
 * The input of a call, or its options, if that is a plain object.
 * @throws {DliInputError} if it is not
 */
export function checkInputObject(operationId: string, input: unknown, subject = 'input has'): Record<string, unknown> {
  if (isPlainObject(input)) return input;
  throw new DliInputError(operationId, undefined, `the ${subject} to be a plain object.`);
}

function createUnknownFieldError({ operationId, fields }: Operation<never, unknown>, name: string): DliInputError {
  if (name === 'project_id') {
    return new DliInputError(operationId, name, 'is an option of the client. Use `dli.with({ projectId })` for another project.');
  }
  return new DliInputError(operationId, name, `is not a field of its input. It takes ${Object.keys(fields).join(', ') || 'none'}.`);
}

function checkParameter({ operationId, int64 }: Operation<never, unknown>, name: string, value: unknown): Scalar {
  if (int64?.includes(name)) return writeInt64(operationId, name, value);
  if (typeof value !== 'string' && typeof value !== 'boolean' && !Number.isFinite(value)) {
    throw new DliInputError(operationId, name, 'has to be a string, a boolean or a finite number, or be omitted.');
  }
  if (typeof value === 'string' && hasLoneSurrogate(value)) throw new DliInputError(operationId, name, `${loneSurrogate}.`);
  return value as Scalar;
}

function checkHeader(operationId: string, name: string, value: string): string {
  if (/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) return value.trim();
  throw new DliInputError(operationId, name, 'holds a character that a header cannot carry, such as a line break.');
}

/**
 * Writes parameters into a path, percent-encoded.
 * @throws {DliInputError} if one is missing or cannot be a segment of a path
 */
export function writePath(operationId: string, template: string, values: Record<string, unknown>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? undefined;
    const problem = value === undefined ? 'is missing. It is part of the path' : findSegmentProblem(String(value));
    if (problem !== undefined) throw new DliInputError(operationId, name, `${problem}.`);
    return encodeURIComponent(String(value));
  });
}

/** Why a value cannot be one segment of a path. Everything else can, once it is percent-encoded. */
export function findSegmentProblem(value: string): string | undefined {
  if (value === '') return 'is empty';
  // Without its dot segments this would be the path of another operation.
  if (value === '.' || value === '..') return `is "${value}", which a URL drops from its path`;
  return hasLoneSurrogate(value) ? loneSurrogate : undefined;
}

const loneSurrogate = 'holds half a character (a lone surrogate), which cannot be sent';

/** Half of a surrogate pair has no UTF-8 form, so encoding it fails. */
function hasLoneSurrogate(value: string): boolean {
  return /\p{Surrogate}/u.test(value);
}

function writeInt64(operationId: string, name: string, value: unknown, place = ''): string {
  const digits = readInt64Digits(value);
  if (digits === undefined) throw new DliInputError(operationId, name, place + describeInt64Problem(value));
  return digits;
}

// JSON.stringify has no way of its own to write an integer that a number cannot hold.
function addMember(members: string[], { operationId, int64 = [] }: Operation<never, unknown>, name: string, value: unknown): void {
  const json = int64.includes(name) ? writeInt64Json(operationId, name, value) : writeJson(operationId, name, value);
  if (json !== undefined) members.push(`${JSON.stringify(name)}:${json}`);
}

function writeInt64Json(operationId: string, name: string, value: unknown): string {
  // The service takes null for an optional field as if it were omitted.
  if (value === null) return 'null';
  if (!Array.isArray(value)) return writeInt64(operationId, name, value);
  return `[${value.map((item, index) => writeInt64(operationId, name, item, `at index ${index} `)).join(',')}]`;
}

function writeJson(operationId: string, field: string, body: unknown): string | undefined {
  if (typeof body === 'string' || typeof body === 'boolean' || Number.isFinite(body)) return JSON.stringify(body);
  try {
    return JSON.stringify(body, function (this: Record<string, unknown>, name, value: unknown) {
      const problem = value === undefined && Array.isArray(this) ? 'undefined' : findJsonProblem(this[name], value);
      if (problem === undefined) return value;
      const found = `${problem}, which JSON cannot carry.`;
      if (Array.isArray(this)) throw new DliInputError(operationId, field, `holds at index ${name} ${found}`);
      throw new DliInputError(operationId, name || field, `is ${found}`);
    });
  } catch (error) {
    if (error instanceof DliInputError) throw error;
    throw new DliInputError(operationId, field, 'cannot be written as JSON.', { cause: error });
  }
}
