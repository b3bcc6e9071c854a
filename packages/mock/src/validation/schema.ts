// What a value violates of a schema, in the words of the mock instead of Ajv's.
import type { ErrorObject } from 'ajv';
import type { Schemas } from '../document/schemas.ts';
import type { FlatSchema } from '../generated/openapi/index.ts';
import { isNode, parsePointer, readPointer } from '../generated/openapi/index.ts';
import type { JsonText } from '../json.ts';
import { formatValue } from '../messages.ts';
import type { Violation } from './violation.ts';
import { mostViolations, reportUnknownName } from './violation.ts';

/**
 * How a value violates a schema.
 * @param json the value; of integers that it rounds, the digits are shown
 * @param pointer that of the value, such as `body` or `query.limit`
 * @param options `stopAtFirst` looks for no more than one violation: a list of millions would fill the memory; `text` is what the value
 * was read from, and is shown in its place
 */
export function listViolations(
  schemas: Schemas,
  schema: FlatSchema,
  json: JsonText,
  pointer: string,
  options: { stopAtFirst?: boolean; text?: string | undefined } = {},
): Violation[] {
  const errors = schemas.listErrors(schema, json.value, options);
  if (errors.length === 0) return [];
  // Of alternatives none of which fits, only that is reported.
  const outer = errors.filter(({ schemaPath, keyword }) => !/\/(?:anyOf|oneOf|not|if)\//.test(schemaPath) && keyword !== 'if');
  const shown = (outer.length > 0 ? outer : errors).slice(0, mostViolations);
  const violations = shown.map((error) => createViolation(error, schema, json, pointer, options.text));
  // Schemas joined by allOf may each report the same.
  return [...new Map(violations.map((violation) => [`${violation.pointer} ${violation.message}`, violation])).values()];
}

function createViolation(error: ErrorObject, root: FlatSchema, json: JsonText, rootPointer: string, text?: string): Violation {
  const { keyword, params } = error;
  const { pointer, schema } = locateError(error, root, json.value, rootPointer);
  if (keyword === 'required') return { pointer: `${pointer}.${params.missingProperty}`, rule: keyword, message: 'is required' };
  if (keyword === 'unevaluatedProperties' || keyword === 'additionalProperties') {
    const name: string = params.unevaluatedProperty ?? params.additionalProperty;
    return reportUnknownName(`${pointer}.${name}`, keyword, 'property', name, schema?.properties.keys() ?? []);
  }
  const message = messages[keyword]?.(error) ?? error.message ?? 'does not fit the document';
  if (keyword === 'not') return { pointer, rule: keyword, message };
  return { pointer, rule: keyword, message, found: formatFound(error, json, text) };
}

/** The place of an error, `/tags/0/key` being `body.tags[0].key`, and the schema there. */
function locateError(error: ErrorObject, root: FlatSchema, rootValue: unknown, rootPointer: string) {
  let pointer = rootPointer;
  let value: unknown = rootValue;
  let schema: FlatSchema | undefined = root;
  for (const key of parsePointer(error.instancePath)) {
    pointer += Array.isArray(value) ? `[${key}]` : `.${key}`;
    schema = Array.isArray(value) ? schema?.items?.() : (schema?.properties.get(key) ?? schema?.additional)?.();
    value = Object(value)[key];
  }
  return { pointer, schema };
}

/** By the keyword of JSON Schema. */
const messages: Record<string, (error: ErrorObject) => string> = {
  type: ({ params }) => `must be ${[params.type].flat().map(addArticle).join(' or ')}`,
  enum: ({ params }) => `must be one of ${params.allowedValues.map(formatValue).join(', ')}`,
  const: ({ params }) => `must be ${formatValue(params.allowedValue)}`,
  minLength: ({ params }) => `must be at least ${formatCount(params.limit, 'character')} long`,
  maxLength: ({ params }) => `must be at most ${formatCount(params.limit, 'character')} long`,
  minItems: ({ params }) => `must have at least ${formatCount(params.limit, 'item')}`,
  maxItems: ({ params }) => `must have at most ${formatCount(params.limit, 'item')}`,
  uniqueItems: () => 'must not have the same item twice',
  minimum: ({ params }) => `must be at least ${params.limit}`,
  maximum: ({ params }) => `must be at most ${params.limit}`,
  exclusiveMinimum: ({ params }) => `must be more than ${params.limit}`,
  exclusiveMaximum: ({ params }) => `must be less than ${params.limit}`,
  pattern: ({ params }) => `must match the pattern ${params.pattern}`,
  format: ({ params }) =>
    params.format === 'int64' ? 'must be a 64-bit integer, from -2^63 to 2^63-1' : `must be in the format ${params.format}`,
  not: ({ schema }) =>
    isNode(schema) && 'const' in schema ? `must not be ${formatValue(schema.const)}` : 'must not be what the document excludes',
  oneOf: () => 'must fit exactly one of the alternatives in the document',
  anyOf: () => 'must fit one of the alternatives in the document',
};

function formatFound({ keyword, data, instancePath }: ErrorObject, json: JsonText, text: string | undefined): string {
  if ((keyword === 'minLength' || keyword === 'maxLength') && typeof data === 'string')
    return formatCount(countCharacters(data), 'character');
  if (Array.isArray(data) && /Items$/.test(keyword)) return formatCount(data.length, 'item');
  if (text !== undefined && typeof data !== 'string') return formatValue(text);
  const isRounded = Number.isInteger(data) && !Number.isSafeInteger(data);
  return formatValue(isRounded ? readPointer(json.exact, instancePath) : data);
}

function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

function formatCount(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function addArticle(type: string): string {
  if (type === 'null') return type;
  return `${/^[aio]/.test(type) ? 'an' : 'a'} ${type}`;
}

/**
 * The properties of a value that a schema does not name, though it does not forbid them either. An object of which the schema
 * names no property, or which it expressly opens, may hold any.
 */
export function listUndocumented(schema: FlatSchema | undefined, value: unknown, pointer: string): Violation[] {
  if (Array.isArray(value)) {
    const items = schema?.items?.();
    return value.flatMap((item, index) => listUndocumented(items, item, `${pointer}[${index}]`));
  }
  if (schema === undefined || typeof value !== 'object' || value === null) return [];
  const { properties, additional, closed } = schema;
  return Object.entries(value).flatMap(([name, child]) => {
    const property = properties.get(name) ?? additional;
    const isUnknown = property === undefined && !isOpen(schema) && closed === undefined;
    if (isUnknown) return [reportUnknownName(`${pointer}.${name}`, 'undocumented', 'property', name, properties.keys())];
    return listUndocumented(property?.(), child, `${pointer}.${name}`);
  });
}

/** The names of the properties that a schema knows; undefined where an object of it may have any. */
export function listDocumentedNames(schema: FlatSchema): string[] | undefined {
  return isOpen(schema) ? undefined : [...schema.properties.keys()];
}

function isOpen({ properties, open }: FlatSchema): boolean {
  return properties.size === 0 || open !== undefined;
}
