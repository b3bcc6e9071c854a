// How the lists of the API are read page by page, from `x-dli-paging`.
import type { Document, Operation, Schema } from '@dli-openapi/openapi';
import { resolve } from '@dli-openapi/openapi';
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
export function pagingOf(document: Document, operation: Operation): Paging | undefined {
  const extension = operation.node['x-dli-paging'] as Extension | undefined;
  if (extension === undefined) return undefined;
  const { style, size, position, items, total } = extension;
  const { maximum, default: usual } = parameterOf(document, operation, size) as { maximum?: number; default?: number };
  if (maximum === undefined && usual === undefined) throw problem(operation, `"${size}" has neither \`maximum\` nor \`default\``);
  if (position !== undefined) parameterOf(document, operation, position);
  if (typeOf(document, operation, items) !== 'array') throw problem(operation, `"${items}" is not a list in its answer`);
  if (typeOf(document, operation, total) !== 'integer') throw problem(operation, `"${total}" is not an integer in its answer`);
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
export function itemOf(page: string, { items }: Paging): string {
  const list = items.split('.').reduce((type, name) => `NonNullable<${type}['${name}']>`, page);
  return `${list}[number]`;
}

function parameterOf(document: Document, operation: Operation, name: string): Schema {
  const parameter = operation.parameters.find((candidate) => candidate.in === 'query' && candidate.name === name);
  if (!parameter) throw problem(operation, `"${name}" is not a parameter of its query`);
  return resolve(document, parameter.schema);
}

function typeOf(document: Document, operation: Operation, path: string): unknown {
  const [answer] = Object.entries(operation.responses).flatMap(([status, { content }]) => (/^2/.test(status) ? [content?.schema] : []));
  const found = path.split('.').reduce((schema, name) => schema && propertyOf(document, schema, name), answer);
  return found && resolve(document, found).type;
}

function propertyOf(document: Document, schema: Schema, name: string): Schema | undefined {
  const { properties, allOf } = resolve(document, schema) as { properties?: Record<string, Schema>; allOf?: Schema[] };
  return properties?.[name] ?? allOf?.map((part) => propertyOf(document, part, name)).find((found) => found !== undefined);
}

function problem({ operationId }: Operation, what: string): DocumentProblem {
  return new DocumentProblem(`${operationId}: x-dli-paging does not fit: ${what}.`);
}
