// The flat input of an operation.
import type { Document, FlatSchema, Operation } from '@dli-openapi/openapi';
import { getKeyword, listSchemaRows, listTypes, SchemaReader } from '@dli-openapi/openapi';
import { DocumentProblem } from './document-problem.ts';

export type FieldPlace = 'path' | 'query' | 'header' | 'body';

export interface InputField {
  name: string;
  place: FieldPlace;
  required: boolean;
  /** The body repeats the value under the same name. */
  repeatedInBody: boolean;
  /** It is a list. */
  list: boolean;
  /** It is an integer of 64 bits, or a list of them. */
  int64: boolean;
}

/** The path parameter that comes from the client's options. */
const fromClient = 'project_id';

/** Lists the fields of an operation's flat input, in the document's order. Lint makes sure that one object can hold them. */
export function listInputFields(document: Document, operation: Operation): InputField[] {
  const reader = new SchemaReader(document);
  const body = listBodyFields(reader, operation);
  const repeated = new Set(body.filter(({ sameAs }) => sameAs !== undefined).map(({ name, sameAs }) => `${sameAs}, ${name}`));
  const fields = [
    ...listParameterFields(reader, operation).map((field) => ({
      ...field,
      repeatedInBody: repeated.has(`${field.place}.${field.name}, ${field.name}`),
    })),
    ...body.map(({ name, required, int64 }) => ({ name, place: 'body' as const, required, repeatedInBody: false, list: false, int64 })),
  ];
  const own = fields.filter(({ name, place }) => place !== 'body' || !fields.some((field) => field.name === name && field.repeatedInBody));
  return own.filter(({ name, place }) => place !== 'path' || name !== fromClient);
}

function listParameterFields(reader: SchemaReader, { operationId, parameters }: Operation): Omit<InputField, 'repeatedInBody'>[] {
  return parameters.map((parameter) => {
    const { name, in: place, required } = parameter;
    const schema = reader.flattenIn(parameter);
    const list = listTypes(schema).includes('array');
    const int64 = hasInt64(operationId, name, schema);
    if (place === 'path' || place === 'query' || place === 'header') return { name, place, required, list, int64 };
    throw new DocumentProblem(`${operationId}: "${name}" is in the ${place}; the client sends parameters in path, query and header only.`);
  });
}

interface BodyField {
  name: string;
  required: boolean;
  int64: boolean;
  /** The parameter whose value it repeats, such as `path.job_id`. */
  sameAs: string | undefined;
}

function listBodyFields(reader: SchemaReader, { operationId, requestBody }: Operation): BodyField[] {
  if (requestBody === undefined) return [];
  if (requestBody.schema === undefined) {
    throw new DocumentProblem(`${operationId}: the request's body has no schema for application/json. Add it, or drop the body.`);
  }
  const body = reader.flattenIn(requestBody);
  return [...body.properties].map(([name, property]) => ({
    name,
    required: body.required.has(name),
    int64: hasInt64(operationId, name, property()),
    sameAs: getKeyword(property(), 'x-dli-same-as') as string | undefined,
  }));
}

function hasInt64(operationId: string, name: string, schema: FlatSchema): boolean {
  if ([schema, schema.items?.()].some((value) => value && getKeyword(value, 'format') === 'int64')) return true;
  if (!listSchemaRows(schema).some(({ type }) => type?.includes('long'))) return false;
  throw new DocumentProblem(
    `${operationId}: "${name}" has an int64 deep inside; the client writes exact integers in fields and lists only.`,
  );
}
