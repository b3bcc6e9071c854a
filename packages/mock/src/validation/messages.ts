// The wording of violations: what must hold, by keyword, and names that the document does not know.
import type { ErrorObject } from 'ajv';
import { findNearestName, formatValue } from '../format.ts';
import { isNode } from '../generated/openapi/index.ts';
import type { Violation } from './violation.ts';

/** By the keyword of JSON Schema. */
const messages: Record<string, (error: ErrorObject) => string> = {
  type: ({ params }) => `must be ${[params.type].flat().map(addArticle).join(' or ')}`,
  enum: ({ params }) => `must be ${params.allowedValues.length > 1 ? 'one of ' : ''}${params.allowedValues.map(formatValue).join(', ')}`,
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
};

/** What must hold, to be read behind the pointer. */
export function formatError(error: ErrorObject): string {
  return messages[error.keyword]?.(error) ?? error.message ?? 'does not fit the document';
}

/** Such as `3 items`. */
export function formatCount(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function addArticle(type: string): string {
  if (type === 'null') return type;
  return `${/^[aio]/.test(type) ? 'an' : 'a'} ${type}`;
}

/** That something has a name which is not among those that the document has, such as the property of a body. */
export function reportUnknownName(pointer: string, rule: string, what: string, name: string, known: Iterable<string>): Violation {
  const nearest = findNearestName(name, known);
  return { pointer, rule, message: `is not a ${what} that the document knows`, ...(nearest !== undefined && { nearest }) };
}
