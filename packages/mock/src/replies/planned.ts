// The replies that a test has planned for one operation, in the order in which it is looked through.
import type { ReceivedCall } from '../request/received.ts';
import type { BuildAnswer } from './build.ts';
import type { AnyReply } from './reply.ts';

/** Whether a reply is for a call. */
export type Matches = (call: ReceivedCall) => boolean;

/** A reply, or a function that gives one, and which calls it is for. */
export interface PlannedReply {
  /** What was planned, in words. */
  what: string;
  conditions: readonly Matches[];
  once: boolean;
  /** Undefined where a function decides. */
  build: BuildAnswer | undefined;
  decide: ((call: ReceivedCall) => AnyReply | undefined | Promise<AnyReply | undefined>) | undefined;
  /** Whether it strikes even when the request departs from the document. */
  isFault: boolean;
  /** How often it was given, or is about to be. */
  uses: number;
}

export interface PlannedReplies {
  add(reply: PlannedReply): void;
  /**
   * The replies for a call, the one that comes first in front: those for one call in the order in which they were planned, then
   * those with a condition, then the others, of both the latest first.
   */
  for(call: ReceivedCall): Generator<PlannedReply>;
  /** Forgets a reply for one call, which was given. */
  remove(reply: PlannedReply): void;
  clear(): void;
  readonly isEmpty: boolean;
  readonly hasFaults: boolean;
  unused(): PlannedReply[];
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
      // One for all calls takes the place of those before, which could never be given again; a function may leave calls to them.
      const isForAll = reply.conditions.length === 0 && reply.decide === undefined;
      if (isForAll) lasting = lasting.filter(({ conditions }) => conditions.length > 0);
      lasting = [reply, ...lasting].sort((a, b) => Number(b.conditions.length > 0) - Number(a.conditions.length > 0));
    },
    *for(call) {
      for (const reply of [...once, ...lasting]) {
        if (reply.once && reply.uses > 0) continue;
        if (reply.conditions.every((matches) => matches(call))) yield reply;
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
    unused: () => [...once, ...lasting].filter(({ uses }) => uses === 0),
  };
}
