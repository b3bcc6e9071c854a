import { MockError } from '../errors.ts';
import type { Exchange, Observer } from '../handle.ts';
import { isPreflight } from '../handle.ts';
import type { OperationId } from '../operation.ts';
import type { RecordedCall } from './recorded-call.ts';
import { recordedCall } from './recorded-call.ts';

/** The calls that a mock was sent, the first one first. */
export interface Calls extends ReadonlyArray<RecordedCall> {
  /** Those to one operation. */
  of<Id extends OperationId>(operationId: Id): RecordedCall<Id>[];
}

export interface Journal {
  observe: Observer;
  readonly calls: Calls;
  reset(): void;
}

/** Bodies that are kept may fill so many bytes together. */
const largestInBytes = 64 * 1024 * 1024;

/**
 * Makes a journal of the latest exchanges.
 * @param size how many are kept; the bodies' size limits them too
 * @throws {MockError} when the size makes no sense
 */
export function createJournal(size: number): Journal {
  if (!Number.isInteger(size) || size < 0) throw new MockError(`keepCalls must be a whole number from 0, found ${size}.`);
  // Kept as they are: what is read of them is made when somebody reads.
  let exchanges: Exchange[] = [];
  let bytes = 0;
  let read: Calls | undefined;
  const made = new WeakMap<Exchange, RecordedCall>();

  return {
    observe(exchange) {
      if (size === 0 || isPreflight(exchange.request)) return;
      exchanges.push(exchange);
      bytes += bytesOf(exchange);
      while (exchanges.length > size || (bytes > largestInBytes && exchanges.length > 1)) bytes -= bytesOf(exchanges.shift());
      read = undefined;
    },
    get calls() {
      read ??= callsOf(
        exchanges.map((exchange) => {
          const call = made.get(exchange) ?? recordedCall(exchange);
          made.set(exchange, call);
          return call;
        }),
      );
      return read;
    },
    reset() {
      exchanges = [];
      bytes = 0;
      read = undefined;
    },
  };
}

function callsOf(calls: RecordedCall[]): Calls {
  const of = (operationId: OperationId) => calls.filter((call) => call.operationId === operationId);
  return Object.freeze(Object.defineProperty(calls, 'of', { value: of })) as unknown as Calls;
}

function bytesOf(exchange: Exchange | undefined): number {
  return exchange === undefined ? 0 : exchange.request.body.length + (exchange.answer.body?.length ?? 0);
}
