// How the lists of the API are read page by page, from `x-dli-paging`.
import type { Document, FlatSchema, Operation } from '@dli-openapi/openapi';
import { getKeyword, listTypes, SchemaReader } from '@dli-openapi/openapi';
import { DocumentProblem } from './document-problem.ts';

/** As the document has it. */
interface Extension {
  style: string;
  size: string;
  position?: string;
  items: string;
  total: string;
}

/** What the client has to know of it. */
export interface Paging extends Extension {
  maximum?: number;
  default?: number;
}

/**
 * How an operation's list is read page by page, if it is a list.
 * @throws {DocumentProblem} when the parameters or fields it names are not there, or nothing says how large a page is
 */
export function readPaging(document: Document, operation: Operation): Paging | undefined {
  const extension = operation.node['x-dli-paging'] as Extension | undefined;
  if (extension === undefined) return undefined;
  const { style, size, position, items, total } = extension;
  const reader = new SchemaReader(document);
  const sizes = readParameter(reader, operation, size);
  const [maximum, usual] = ['maximum', 'default'].map((word) => getKeyword(sizes, word) as number | undefined);
  if (maximum === undefined && usual === undefined) throw createProblem(operation, `"${size}" has neither \`maximum\` nor \`default\``);
  if (position !== undefined) readParameter(reader, operation, position);
  if (!hasType(reader, operation, items, 'array')) throw createProblem(operation, `"${items}" is not a list in its answer`);
  if (!hasType(reader, operation, total, 'integer')) throw createProblem(operation, `"${total}" is not an integer in its answer`);
  return {
    style,
    size,
    ...(maximum !== undefined && { maximum }),
    ...(usual !== undefined && { default: usual }),
    ...(position !== undefined && { position }),
    items,
    total,
  };
}

/** The TypeScript type of one entry of a list, given that of a page. */
export function formatItemType(page: string, { items }: Paging): string {
  const list = items.split('.').reduce((type, name) => `NonNullable<${type}['${name}']>`, page);
  return `${list}[number]`;
}

function readParameter(reader: SchemaReader, operation: Operation, name: string): FlatSchema {
  const parameter = operation.parameters.find((candidate) => candidate.in === 'query' && candidate.name === name);
  if (!parameter) throw createProblem(operation, `"${name}" is not a parameter of its query`);
  return reader.flattenIn(parameter);
}

function hasType(reader: SchemaReader, operation: Operation, path: string, type: string): boolean {
  const [content] = Object.entries(operation.responses).flatMap(([status, response]) => (/^2/.test(status) ? [response.content] : []));
  const page = content && reader.flattenIn(content);
  const found = path.split('.').reduce((schema, name) => schema?.properties.get(name)?.(), page);
  return found !== undefined && listTypes(found).includes(type);
}

function createProblem({ operationId }: Operation, what: string): DocumentProblem {
  return new DocumentProblem(`${operationId}: x-dli-paging does not fit: ${what}.`);
}
