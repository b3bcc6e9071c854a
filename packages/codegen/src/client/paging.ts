// How the lists of the API are read page by page, from `x-dli-paging`.
import type { Document, FlatSchema, Operation } from '@dli-openapi/openapi';
import { getKeyword, SchemaReader } from '@dli-openapi/openapi';

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

/** Reads how an operation's list is paged, if it is a list. Lint makes sure that what it names exists. */
export function readPaging(document: Document, operation: Operation): Paging | undefined {
  const extension = operation.node['x-dli-paging'] as Extension | undefined;
  if (extension === undefined) return undefined;
  const size = operation.parameters.find((parameter) => parameter.in === 'query' && parameter.name === extension.size);
  const sizes = size && new SchemaReader(document).flattenIn(size);
  const [maximum, usual] = ['maximum', 'default'].map((word) => sizes && (getKeyword(sizes, word) as number | undefined));
  return { ...extension, ...(maximum !== undefined && { maximum }), ...(usual !== undefined && { default: usual }) };
}

/** Reads the schema of one entry of a list from that of a page. */
export function readItem(page: FlatSchema, { items }: Paging): FlatSchema | undefined {
  const list = items.split('.').reduce<FlatSchema | undefined>((schema, name) => schema?.properties.get(name)?.(), page);
  return list?.items?.();
}

/** Formats the TypeScript type of one entry of a list, from that of a page. */
export function formatItemType(page: string, { items }: Paging): string {
  const list = items.split('.').reduce((type, name) => `NonNullable<${type}['${name}']>`, page);
  return `${list}[number]`;
}
