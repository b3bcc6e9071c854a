// The TypeScript types of integers of 64 bits: JavaScript's numbers are exact up to 53 bits only.
import type { Schema } from '@dli-openapi/openapi';
import { DocumentProblem } from './document-problem.ts';
import type { SentAndReceived } from './sent-and-received.ts';

/** The types of `src/json.ts`. */
export type Int64Type = 'Int64' | 'Int64Input' | 'JsonValue';

/**
 * Lists the type of each schema that can hold an int64, unless it is `number`. Requests and responses have different types. A time
 * in a response stays a number, which is exact for every `Date`.
 * @throws {DocumentProblem} if a schema is part of a request and of a response, so that no type fits both
 */
export function listInt64Types({ sent, received }: SentAndReceived): Map<Schema, Int64Type> {
  const both = [...sent].find((schema) => received.has(schema) && isInt64(schema));
  if (both) {
    throw new DocumentProblem(`An int64 ("${both.description}") is part of a request and of a response. Give each a schema of its own.`);
  }
  const responses = [...received].filter((schema) => schema['x-dli-unit'] !== 'ms');
  return new Map([
    ...[...sent].filter(isInt64).map((schema) => [schema, 'Int64Input'] as const),
    ...responses.filter(isInt64).map((schema) => [schema, 'Int64'] as const),
    ...responses.filter(isAnything).map((schema) => [schema, 'JsonValue'] as const),
  ]);
}

// A reference to an int64 is not one itself, although the copy for hovering has the format there too.
function isInt64({ $ref, format }: Schema): boolean {
  return format === 'int64' && $ref === undefined;
}

/** Whether a schema lets any value through. */
function isAnything(schema: Schema): boolean {
  return !['$ref', 'type', 'enum', 'const', 'allOf', 'oneOf', 'anyOf', 'not', 'properties'].some((keyword) => keyword in schema);
}
