import type { CallArguments, PendingCall } from './operation.ts';

/** The method of an operation that lists something: it gives one page, and reads the others as well when it is told to. */
export interface ListMethod<Input, Output, Item> {
  (...args: CallArguments<Input>): PendingCall<Output>;
  /**
   * Reads the entries of the list one by one, whatever page they are on: `for await (const job of dli.listFlinkJobs.items())`.
   * Only one page is held at a time; the next one is asked for when it is needed. A list that changes in the meantime ends
   * where the latest answer says so; entries can then come twice, or not at all.
   * @param args The input, which may say how large a page is and where to begin, then options for each of the calls.
   * @throws what the method throws; {@link DliInputError} also when size or position are not whole numbers
   */
  items(...args: CallArguments<Input>): AsyncGenerator<Item, void, undefined>;
  /**
   * Reads the list page by page, as `items` does. The first page comes even when it is empty.
   * @param args The input, which may say how large a page is and where to begin, then options for each of the calls.
   * @throws what the method throws; {@link DliInputError} also when size or position are not whole numbers
   */
  pages(...args: CallArguments<Input>): AsyncGenerator<Output, void, undefined>;
}
