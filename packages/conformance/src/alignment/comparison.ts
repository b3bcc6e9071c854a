import { isDeepStrictEqual } from 'node:util';
import type { Source } from '@dli-openapi/authoring/documented/types';
import type { Pointer } from '@dli-openapi/openapi';

/** Who states a fact: a source of facts, or JSON that the page prints. */
export type Witness = Source | 'sample';

/** What the page says about one thing, and what the document says. */
export interface Comparison {
  /** `common` for what holds for all operations. */
  operationId: string;
  rule: string;
  /** Such as `query.limit`, `body.resource_config.max_slot`, `response.job_list.jobs[].status`, `status.400`. */
  pointer: string;
  /** What the page says. Undefined: it says nothing. */
  page: unknown;
  /** What the document says. Undefined: it says nothing. */
  document: unknown;
  /** Who speaks where the page does not: a witness, or the operation whose page says it of the same place in the document. */
  source: Witness | (string & {}) | undefined;
  /** The page has this row, whatever it says of it. */
  onPage: boolean;
  /** Where the document says it, or would. */
  at: Pointer;
}

/** Whether two statements are the same. Lists are sets: their order says nothing. */
export function same(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) return isDeepStrictEqual(sorted(one), sorted(other));
  return one === other || isDeepStrictEqual(one, other);
}

function sorted(values: unknown[]): string[] {
  return values.map((value) => JSON.stringify(value)).sort();
}
