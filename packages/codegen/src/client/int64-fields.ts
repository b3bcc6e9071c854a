// Where the response of each operation holds integers of 64 bits.
import type { Document, FlatSchema, Operation } from '@dli-openapi/openapi';
import { getKeyword, listOperations, SchemaReader } from '@dli-openapi/openapi';
import { formatDocComment } from './doc-comment.ts';
import { listSuccesses } from './output.ts';

/** Writes the module with these fields of every response. */
export function writeInt64Fields(document: Document): string {
  const fields = listOperations(document).flatMap((operation) => {
    const found = listInt64Fields(document, operation);
    return found.length === 0 ? [] : [`  ${operation.operationId}: ${JSON.stringify(found)},\n`];
  });
  return `${formatDocComment('The fields of each response that hold an integer of 64 bits, with those that lead to them. Lists are not named.')}
export const int64Fields: Readonly<Record<string, readonly (readonly string[])[]>> = {\n${fields.join('')}};\n`;
}

/** Lists the fields of an operation's response that hold an integer of 64 bits, each with those that lead to it. */
export function listInt64Fields(document: Document, operation: Operation): string[][] {
  const reader = new SchemaReader(document);
  const found = listSuccesses(document, operation).flatMap(({ content }) =>
    content ? findInt64(reader.flattenIn(content), new Set()) : [],
  );
  return [...new Map(found.map((path) => [path.join('.'), path])).values()];
}

function findInt64(schema: FlatSchema, parents: ReadonlySet<unknown>): string[][] {
  if (getKeyword(schema, 'format') === 'int64' && getKeyword(schema, 'x-dli-unit') !== 'ms') return [[]];
  if (parents.has(schema.at)) return [];
  const inside = new Set([...parents, schema.at]);
  return [
    ...[...schema.properties].flatMap(([name, property]) => findInt64(property(), inside).map((path) => [name, ...path])),
    ...(schema.items ? findInt64(schema.items(), inside) : []),
    ...schema.choices.flat().flatMap((choice) => findInt64(choice, inside)),
  ];
}
