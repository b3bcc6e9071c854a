import type { Agenda } from './agenda.ts';
import type { Lifecycle } from './lifecycle.ts';

/** A state, when a job came into it, in milliseconds since 1970, and by what event of the document, or `seed`. */
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
  /** From now on things happen by themselves. */
  begin(now: number): void;
  /** Nothing happens any more. */
  end(): void;
  /** Whether the document knows of a transition by this event. */
  allows(event: string): boolean;
  /** What a call does to the job. @returns false, and nothing else happens, where the document knows no such transition */
  trigger(event: string, now: number): boolean;
  /** Puts something else in the place of what would happen by itself. Its time counts from now. */
  expect(prospect: Prospect<State> | undefined, now: number): void;
}

/** What decides on a job's life. */
export interface Course<State extends string> {
  lifecycle: Lifecycle<State>;
  agenda: Agenda;
  /** The state to begin in; the one after creation unless given. */
  state?: State | undefined;
  message?: string | undefined;
  /** Since when it is in that state. What comes by itself is counted from its {@link Life.begin} all the same. */
  since: number;
  /** What happens next by itself, counted from a time. Asked whenever the job comes into a state. */
  prospect(life: Life<State>, from: number): Prospect<State> | undefined;
}

export function createLife<State extends string>(course: Course<State>): Life<State> {
  const { lifecycle, agenda, state, since, prospect } = course;
  let present: Stage<State> =
    state === undefined ? { state: lifecycle.initial, at: since, event: 'create' } : { state, at: since, event: 'seed' };
  let message = course.message ?? '';
  let callOff = () => {};
  const stages = [present];

  const life: Life<State> = {
    get state() {
      return present.state;
    },
    stages,
    get isOver() {
      return lifecycle.isFinal(present.state);
    },
    get message() {
      return message;
    },
    begin(now) {
      life.expect(prospect(life, now), now);
    },
    end() {
      callOff();
    },
    allows: (event) => lifecycle.after(present.state, event) !== undefined,
    trigger(event, at) {
      const to = lifecycle.after(present.state, event);
      if (to !== undefined) enter({ state: to, at, event }, '');
      return to !== undefined;
    },
    expect(next, now) {
      callOff();
      if (next === undefined || !Number.isFinite(next.after)) return;
      const { to, after, event = 'system', message: words = '' } = next;
      const at = now + after;
      callOff = agenda.add(at, () => enter({ state: to, at, event }, words));
    },
  };

  function enter(stage: Stage<State>, words: string): void {
    if (!lifecycle.leadsTo(present.state, stage.state))
      throw new Error(`The document knows no way from ${present.state} to ${stage.state}.`);
    present = stage;
    message = words;
    stages.push(stage);
    life.expect(prospect(life, stage.at), stage.at);
  }

  return life;
}
