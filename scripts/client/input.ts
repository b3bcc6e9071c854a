// What the flat input of an operation holds.
import type { Content, Document, Operation, Schema } from '../document.ts';
import { resolve } from '../document.ts';
import { DocumentProblem } from './document-problem.ts';

export type FieldPlace = 'path' | 'query' | 'body';

export interface InputField {
  name: string;
  place: FieldPlace;
  required: boolean;
}

/** The path parameter that the client fills in by itself. */
const fromClient = 'project_id';

/**
 * The fields of an operation's flat input, in the document's order.
 * @throws {DocumentProblem} when one object cannot hold them
 */
export function inputFieldsOf(document: Document, operation: Operation): InputField[] {
  const fields = [...parameterFields(operation), ...bodyFields(document, operation)];
  for (const [index, { name, place }] of fields.entries()) {
    const other = fields.slice(0, index).find((field) => field.name === name);
    if (!other) continue;
    throw new DocumentProblem(
      `${operation.operationId}: "${name}" is in the ${other.place} and in the ${place}; the flat input cannot hold both. Rename one.`,
    );
  }
  return fields.filter(({ name, place }) => place !== 'path' || name !== fromClient);
}

function parameterFields({ operationId, parameters }: Operation): InputField[] {
  return parameters.map(({ name, in: place, required }) => {
    if (place === 'path' || place === 'query') return { name, place, required };
    throw new DocumentProblem(`${operationId}: "${name}" is in the ${place}; the client sends parameters in path and query only.`);
  });
}

function bodyFields(document: Document, { operationId, requestBody }: Operation): InputField[] {
  if (requestBody === undefined) return [];
  const { properties, required } = shapeOf(document, requestBody, operationId);
  return [...properties].map((name) => ({ name, place: 'body', required: required.has(name) }));
}

function shapeOf(document: Document, { schema }: Content, operationId: string) {
  const shape = { isObject: false, properties: new Set<string>(), required: new Set<string>() };
  collect(document, schema, shape);
  if (!shape.isObject) {
    throw new DocumentProblem(`${operationId}: the request's body is not an object; the flat input takes an object's fields only.`);
  }
  return shape;
}

function collect(document: Document, schema: Schema, shape: { isObject: boolean; properties: Set<string>; required: Set<string> }): void {
  const { type, properties, required, allOf } = resolve(document, schema);
  if (type === 'object' || properties !== undefined) shape.isObject = true;
  for (const name of Object.keys(properties ?? {})) shape.properties.add(name);
  for (const name of (required ?? []) as string[]) shape.required.add(name);
  for (const part of (allOf ?? []) as Schema[]) collect(document, part, shape);
}
