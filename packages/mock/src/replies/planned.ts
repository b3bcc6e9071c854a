// The replies that a test has planned for one operation, in the order in which they are tried.
import type { ReceivedCall } from '../request/received.ts';
import type { BuildReply } from './build.ts';
import type { CallFilter } from './condition.ts';
import type { AnyReply } from './reply.ts';

/** A reply, or a function that returns one, and which calls it is for. */
export interface PlannedReply {
  /** What was planned, for messages. */
  description: string;
  conditions: readonly CallFilter[];
  once: boolean;
  /** Undefined where a function decides. */
  build: BuildReply | undefined;
  decide: ((call: ReceivedCall) => AnyReply | undefined | Promise<AnyReply | undefined>) | undefined;
  /** Whether it strikes even when the request violates the document. */
  isFault: boolean;
  /** How often it was used, or is about to be. */
  uses: number;
}

export interface PlannedReplies {
  add(reply: PlannedReply): void;
  /**
   * The replies for a call, the first to try in front: those for one call in the order in which they were planned, then those with a
   * condition, then the others, of both the latest first.
   */
  listFor(call: ReceivedCall): Generator<PlannedReply>;
  /** Forgets a reply for one call, which was used. */
  remove(reply: PlannedReply): void;
  clear(): void;
  readonly isEmpty: boolean;
  readonly hasFaults: boolean;
  listUnused(): PlannedReply[];
}

export function createPlannedReplies(): PlannedReplies {
  let once: PlannedReply[] = [];
  let lasting: PlannedReply[] = [];

  return {
    add(reply) {
      if (reply.once) {
        once.push(reply);
        return;
      }
      // One for all calls takes the place of those before, which could never be used again; a function may leave calls to them.
      const isForAll = reply.conditions.length === 0 && reply.decide === undefined;
      if (isForAll) lasting = lasting.filter(({ conditions }) => conditions.length > 0);
      lasting = [reply, ...lasting].sort((a, b) => Number(b.conditions.length > 0) - Number(a.conditions.length > 0));
    },
    *listFor(call) {
      for (const reply of [...once, ...lasting]) {
        if (reply.once && reply.uses > 0) continue;
        if (reply.conditions.every(({ matches }) => matches(call))) yield reply;
      }
    },
    remove(reply) {
      once = once.filter((other) => other !== reply);
    },
    clear() {
      once = [];
      lasting = [];
    },
    get isEmpty() {
      return once.length === 0 && lasting.length === 0;
    },
    get hasFaults() {
      return [...once, ...lasting].some(({ isFault }) => isFault);
    },
    listUnused: () => [...once, ...lasting].filter(({ uses }) => uses === 0),
  };
}
