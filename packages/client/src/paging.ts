import type { DliCore } from './client.ts';
import { DliInputError } from './errors.ts';
import { readInt64Digits } from './json.ts';
import type { ListOperation, Operation, OperationArguments, Paging, RequestOptions } from './operation.ts';
import { checkInputObject } from './request.ts';

/**
 * Reads a list page by page, each page when it is needed. The first page comes even if it is empty.
 *
 * A page holds as many entries as the input says, within the documented maximum, and otherwise as many as it can. If the
 * latest response has a total, reading ends when as many entries have been read. If it has none, reading ends at a page
 * that is shorter than the document allows it to be, or that repeats an entry of the page before in its place: the service
 * ignores the position then, and the page is dropped. It ends at an empty page in any case.
 *
 * The list may change meanwhile. Positions count from the list's beginning, so an entry can come twice, or not at all, if
 * others before it are created or deleted.
 * @param core A client, or a core.
 * @param operation The operation, from `@dli-openapi/client/operations`.
 * @param args Its input, which may set page size and position, then options for each of the calls.
 * @returns The responses, one after the other. Leaving the loop ends the reading.
 * @throws {DliInputError} if page size or position is not a whole number
 * @throws what the calls throw
 */
export async function* listPages<Input, Output, Item>(
  core: Pick<DliCore, 'call'>,
  operation: ListOperation<Input, Output, Item>,
  ...args: OperationArguments<NoInfer<Input>>
): AsyncGenerator<Output, void, undefined> {
  const [input = {}, options] = args as [input?: Record<string, unknown>, options?: RequestOptions];
  const { paging } = operation;
  const first = findFirstPlace(operation, input);
  for (let place: Place | undefined = first; place !== undefined; ) {
    const asked = { ...input, ...listFields(paging, place) };
    const response: Output = await core.call(operation as Operation<unknown, Output>, asked, options);
    const page = readPage(paging, response);
    if (place !== first && !hasNewEntries(place, page)) return;
    // Before the page is handed out, since the program may change it.
    place = findNextPlace(paging, place, page);
    yield response;
  }
}

/**
 * Reads the entries of a list one by one, across pages. See {@link listPages}.
 * @param core A client, or a core.
 * @param operation The operation, from `@dli-openapi/client/operations`.
 * @param args Its input, which may set page size and position, then options for each of the calls.
 * @returns The entries, one after the other. Leaving the loop ends the reading.
 * @throws what {@link listPages} throws
 */
export async function* listItems<Input, Output, Item>(
  core: Pick<DliCore, 'call'>,
  operation: ListOperation<Input, Output, Item>,
  ...args: OperationArguments<NoInfer<Input>>
): AsyncGenerator<Item, void, undefined> {
  for await (const page of listPages(core, operation, ...args)) yield* readPage(operation.paging, page).entries as Item[];
}

/** Where a page lies in its list. */
interface Place {
  /** How many entries to ask for; `undefined` if neither the input nor the document has a number. */
  readonly size: number | undefined;
  /** Where the page begins; `undefined` if the list has one page. */
  readonly position: number | undefined;
  /** How many entries of the list lie before it. */
  readonly skipped: number;
  /** Whether the service gives as many entries as it is asked for, so that a shorter page is the last. */
  readonly isGranted: boolean;
  /** The entries of the page before, as JSON, if its response has no total. */
  readonly before: readonly string[];
}

interface Page {
  readonly entries: readonly unknown[];
  readonly total: number | undefined;
  /** The entries as JSON, if there is no total. */
  readonly written: readonly string[];
}

function findFirstPlace({ operationId, paging }: ListOperation<never, unknown, unknown>, given: unknown): Place {
  const input = checkInputObject(operationId, given);
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
    const problem = `is ${asked}, but the document allows at most ${granted}, so that ${position} ${start} could be another page.`;
    throw new DliInputError(operationId, paging.size, problem);
  }
  return { ...place, position: start, skipped: (start - 1) * Number(size) };
}

/** The fields of the input that ask for a page. */
function listFields(paging: Paging, { size, position }: Place): Record<string, number> {
  const fields = [
    [paging.size, size],
    [paging.position, position],
  ];
  return Object.fromEntries(fields.filter((field) => !field.includes(undefined)));
}

function readPage(paging: Paging, response: unknown): Page {
  const list = readField(response, paging.items);
  const count = paging.total === undefined ? undefined : readField(response, paging.total);
  const entries = Array.isArray(list) ? list : [];
  const total = typeof count === 'number' ? count : undefined;
  const written = total === undefined ? entries.map((entry) => JSON.stringify(entry, writeBigInt)) : [];
  return { entries, total, written };
}

/** Whether a page has entries other than those of the page before, which a service that ignores the position sends again. */
function hasNewEntries({ before }: Place, { entries, written }: Page): boolean {
  return entries.length > 0 && !written.some((entry, index) => entry === before[index]);
}

/** Where the page after a page begins, if there can be one. */
function findNextPlace({ style }: Paging, place: Place, { entries, total, written }: Page): Place | undefined {
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
  const number = Number(readInt64Digits(input[field]));
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new DliInputError(operationId, field, `has to be a whole number of at least ${least} to read page by page.`);
}
