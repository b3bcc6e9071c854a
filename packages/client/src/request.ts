import { DliInputError } from './errors/index.ts';
import type { FieldPlace, Operation } from './operation.ts';
import { hasLoneSurrogate, loneSurrogate, pathSegmentProblem } from './path-segment.ts';

type Scalar = string | number | boolean;

/** What a flat input comes to: parameters by place, and the body as JSON. */
export interface RequestParts {
  path: Record<string, Scalar>;
  query: Record<string, Scalar | Scalar[]>;
  body: string | undefined;
}

/**
 * Sorts the fields of an input into path, query and body. Fields that are `undefined` count as left out.
 * @throws {DliInputError} when a field is unknown, has a value that cannot be sent, or is missing from the path
 */
export function requestPartsOf(operation: Operation<never, unknown>, input: unknown): RequestParts {
  const { operationId, fields, lists = [] } = operation;
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new DliInputError(operationId, undefined, 'the input has to be an object.');
  }
  const places: Record<FieldPlace, Record<string, unknown>> = { path: {}, query: {}, body: {} };
  for (const [name, value] of Object.entries(input)) {
    const place = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (place === undefined) throw unknownField(operation, name);
    if (value === undefined) continue;
    if (place === 'body') places.body[name] = value;
    else if (lists.includes(name) && Array.isArray(value))
      places[place][name] = value.map((item) => checkedParameter(operationId, name, item, place));
    else places[place][name] = checkedParameter(operationId, name, value, place);
  }
  for (const name of operation.repeatedInBody ?? []) places.body[name] = (input as Record<string, unknown>)[name];
  checkPath(operation, places.path);
  return {
    path: places.path as Record<string, Scalar>,
    query: places.query as RequestParts['query'],
    body: operation.body === undefined ? undefined : bodyOf(operationId, places.body),
  };
}

function unknownField({ operationId, fields }: Operation<never, unknown>, name: string): DliInputError {
  if (name === 'project_id') return new DliInputError(operationId, name, 'comes from the client. Create one for each project.');
  const known = Object.keys(fields);
  return new DliInputError(operationId, name, `is not a field of its input. It takes ${known.length === 0 ? 'none' : known.join(', ')}.`);
}

function checkedParameter(operationId: string, name: string, value: unknown, place: FieldPlace): Scalar {
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

function bodyOf(operationId: string, body: Record<string, unknown>): string {
  try {
    return JSON.stringify(body, (name, value: unknown) => {
      if (isJsonValue(value)) return value;
      throw new DliInputError(operationId, name, `is ${String(value)}, which JSON cannot carry.`);
    });
  } catch (error) {
    if (error instanceof DliInputError) throw error;
    throw new DliInputError(operationId, undefined, 'the input cannot be written as JSON.', { cause: error });
  }
}

// JSON.stringify would turn these into null, leave them out or fail.
function isJsonValue(value: unknown): boolean {
  return !(['bigint', 'function', 'symbol'].includes(typeof value) || (typeof value === 'number' && !Number.isFinite(value)));
}
