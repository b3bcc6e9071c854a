// What the flat input of an operation holds.
import type { Content, Document, Operation, Schema } from '@dli-openapi/openapi';
import { resolve } from '@dli-openapi/openapi';
import { DocumentProblem } from './document-problem.ts';
import { containsInt64, holdsInt64 } from './int64.ts';

export type FieldPlace = 'path' | 'query' | 'body';

export interface InputField {
  name: string;
  place: FieldPlace;
  required: boolean;
  /** The body carries the same value once more, under the same name. */
  repeatedInBody: boolean;
  /** It takes a list of values. */
  list: boolean;
  /** It takes an integer of 64 bits, or a list of them. */
  int64: boolean;
}

/** The path parameter that the client fills in by itself. */
const fromClient = 'project_id';

/**
 * The fields of an operation's flat input, in the document's order.
 * @throws {DocumentProblem} when one object cannot hold them
 */
export function inputFieldsOf(document: Document, operation: Operation): InputField[] {
  const body = bodyFields(document, operation);
  const repeated = new Set(body.filter(({ sameAs }) => sameAs !== undefined).map(({ name, sameAs }) => `${sameAs}, ${name}`));
  const fields = [
    ...parameterFields(document, operation).map((field) => ({
      ...field,
      repeatedInBody: repeated.has(`${field.place}.${field.name}, ${field.name}`),
    })),
    ...body.map(({ name, required, int64 }) => ({ name, place: 'body' as const, required, repeatedInBody: false, list: false, int64 })),
  ];
  for (const [index, { name, place }] of fields.entries()) {
    const other = fields.slice(0, index).find((field) => field.name === name);
    if (!other || other.repeatedInBody) continue;
    throw new DocumentProblem(
      `${operation.operationId}: "${name}" is in the ${other.place} and in the ${place}; the flat input cannot hold both. Rename one, or give the body's \`x-dli-same-as: ${other.place}.${name}\` when they are one value.`,
    );
  }
  const own = fields.filter(({ name, place }) => place !== 'body' || !fields.some((field) => field.name === name && field.repeatedInBody));
  return own.filter(({ name, place }) => place !== 'path' || name !== fromClient);
}

function parameterFields(document: Document, { operationId, parameters }: Operation): Omit<InputField, 'repeatedInBody'>[] {
  return parameters.map(({ name, in: place, required, schema }) => {
    const list = resolve(document, schema).type === 'array';
    const int64 = takesInt64(document, operationId, name, schema);
    if (place === 'path' || place === 'query') return { name, place, required, list, int64 };
    throw new DocumentProblem(`${operationId}: "${name}" is in the ${place}; the client sends parameters in path and query only.`);
  });
}

interface BodyField {
  name: string;
  required: boolean;
  int64: boolean;
  /** The parameter whose value it repeats, such as `path.job_id`. */
  sameAs: string | undefined;
}

function bodyFields(document: Document, { operationId, requestBody }: Operation): BodyField[] {
  if (requestBody === undefined) return [];
  const { properties, required } = shapeOf(document, requestBody, operationId);
  return [...properties].map(([name, schema]) => ({
    name,
    required: required.has(name),
    int64: takesInt64(document, operationId, name, schema),
    sameAs: resolve(document, schema)['x-dli-same-as'] as string | undefined,
  }));
}

function takesInt64(document: Document, operationId: string, name: string, schema: Schema): boolean {
  const takes = holdsInt64(document, schema);
  if (takes || !containsInt64(document, schema)) return takes;
  throw new DocumentProblem(
    `${operationId}: "${name}" has an int64 deep inside; the client writes exact integers in fields and lists only.`,
  );
}

interface Shape {
  isObject: boolean;
  properties: Map<string, Schema>;
  required: Set<string>;
}

function shapeOf(document: Document, { schema }: Content, operationId: string): Shape {
  const shape: Shape = { isObject: false, properties: new Map(), required: new Set() };
  if (schema === undefined) {
    throw new DocumentProblem(`${operationId}: the request's body has no schema for application/json. Add it, or drop the body.`);
  }
  collect(document, schema, shape);
  if (!shape.isObject) {
    throw new DocumentProblem(`${operationId}: the request's body is not an object; the flat input takes an object's fields only.`);
  }
  return shape;
}

function collect(document: Document, schema: Schema, shape: Shape): void {
  const { type, properties, required, allOf, oneOf, anyOf } = resolve(document, schema);
  if (type === 'object' || properties !== undefined) shape.isObject = true;
  for (const [name, property] of Object.entries((properties ?? {}) as Record<string, Schema>)) shape.properties.set(name, property);
  for (const name of (required ?? []) as string[]) shape.required.add(name);
  for (const part of (allOf ?? []) as Schema[]) collect(document, part, shape);
  // What only one of several variants requires may be left out in another.
  for (const variant of [oneOf, anyOf].flat() as (Schema | undefined)[]) {
    if (variant) collect(document, variant, { ...shape, required: new Set() });
  }
}
