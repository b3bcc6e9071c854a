import type { Document, Example, Node, Operation, Pointer, Schema } from '@dli-openapi/openapi';
import { joinPointer, listSchemaRows, SchemaReader } from '@dli-openapi/openapi';
import { nodesOf } from './document-nodes.ts';
import type { Validate } from './validator.ts';

/** A request or an answer, and the examples that the document has of it. */
export interface Shown {
  /** `request`, or the status of an answer. */
  where: string;
  schema: Schema;
  examples: Record<string, Example>;
}

/** All that an operation shows, the request first. */
export function shownBy({ requestBody, responses }: Operation): Shown[] {
  return [
    ...(requestBody ? [{ where: 'request', ...requestBody }] : []),
    ...Object.entries(responses).flatMap(([where, { content }]) => (content ? [{ where, ...content }] : [])),
  ];
}

/** Finds what is wrong with examples of one document. */
export class ExampleFaults {
  readonly #document: Document;
  readonly #validate: (schema: Schema) => Validate;
  readonly #reader: SchemaReader;

  constructor(document: Document, validate: (schema: Schema) => Validate) {
    this.#document = document;
    this.#validate = validate;
    this.#reader = new SchemaReader(document);
  }

  /** In what a value departs from its schema. */
  of(value: unknown, schema: Schema): string[] {
    return this.#validate(schema)(value);
  }

  /** In what the JSON that strings of a value carry departs from the schemas that describe it. */
  ofJson(value: unknown, schema: Schema): string[] {
    const carried = listSchemaRows(this.#reader.flatten(schema, '')).filter(({ pointer }) => pointer.endsWith('{}'));
    return carried.flatMap(({ pointer, at }) =>
      valuesAt(value, pointer.slice(0, -2).split(/\.|(?=\[\]|\{\})/)).flatMap((text) => {
        const content = typeof text === 'string' ? parsed(text) : undefined;
        if (content === undefined) return typeof text === 'string' ? [`${pointer} is not JSON`] : [];
        return this.#validate(schemaAt(this.#document, schema, at))(content).map((fault) => `${pointer}: ${fault}`);
      }),
    );
  }
}

/** Examples of schemas, and where they stand. */
export function schemaExamples(document: Document): { at: Pointer; schema: Schema; examples: unknown[] }[] {
  return [...nodesOf(document)].flatMap(({ kind, keys, node }) =>
    kind === 'schema' && Array.isArray(node.examples) ? [{ at: joinPointer('', ...keys), schema: node, examples: node.examples }] : [],
  );
}

function valuesAt(value: unknown, [key, ...rest]: string[]): unknown[] {
  if (key === undefined) return [value];
  if (key === '') return valuesAt(value, rest);
  if (key === '{}') return typeof value === 'string' ? valuesAt(parsed(value), rest) : [];
  if (value === null || typeof value !== 'object') return [];
  if (key === '[]') return Array.isArray(value) ? value.flatMap((item) => valuesAt(item, rest)) : [];
  return valuesAt((value as Node)[key], rest);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The schema at a place: of the document, or below the schema that was looked at. */
function schemaAt(document: Document, schema: Schema, place: Pointer): Schema {
  const keys = place
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return keys.reduce<Node>((node, key) => node[key] as Node, keys[0] === 'components' ? document : schema);
}
