// Paging of the API's lists, from `x-dli-paging`.
import type { Document, FlatSchema, Operation } from '@dli-openapi/openapi';
import { getKeyword, listTypes, SchemaReader } from '@dli-openapi/openapi';
import { DocumentProblem } from './document-problem.ts';

/** As the document has it. */
interface Extension {
  style?: 'offset' | 'page';
  size?: string;
  position?: string;
  items: string;
  total?: string;
}

/** What the client needs at run time. */
export interface Paging extends Extension {
  maximum?: number;
  default?: number;
}

/**
 * Reads how an operation's list is paged; undefined if it is not a list.
 * @throws {DocumentProblem} if a parameter or field that it names is missing, or nothing says where the second page begins
 */
export function readPaging(document: Document, operation: Operation): Paging | undefined {
  const extension = operation.node['x-dli-paging'] as Extension | undefined;
  if (extension === undefined) return undefined;
  const { style, size, position, items, total } = extension;
  const reader = new SchemaReader(document);
  const sizes = size === undefined ? undefined : readParameter(reader, operation, size);
  const [maximum, usual] = ['maximum', 'default'].map((word) => sizes && (getKeyword(sizes, word) as number | undefined));
  if (style === 'page' && maximum === undefined && usual === undefined) {
    throw createProblem(operation, `"${size}" has neither \`maximum\` nor \`default\`, so that nothing says where page 2 begins`);
  }
  if (position !== undefined) readParameter(reader, operation, position);
  if (!hasType(reader, operation, items, 'array')) throw createProblem(operation, `"${items}" is not a list in its response`);
  if (total !== undefined && !hasType(reader, operation, total, 'integer')) {
    throw createProblem(operation, `"${total}" is not an integer in its response`);
  }
  return { ...extension, ...(maximum !== undefined && { maximum }), ...(usual !== undefined && { default: usual }) };
}

/** Formats the TypeScript type of one entry of a list, from that of a page. */
export function formatItemType(page: string, { items }: Paging): string {
  const list = items.split('.').reduce((type, name) => `NonNullable<${type}['${name}']>`, page);
  return `${list}[number]`;
}

function readParameter(reader: SchemaReader, operation: Operation, name: string): FlatSchema {
  const parameter = operation.parameters.find((candidate) => candidate.in === 'query' && candidate.name === name);
  if (!parameter) throw createProblem(operation, `"${name}" is not a parameter of its query`);
  const schema = reader.flattenIn(parameter);
  if (!listTypes(schema).includes('integer')) throw createProblem(operation, `"${name}" is not an integer`);
  return schema;
}

function hasType(reader: SchemaReader, operation: Operation, path: string, type: string): boolean {
  const contents = Object.entries(operation.responses).flatMap(([status, { content }]) => (/^2/.test(status) && content ? [content] : []));
  return contents.every((content) => {
    const found = path
      .split('.')
      .reduce<FlatSchema | undefined>((schema, name) => schema?.properties.get(name)?.(), reader.flattenIn(content));
    return found !== undefined && listTypes(found).includes(type);
  });
}

function createProblem({ operationId }: Operation, what: string): DocumentProblem {
  return new DocumentProblem(`${operationId}: x-dli-paging is invalid: ${what}.`);
}
