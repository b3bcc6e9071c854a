import { DliInputError } from '../errors/index.ts';
import { int64Digits } from '../int64.ts';
import type { ListOperation, Paging } from '../operation.ts';
import { checkedInput } from '../request.ts';

/** How far a list has been read. */
export interface Place {
  /** How many entries to ask for. */
  readonly size: number;
  /** Where the next page begins; `undefined` where nobody can say so. */
  readonly position: number | undefined;
  /** How many entries of the list lie before it. */
  readonly read: number;
  /** The page before it, written down, of a list that does not tell its length. */
  readonly before: string | undefined;
}

/**
 * Where reading begins: where the input says, or at the list's beginning.
 * @throws {DliInputError} when the input is no object, or size and position are not whole numbers that fit together
 */
export function firstPlace({ operationId, paging }: ListOperation<never, unknown, unknown>, given: unknown): Place {
  const input = checkedInput(operationId, given);
  const { style, size, position, maximum = Number.POSITIVE_INFINITY, default: usual = 1 } = paging;
  const asked = wholeNumber(operationId, input, size, 1) ?? (Number.isFinite(maximum) ? maximum : usual);
  const place = { size: Math.min(asked, maximum), before: undefined };
  if (position === undefined) return { ...place, position, read: 0 };
  const least = style === 'page' ? 1 : 0;
  const start = wholeNumber(operationId, input, position, least) ?? least;
  if (style !== 'page') return { ...place, position: start, read: start };
  if (start > 1 && asked > maximum) {
    const problem = `is ${asked}, but a page holds ${maximum} at the most, so that ${position} ${start} would be another page.`;
    throw new DliInputError(operationId, size, problem);
  }
  return { ...place, position: start, read: (start - 1) * place.size };
}

/** Where the next page begins, if there can be one. */
export function placeAfter(paging: Paging, place: Place, page: unknown): Place | undefined {
  const entries = entriesOf(paging, page);
  if (place.position === undefined || entries.length === 0) return undefined;
  const total = totalOf(paging, page);
  const read = place.read + entries.length;
  // Without a total, a service that does not heed the position would send the same page for ever.
  const before =
    total === undefined ? JSON.stringify(entries, (_name, value) => (typeof value === 'bigint' ? `${value}` : value)) : undefined;
  const isLast = total === undefined ? entries.length < place.size || before === place.before : read >= total;
  if (isLast) return undefined;
  return { size: place.size, position: place.position + (paging.style === 'page' ? 1 : entries.length), read, before };
}

/** The entries of a page. */
export function entriesOf({ items }: Paging, page: unknown): unknown[] {
  const entries = valueAt(page, items);
  return Array.isArray(entries) ? entries : [];
}

function totalOf({ total }: Paging, page: unknown): number | undefined {
  const value = valueAt(page, total);
  return typeof value === 'number' ? value : undefined;
}

function valueAt(page: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | null | undefined)?.[name], page);
}

function wholeNumber(operationId: string, input: Record<string, unknown>, field: string, least: number): number | undefined {
  if (input[field] === undefined) return undefined;
  const number = Number(int64Digits(input[field]));
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new DliInputError(operationId, field, `has to be a whole number, ${least} or more, to read page by page.`);
}
