import type { Document, FlatSchema, Operation, Schema } from '@dli-openapi/openapi';
import { joinPointer, SchemaReader } from '@dli-openapi/openapi';
import { createValidator } from './validator.ts';

/** The input of a call, before it is serialized. */
export interface Input {
  path: Record<string, unknown>;
  query: Record<string, unknown>;
  body: unknown;
}

export interface SubjectParameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  schema: FlatSchema;
}

/** An operation with flattened schemas, for which calls are generated. */
export interface Subject {
  operation: Operation;
  parameters: SubjectParameter[];
  body: FlatSchema | undefined;
  /** By status, if they have a body. */
  responses: Map<string, FlatSchema>;
  /** Whether a value is valid at `body`, `query.limit` or `response.200`, for schemas with variants, of which a value may satisfy another one. */
  fits(place: string, value: unknown): boolean;
}

/** Lists every operation of a document as a subject. */
export function listSubjects(document: Document, operations: readonly Operation[]): Subject[] {
  const reader = new SchemaReader(document);
  const validator = createValidator(document);
  return operations.map((operation) => {
    const { parameters, requestBody, responses, path, method } = operation;
    const schemas = new Map<string, Schema>();
    const flattenAt = (place: string, schema: Schema): FlatSchema => {
      schemas.set(place, schema);
      return reader.flatten(schema, joinPointer('/paths', path, method, place));
    };
    return {
      operation,
      parameters: parameters
        .filter((parameter) => parameter.in !== 'header')
        .map(({ name, in: place, required, schema }) => ({
          name,
          in: place as SubjectParameter['in'],
          required,
          schema: flattenAt(`${place}.${name}`, schema),
        })),
      body: requestBody && flattenAt('body', requestBody.schema),
      responses: new Map(
        Object.entries(responses).flatMap(([status, { content }]) =>
          content ? [[status, flattenAt(`response.${status}`, content.schema)]] : [],
        ),
      ),
      fits: (place, value) => validator(schemas.get(place) ?? {})(value).length === 0,
    };
  });
}
