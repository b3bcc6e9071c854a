import type { ErrorObject } from 'ajv';
import type { FlatSchema } from '../generated/openapi/index.ts';
import { isNode, parsePointer } from '../generated/openapi/index.ts';
import { nearestName } from '../messages.ts';
import type { Violation } from './violation.ts';
import { describe } from './violation.ts';

// Says in words what Ajv says in keywords.

/** What the errors are about. */
export interface Subject {
  /** The pointer of the value itself, such as `body` or `query.limit`. */
  pointer: string;
  value: unknown;
  /** The schema that it does not fit. */
  schema: FlatSchema;
  /** How a value was written, where it is not shown as it is. */
  written(error: ErrorObject): string | undefined;
}

/** The violations that Ajv's errors (with `verbose`) stand for. */
export function schemaViolations(errors: readonly ErrorObject[], subject: Subject): Violation[] {
  const told = errors.filter(isTold);
  const violations = (told.length > 0 ? told : errors).map((error) => violationOf(error, subject));
  // Schemas joined by allOf may each say the same.
  return [...new Map(violations.map((violation) => [`${violation.pointer} ${violation.message}`, violation])).values()];
}

/** What failed inside of an alternative is not told: that none of the alternatives fits is. */
function isTold({ schemaPath, keyword }: ErrorObject): boolean {
  return !/\/(?:anyOf|oneOf|not|if)\//.test(schemaPath) && keyword !== 'if';
}

function violationOf(error: ErrorObject, subject: Subject): Violation {
  const { keyword, params } = error;
  const { pointer, schema } = locateError(error, subject);
  if (keyword === 'required') return { pointer: `${pointer}.${params.missingProperty}`, rule: keyword, message: 'is required' };
  if (keyword === 'unevaluatedProperties' || keyword === 'additionalProperties') {
    const name: string = params.unevaluatedProperty ?? params.additionalProperty;
    const nearest = nearestName(name, schema?.properties.keys() ?? []);
    const violation = { pointer: `${pointer}.${name}`, rule: keyword, message: 'is not a property that the document knows' };
    return nearest === undefined ? violation : { ...violation, nearest };
  }
  const message = messageOf(error);
  return keyword === 'not' ? { pointer, rule: keyword, message } : { pointer, rule: keyword, message, found: found(error, subject) };
}

const messages: Record<string, (error: ErrorObject) => string> = {
  type: ({ params }) => `must be ${[params.type].flat().map(withArticle).join(' or ')}`,
  enum: ({ params }) => `must be one of ${params.allowedValues.map(describe).join(', ')}`,
  const: ({ params }) => `must be ${describe(params.allowedValue)}`,
  minLength: ({ params }) => `must be at least ${count(params.limit, 'character')} long`,
  maxLength: ({ params }) => `must be at most ${count(params.limit, 'character')} long`,
  minItems: ({ params }) => `must have at least ${count(params.limit, 'item')}`,
  maxItems: ({ params }) => `must have at most ${count(params.limit, 'item')}`,
  uniqueItems: () => 'must not have the same item twice',
  minimum: ({ params }) => `must be at least ${params.limit}`,
  maximum: ({ params }) => `must be at most ${params.limit}`,
  exclusiveMinimum: ({ params }) => `must be more than ${params.limit}`,
  exclusiveMaximum: ({ params }) => `must be less than ${params.limit}`,
  pattern: ({ params }) => `must match the pattern ${params.pattern}`,
  format: ({ params }) =>
    params.format === 'int64' ? 'must be a 64-bit integer, from -2^63 to 2^63-1' : `must be in the format ${params.format}`,
  not: ({ schema }) =>
    isNode(schema) && 'const' in schema ? `must not be ${describe(schema.const)}` : 'must not be what the document excludes',
  oneOf: () => 'must fit exactly one of the alternatives in the document',
  anyOf: () => 'must fit one of the alternatives in the document',
};

function messageOf(error: ErrorObject): string {
  return messages[error.keyword]?.(error) ?? error.message ?? 'does not fit the document';
}

function found(error: ErrorObject, subject: Subject): string {
  const written = subject.written(error);
  if (written !== undefined) return written;
  if ((error.keyword === 'minLength' || error.keyword === 'maxLength') && typeof error.data === 'string') {
    return count([...error.data].length, 'character');
  }
  return Array.isArray(error.data) && /Items$/.test(error.keyword) ? count(error.data.length, 'item') : describe(error.data);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function withArticle(type: string): string {
  if (type === 'null') return type;
  return `${/^[aio]/.test(type) ? 'an' : 'a'} ${type}`;
}

/** The place of an error, `/tags/0/key` being `body.tags[0].key`, and the schema there. */
function locateError(error: ErrorObject, subject: Subject): { pointer: string; schema: FlatSchema | undefined } {
  let { pointer, value }: { pointer: string; value: unknown } = subject;
  let schema: FlatSchema | undefined = subject.schema;
  for (const key of parsePointer(error.instancePath)) {
    pointer += Array.isArray(value) ? `[${key}]` : `.${key}`;
    schema = Array.isArray(value) ? schema?.items?.() : (schema?.properties.get(key) ?? schema?.additional)?.();
    value = Object(value)[key];
  }
  return { pointer, schema };
}

/**
 * The properties of a value that a schema does not name, though it does not forbid them either. An object of which
 * the schema names no property, or which it expressly opens, may hold any.
 * @param pointer that of the value
 */
export function findUndocumented(schema: FlatSchema | undefined, value: unknown, pointer: string): Violation[] {
  if (Array.isArray(value)) {
    const items = schema?.items?.();
    return value.flatMap((item, index) => findUndocumented(items, item, `${pointer}[${index}]`));
  }
  if (schema === undefined || typeof value !== 'object' || value === null) return [];
  const { properties, additional, closed } = schema;
  return Object.entries(value).flatMap(([name, child]) => {
    const property = properties.get(name) ?? additional;
    // What a schema forbids is found by who validates.
    if (property === undefined && !isOpen(schema) && closed === undefined)
      return [reportUnknown(name, `${pointer}.${name}`, properties.keys())];
    return findUndocumented(property?.(), child, `${pointer}.${name}`);
  });
}

/** The names of the properties that a schema knows; undefined where an object of it may have any. */
export function listDocumentedNames(schema: FlatSchema): string[] | undefined {
  return isOpen(schema) ? undefined : [...schema.properties.keys()];
}

function isOpen({ properties, open }: FlatSchema): boolean {
  return properties.size === 0 || open !== undefined;
}

function reportUnknown(name: string, pointer: string, known: Iterable<string>): Violation {
  const nearest = nearestName(name, known);
  const violation = { pointer, rule: 'undocumented', message: 'is not a property that the document knows' };
  return nearest === undefined ? violation : { ...violation, nearest };
}
