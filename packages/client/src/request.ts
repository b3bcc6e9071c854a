import { DliInputError } from './errors/index.ts';
import { int64Digits, int64Problem } from './int64.ts';
import type { FieldPlace, Operation } from './operation.ts';
import { hasLoneSurrogate, loneSurrogate, pathSegmentProblem } from './path-segment.ts';
import type { Sendable } from './transport/answer.ts';

type Scalar = string | number | boolean;

/**
 * The request of an operation: the fields of a flat input sorted into path, query and body. Fields that are `undefined`
 * count as left out.
 * @throws {DliInputError} when a field is unknown, has a value that cannot be sent, or is missing from the path
 */
export function requestOf(operation: Operation<never, unknown>, input: unknown, baseUrl: string, projectId: string): Sendable {
  const { operationId, fields, lists = [] } = operation;
  const given = checkedInput(operationId, input);
  const places: Record<FieldPlace, Record<string, unknown>> = { path: {}, query: {}, body: {} };
  for (const [name, value] of Object.entries(given)) {
    const place = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (place === undefined) throw unknownField(operation, name);
    if (value === undefined) continue;
    if (place === 'body') places.body[name] = value;
    else if (lists.includes(name) && Array.isArray(value))
      places[place][name] = value.map((item) => checkedParameter(operation, name, item, place));
    else places[place][name] = checkedParameter(operation, name, value, place);
  }
  for (const name of operation.repeatedInBody ?? []) places.body[name] = given[name];
  checkPath(operation, places.path);
  const values: Record<string, unknown> = { ...places.path, project_id: projectId };
  let path = operation.path;
  for (const name in values) path = path.replace(`{${name}}`, () => encodeURIComponent(String(values[name])));
  const query = queryOf(places.query as Record<string, Scalar | Scalar[]>);
  return {
    method: operation.method.toUpperCase(),
    url: `${baseUrl}${path}${query && `?${query}`}`,
    headers: new Map(operation.body && [['content-type', 'application/json']]),
    body: operation.body && bodyOf(operation, places.body),
  };
}

function queryOf(fields: Record<string, Scalar | Scalar[]>): string {
  let query = '';
  for (const name in fields) {
    for (const value of [fields[name]].flat()) query += `${query && '&'}${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`;
  }
  return query;
}

/**
 * The input, once it is known to have fields.
 * @throws {DliInputError} when it is not an object
 */
export function checkedInput(operationId: string, input: unknown): Record<string, unknown> {
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input as Record<string, unknown>;
  throw new DliInputError(operationId, undefined, 'the input has to be an object.');
}

function unknownField({ operationId, fields }: Operation<never, unknown>, name: string): DliInputError {
  if (name === 'project_id') return new DliInputError(operationId, name, 'comes from the client. Create one for each project.');
  const known = Object.keys(fields);
  return new DliInputError(operationId, name, `is not a field of its input. It takes ${known.length === 0 ? 'none' : known.join(', ')}.`);
}

function checkedParameter({ operationId, int64 }: Operation<never, unknown>, name: string, value: unknown, place: FieldPlace): Scalar {
  if (int64?.includes(name)) return digitsOf(operationId, name, value);
  if (typeof value !== 'string' && typeof value !== 'boolean' && !Number.isFinite(value)) {
    throw new DliInputError(operationId, name, `has to be a string, a boolean or a finite number in the ${place}.`);
  }
  if (typeof value === 'string' && hasLoneSurrogate(value)) throw new DliInputError(operationId, name, `${loneSurrogate}.`);
  return value as Scalar;
}

function checkPath({ operationId, fields }: Operation<never, unknown>, path: Record<string, unknown>): void {
  for (const name in fields) {
    if (fields[name] !== 'path') continue;
    const value = path[name];
    if (value === undefined) throw new DliInputError(operationId, name, 'is missing. It is part of the path.');
    const problem = pathSegmentProblem(String(value));
    if (problem !== undefined) throw new DliInputError(operationId, name, `${problem}.`);
  }
}

function digitsOf(operationId: string, name: string, value: unknown): string {
  const digits = int64Digits(value);
  if (digits === undefined) throw new DliInputError(operationId, name, int64Problem(value));
  return digits;
}

// JSON.stringify has no way of its own to write an integer that a number cannot hold.
function bodyOf({ operationId, int64 = [] }: Operation<never, unknown>, body: Record<string, unknown>): string {
  const members = Object.entries(body).map(([name, value]) => {
    const json = int64.includes(name) ? int64Json(operationId, name, value) : jsonOf(operationId, name, value);
    return json === undefined ? '' : `${JSON.stringify(name)}:${json}`;
  });
  return `{${members.filter((member) => member !== '').join(',')}}`;
}

function int64Json(operationId: string, name: string, value: unknown): string {
  if (!Array.isArray(value)) return digitsOf(operationId, name, value);
  return `[${value.map((item) => digitsOf(operationId, name, item)).join(',')}]`;
}

function jsonOf(operationId: string, field: string, body: unknown): string | undefined {
  try {
    return JSON.stringify(body, function (this: unknown, name, value: unknown) {
      if (isJsonValue(value) && !(value === undefined && Array.isArray(this))) return value;
      const found = `${typeof value === 'number' ? value : typeof value}, which JSON cannot carry.`;
      if (Array.isArray(this)) throw new DliInputError(operationId, field, `holds at index ${name} ${found}`);
      throw new DliInputError(operationId, name || field, `is ${found}`);
    });
  } catch (error) {
    if (error instanceof DliInputError) throw error;
    throw new DliInputError(operationId, field, 'cannot be written as JSON.', { cause: error });
  }
}

// JSON.stringify would turn these into null, leave them out or fail.
function isJsonValue(value: unknown): boolean {
  return !(['bigint', 'function', 'symbol'].includes(typeof value) || (typeof value === 'number' && !Number.isFinite(value)));
}
