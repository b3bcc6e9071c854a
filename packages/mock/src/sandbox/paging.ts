import type { Operation } from '../document/operations.ts';
import { MockError } from '../errors.ts';
import { getKeyword } from '../generated/openapi/index.ts';

interface Paging {
  size?: string;
  position?: string;
  style?: 'offset' | 'page';
}

/** A page of a list. */
export interface Page<Item> {
  items: Item[];
  /** How many there are on all pages together. */
  total: number;
  /** How many come before the page. */
  skipped: number;
}

/**
 * The part of a list that a call asks for, by what the document says in `x-dli-paging` of how the operation pages.
 * @throws {MockError} when the document does not say it
 */
export function takePage<Item>(operation: Operation, query: object, all: readonly Item[]): Page<Item> {
  const paging = readPaging(operation);
  const given = query as Record<string, number | bigint | undefined>;
  // Sizes and positions are small, or else so large that nothing is left to round.
  const number = (name = '', otherwise = 0) => Number(given[name] ?? otherwise);
  const size = Math.max(0, number(paging.size, readDefault(operation, paging.size) ?? all.length));
  const skipped = paging.style === 'page' ? (number(paging.position, 1) - 1) * size : number(paging.position);
  return { items: all.slice(skipped, skipped + size), total: all.length, skipped };
}

function readPaging({ node, operationId }: Operation): Paging {
  const paging = node['x-dli-paging'] as Paging | undefined;
  if (paging === undefined) throw new MockError(`The document does not say in x-dli-paging how ${operationId} pages.`);
  return paging;
}

function readDefault({ parameters }: Operation, name: string | undefined): number | undefined {
  const parameter = parameters.find((candidate) => candidate.in === 'query' && candidate.name === name);
  return parameter && (getKeyword(parameter.schema, 'default') as number | undefined);
}
