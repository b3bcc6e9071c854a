import type { Document, Example, FlatSchema, Operation, Pointer, Schema } from '@dli-openapi/openapi';
import { isNode, joinPointer, readPointer, SchemaReader } from '@dli-openapi/openapi';
import { walkNodes } from './document-nodes.ts';
import { parseJson } from './generate/wire.ts';
import { createValidator } from './validator.ts';

/** A request or a response, with its examples. */
export interface Shown {
  /** `request`, or the status of a response. */
  where: string;
  schema: Schema;
  examples: Record<string, Example>;
}

/** Lists the request and the responses of an operation. */
export function listShown({ requestBody, responses }: Operation): Shown[] {
  return [
    ...(requestBody ? [{ where: 'request', ...requestBody }] : []),
    ...Object.entries(responses).flatMap(([where, { content }]) => (content ? [{ where, ...content }] : [])),
  ];
}

/** Lists the examples of schemas, and where they stand. */
export function listSchemaExamples(document: Document): { at: Pointer; schema: Schema; examples: unknown[] }[] {
  return [...walkNodes(document)].flatMap(({ kind, keys, node }) =>
    kind === 'schema' && Array.isArray(node.examples) ? [{ at: joinPointer('', ...keys), schema: node, examples: node.examples }] : [],
  );
}

/** Creates a check that lists where a value, or the JSON in its strings, violates its schema. */
export function createExampleCheck(document: Document): (value: unknown, schema: Schema) => string[] {
  const validate = createValidator(document);
  const reader = new SchemaReader(document);
  const listJsonFaults = (value: unknown, flat: FlatSchema, pointer: string, whole: Schema): string[] => {
    const listWithin = (child: unknown, schema: (() => FlatSchema) | undefined, place: string): string[] =>
      schema ? listJsonFaults(child, schema(), pointer + place, whole) : [];
    if (Array.isArray(value)) return value.flatMap((item, index) => listWithin(item, flat.items, `[${index}]`));
    if (isNode(value))
      return Object.entries(value).flatMap(([name, child]) => listWithin(child, flat.properties.get(name) ?? flat.additional, `.${name}`));
    if (typeof value !== 'string' || !flat.keywords.has('contentMediaType')) return [];
    const content = parseJson(value);
    if (content === undefined) return [`${pointer} is not JSON`];
    const schema = flat.content?.();
    if (!schema) return [];
    const found = readPointer(schema.at.startsWith('/components/') ? document : whole, schema.at) as Schema;
    return [...validate(found)(content).map((fault) => `${pointer}{}: ${fault}`), ...listWithin(content, flat.content, '{}')];
  };
  return (value, schema) => [...validate(schema)(value), ...listJsonFaults(value, reader.flatten(schema, ''), '', schema)];
}
