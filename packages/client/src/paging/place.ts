import { DliInputError } from '../errors/index.ts';
import { int64Digits } from '../int64.ts';
import type { ListOperation, Paging } from '../operation.ts';
import { checkedInput } from '../request.ts';

/** Where a page lies in its list. */
export interface Place {
  /** How many entries to ask for; `undefined` where neither the input nor the document has a number. */
  readonly size: number | undefined;
  /** Where the page begins; `undefined` where a list has one page. */
  readonly position: number | undefined;
  /** How many entries of the list lie before it. */
  readonly skipped: number;
  /** Whether the service gives as many entries as it is asked for, so that a shorter page is the last. */
  readonly isGranted: boolean;
  /** The entries of the page before, as JSON, if its response has no total. */
  readonly before: readonly string[];
}

/** What a response says of its list. */
export interface Page {
  readonly entries: readonly unknown[];
  readonly total: number | undefined;
  /** The entries as JSON, if there is no total. */
  readonly written: readonly string[];
}

/**
 * Where reading begins: where the input says, or at the list's beginning.
 * @throws {DliInputError} when the input is no object, or size and position are not whole numbers that fit together
 */
export function findFirstPlace({ operationId, paging }: ListOperation<never, unknown, unknown>, given: unknown): Place {
  const input = checkedInput(operationId, given);
  const { style, position, maximum = Number.POSITIVE_INFINITY } = paging;
  const granted = paging.maximum ?? paging.default;
  const asked = readNumber(operationId, input, paging.size, 1) ?? granted;
  const size = asked && Math.min(asked, maximum);
  const place = { size, isGranted: size !== undefined && granted !== undefined && size <= granted, before: [] };
  if (position === undefined) return { ...place, position, skipped: 0 };
  const least = style === 'page' ? 1 : 0;
  const start = readNumber(operationId, input, position, least) ?? least;
  if (style !== 'page') return { ...place, position: start, skipped: start };
  if (start > 1 && Number(asked) > Number(granted)) {
    const problem = `is ${asked}, but no more than ${granted} is documented, so that ${position} ${start} could be another page.`;
    throw new DliInputError(operationId, paging.size, problem);
  }
  return { ...place, position: start, skipped: (start - 1) * Number(size) };
}

/** The fields of the input that ask for a page. */
export function listFields(paging: Paging, { size, position }: Place): Record<string, number> {
  const fields = [
    [paging.size, size],
    [paging.position, position],
  ];
  return Object.fromEntries(fields.filter((field) => !field.includes(undefined)));
}

/** What a response says of its list. */
export function readPage(paging: Paging, response: unknown): Page {
  const list = readField(response, paging.items);
  const count = paging.total === undefined ? undefined : readField(response, paging.total);
  const entries = Array.isArray(list) ? list : [];
  const total = typeof count === 'number' ? count : undefined;
  const written = total === undefined ? entries.map((entry) => JSON.stringify(entry, writeBigInt)) : [];
  return { entries, total, written };
}

/** Whether a page has entries other than those of the page before, which a service that ignores the position sends again. */
export function hasNewEntries({ before }: Place, { entries, written }: Page): boolean {
  return entries.length > 0 && !written.some((entry, index) => entry === before[index]);
}

/** Where the page after a page begins, if there can be one. */
export function findNextPlace({ style }: Paging, place: Place, { entries, total, written }: Page): Place | undefined {
  const { size = Number.POSITIVE_INFINITY, position, isGranted } = place;
  const skipped = place.skipped + entries.length;
  const isLast = total === undefined ? isGranted && entries.length < size : skipped >= total;
  if (position === undefined || entries.length === 0 || isLast) return undefined;
  return {
    // A first page that is shorter than asked for may be as large as pages get.
    size: isGranted ? place.size : Math.min(size, entries.length),
    position: style === 'page' ? position + 1 : skipped,
    skipped,
    isGranted: true,
    before: written,
  };
}

function readField(response: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | null | undefined)?.[name], response);
}

function writeBigInt(_name: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}` : value;
}

function readNumber(operationId: string, input: Record<string, unknown>, field: string | undefined, least: number): number | undefined {
  if (field === undefined || input[field] === undefined) return undefined;
  const number = Number(int64Digits(input[field]));
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new DliInputError(operationId, field, `has to be a whole number, ${least} or more, to read page by page.`);
}
