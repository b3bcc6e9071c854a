import type { Lifecycle } from './lifecycle.ts';

/** A state, when a job came into it, in milliseconds since 1970, and by what event. */
export interface Stage<State extends string> {
  readonly state: State;
  readonly at: number;
  readonly event: string;
}

/** What will happen to a job by itself, and after how many milliseconds in its present state. */
export interface Prospect<State extends string> {
  to: State;
  after: number;
  /** By what; the service by itself unless given. */
  event?: string;
  /** What then is said of the job; empty unless given. */
  message?: string;
}

/** One job's way through the states of its kind. */
export interface Life<State extends string> {
  readonly state: State;
  /** The way so far, the present state last. */
  readonly stages: readonly Stage<State>[];
  /** Whether it stays in its state unless it is run again. */
  readonly isOver: boolean;
  /** What is said of the job in its present state. */
  readonly message: string;
  /** Lets everything happen that is due. */
  settle(now: number): void;
  /** What a call does to the job. @returns false, and nothing else happens, where the document knows no such transition */
  trigger(event: string, now: number): boolean;
  /** Puts something else in the place of what would happen by itself. Its time counts from now. */
  expect(prospect: Prospect<State>, now: number): void;
}

/** What decides on a job's life. */
export interface Course<State extends string> {
  lifecycle: Lifecycle<State>;
  /** The state to begin in; the one after creation unless given. */
  state?: State | undefined;
  message?: string | undefined;
  /** What happens next by itself. */
  prospect(life: Life<State>): Prospect<State> | undefined;
}

/** Begins a job's life. */
export function beginLife<State extends string>({ lifecycle, state, message = '', prospect }: Course<State>, now: number): Life<State> {
  let present: Stage<State> = { state: state ?? lifecycle.initial, at: now, event: 'create' };
  const stages = [present];
  let said = message;
  let upcoming: (Stage<State> & { message: string }) | undefined;

  const life: Life<State> = {
    get state() {
      return present.state;
    },
    stages,
    get isOver() {
      return lifecycle.isFinal(present.state);
    },
    get message() {
      return said;
    },
    settle(until) {
      while (upcoming !== undefined && upcoming.at <= until) enter(upcoming, upcoming.message);
    },
    trigger(event, at) {
      const to = lifecycle.after(present.state, event);
      if (to !== undefined) enter({ state: to, at, event }, '');
      return to !== undefined;
    },
    expect: (next, at) => expect(next, at),
  };

  function expect(next: Prospect<State> | undefined, from: number): void {
    upcoming = undefined;
    if (next === undefined || !Number.isFinite(next.after)) return;
    const { to, after, event = 'system', message: words = '' } = next;
    upcoming = { state: to, at: from + after, event, message: words };
  }

  function enter({ state: to, at, event }: Stage<State>, words: string): void {
    if (!lifecycle.leadsTo(present.state, to)) throw new Error(`The document knows no way from ${present.state} to ${to}.`);
    present = { state: to, at, event };
    stages.push(present);
    said = words;
    expect(prospect(life), at);
  }

  expect(prospect(life), now);
  return life;
}
