import type { Document, FlatSchema, Operation, Schema } from '@dli-openapi/openapi';
import { joinPointer, SchemaReader } from '@dli-openapi/openapi';
import { createValidator } from './validator.ts';

/** What a call sends, before it is put on the wire. */
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

/** An operation whose calls are generated, its schemas flattened. */
export interface Subject {
  operation: Operation;
  parameters: SubjectParameter[];
  body: FlatSchema | undefined;
  /** By status, those that have a body. */
  responses: Map<string, FlatSchema>;
  /** Whether a value fits as a whole at `body`, `query.limit` or `response.200`. Asked only where a schema has variants: what is made for one may fit another. */
  fits(place: string, value: unknown): boolean;
}

/** Every operation of a document as a subject. */
export function listSubjects(document: Document, operations: readonly Operation[]): Subject[] {
  const reader = new SchemaReader(document);
  const validator = createValidator(document);
  return operations.map((operation) => {
    const { parameters, requestBody, responses, path, method } = operation;
    const schemas = new Map<string, Schema>();
    const flatten = (place: string, schema: Schema): FlatSchema => {
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
          schema: flatten(`${place}.${name}`, schema),
        })),
      body: requestBody && flatten('body', requestBody.schema),
      responses: new Map(
        Object.entries(responses).flatMap(([status, { content }]) =>
          content ? [[status, flatten(`response.${status}`, content.schema)]] : [],
        ),
      ),
      fits: (place, value) => validator(schemas.get(place) ?? {})(value).length === 0,
    };
  });
}
