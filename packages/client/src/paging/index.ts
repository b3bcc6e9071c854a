import type { DliCore } from '../core.ts';
import type { CallArguments, CallOptions, ListOperation, Operation } from '../operation.ts';
import type { Place } from './place.ts';
import { findFirstPlace, findNextPlace, hasNewEntries, listFields, readPage } from './place.ts';

export type { ListOperation, Paging } from '../operation.ts';

/** What makes the calls: a client, or a core. */
export type Caller = Pick<DliCore, 'call'>;

/**
 * Reads a list page by page, each page when it is asked for. The first page comes even when it is empty.
 *
 * A page holds as many entries as the input says, within the documented maximum, and otherwise as many as it can. Where
 * the latest response has a total, reading ends when as many entries have been read. Where it has none, reading ends at a
 * page that is shorter than the document allows it to be, or that repeats an entry of the page before in its place: the
 * service ignores the position then, and the page is dropped. It ends at an empty page in any case.
 *
 * The list may change in the meantime. Positions count from the list's beginning, so an entry can come twice, or not at
 * all, when others before it are made or deleted.
 * @param caller A client, or a core.
 * @param operation The operation, from `@dli-openapi/client/operations`.
 * @param args Its input, which may say where to begin, then options for each of the calls.
 * @returns The answers, one after the other. Leaving the loop ends the reading.
 * @throws {DliInputError} when size or position are not whole numbers
 * @throws what the calls throw
 */
export async function* pages<Input, Output, Item>(
  caller: Caller,
  operation: ListOperation<Input, Output, Item>,
  ...args: CallArguments<NoInfer<Input>>
): AsyncGenerator<Output, void, undefined> {
  const [input = {}, options] = args as [input?: Record<string, unknown>, options?: CallOptions];
  const { paging } = operation;
  const first = findFirstPlace(operation, input);
  for (let place: Place | undefined = first; place !== undefined; ) {
    const asked = { ...input, ...listFields(paging, place) };
    const response: Output = await caller.call(operation as Operation<unknown, Output>, asked, options);
    const page = readPage(paging, response);
    if (place !== first && !hasNewEntries(place, page)) return;
    // Before the page is handed out, since whoever gets it may change it.
    place = findNextPlace(paging, place, page);
    yield response;
  }
}

/**
 * Reads the entries of a list one by one, whatever page they are on. See {@link pages}.
 * @param caller A client, or a core.
 * @param operation The operation, from `@dli-openapi/client/operations`.
 * @param args Its input, which may say where to begin, then options for each of the calls.
 * @returns The entries, one after the other. Leaving the loop ends the reading.
 * @throws what {@link pages} throws
 */
export async function* items<Input, Output, Item>(
  caller: Caller,
  operation: ListOperation<Input, Output, Item>,
  ...args: CallArguments<NoInfer<Input>>
): AsyncGenerator<Item, void, undefined> {
  for await (const page of pages(caller, operation, ...args)) yield* readPage(operation.paging, page).entries as Item[];
}
