import type { DliCore } from './client.ts';
import { DliIncompleteError, DliInputError } from './errors.ts';
import { readInt64Digits, readList } from './json.ts';
import type { ListOperation, Operation, OperationArguments, Paging, RequestOptions } from './operation.ts';
import { checkInputObject } from './request.ts';

/**
 * Reads a list page by page, each page when it is needed. The first page comes even if it is empty.
 *
 * A page holds as many entries as the input says, within the documented maximum, and otherwise as many as it can. If a
 * response has a total, reading ends when as many entries as the latest says have been read. If none has, reading ends at an empty
 * page, and at one that is shorter than the document allows it to be. A page that repeats an entry of the page before in its
 * place is dropped: the service ignores the position, and reading ends if it ignored the size, too. If reading cannot go on,
 * and the list may be longer, a {@link DliIncompleteError} says so after the last page.
 *
 * The list may change meanwhile. Positions count from the list's beginning, so an entry can come twice, or not at all, if
 * others before it are created or deleted.
 * @param core A client, or a core.
 * @param operation The operation, from `@dli-openapi/client/operations`.
 * @param args Its input, which may set page size and position, then options for each of the calls.
 * @returns The responses, one after the other. Leaving the loop ends the reading.
 * @throws {DliInputError} if page size or position is not a whole number
 * @throws {DliIncompleteError} if the service does not give the rest of the list
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
    const page = readPage(paging, place, response);
    const isRepeated = repeatsEntry(place, page);
    // Before the page is handed out, since the program may change it.
    const next: Place | undefined = isRepeated ? undefined : findNextPlace(paging, place, page);
    const problem = next === undefined ? findMissingEntries(paging, place, page, isRepeated) : undefined;
    if (place === first || (page.entries.length > 0 && !isRepeated)) yield response;
    if (problem !== undefined) throw new DliIncompleteError(operation.operationId, problem.read, page.total, problem.text);
    place = next;
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
  for await (const page of listPages(core, operation, ...args)) yield* readList(readField(page, operation.paging.items)) as Item[];
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
  /** The entries of the page before, as JSON, if no response had a total. */
  readonly before: readonly string[];
  /** What the latest response that has a total says. */
  readonly total?: number | undefined;
}

interface Page {
  readonly entries: readonly unknown[];
  /** Whether the response has something else than entries where they belong. */
  readonly isUnreadable: boolean;
  readonly total: number | undefined;
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

function readPage(paging: Paging, { total }: Place, response: unknown): Page {
  const list = readField(response, paging.items) ?? [];
  const count = paging.total === undefined ? undefined : readField(response, paging.total);
  const entries = readList(list);
  return { entries, isUnreadable: entries !== list, total: typeof count === 'number' ? count : total };
}

/** Whether a page has an entry of the page before in the same place, as if the service ignored the position. */
function repeatsEntry({ before }: Place, { entries }: Page): boolean {
  return before.some((entry, index) => index < entries.length && entry === writeEntry(entries[index]));
}

/** What is missing, or may be, if no page comes after this one. */
function findMissingEntries({ items, position }: Paging, place: Place, { entries, isUnreadable, total }: Page, isRepeated: boolean) {
  const { size = Number.POSITIVE_INFINITY, skipped } = place;
  const read = skipped + (isRepeated ? 0 : entries.length);
  if (isUnreadable) return { read, text: `${items} of a response is not a list.` };
  if (total !== undefined) {
    return read < total ? { read, text: `it has ${total} entries, of which the service gave ${read}.` } : undefined;
  }
  if (isRepeated && entries.length <= size) return { read, text: `after ${read} entries the service sent the same page again.` };
  const isFull = position === undefined && entries.length === size;
  return isFull ? { read, text: `there may be more than the ${read} entries that the service gives at most.` } : undefined;
}

/** Where the page after a page begins, if there can be one. */
function findNextPlace({ style }: Paging, place: Place, { entries, total }: Page): Place | undefined {
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
    before: total === undefined ? entries.map(writeEntry) : [],
    total,
  };
}

function readField(response: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | null | undefined)?.[name], response);
}

function writeEntry(entry: unknown): string {
  return JSON.stringify(entry, (_name, value: unknown) => (typeof value === 'bigint' ? `${value}` : value));
}

function readNumber(operationId: string, input: Record<string, unknown>, field: string | undefined, least: number): number | undefined {
  if (field === undefined || input[field] === undefined) return undefined;
  const number = Number(readInt64Digits(input[field]));
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new DliInputError(operationId, field, `has to be a whole number of at least ${least} to read page by page.`);
}
