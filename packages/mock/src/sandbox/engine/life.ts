// The states of a kind: which there are by the document, and one thing's way through them.
import type { LoadedDocument } from '../../document/load.ts';
import { getKeyword, isNode } from '../../generated/openapi/index.ts';
import { MockError } from '../../mock-error.ts';
import type { Duration } from '../../options.ts';
import { parseDuration } from '../../options.ts';
import type { StateRules } from './kind.ts';
import type { Agenda } from './time.ts';

interface Transition {
  from: string | null;
  to: string | null;
  event: string;
  usual?: boolean;
}

/** The states of a kind, and what follows what. */
export interface Lifecycle<State extends string = string> {
  /** The name of the kind. */
  readonly kind: string;
  readonly states: readonly State[];
  /** The state of a thing that was just created. */
  readonly initial: State;
  isFinal(state: State): boolean;
  /** Whether the document has a transition from a state by an event. */
  allows(from: State, event: string): boolean;
  /** The state that an event leads to; undefined where it leads to none, or the document has no such transition. */
  findNext(from: State, event: string): State | undefined;
  /** The state that the service brings a thing into by itself when nothing goes wrong. */
  findUsual(from: State): State | undefined;
  /** The states that may follow without a call that asks for it. */
  listOutcomes(from: State): readonly State[];
  /** Whether the document has a transition from one state to another. */
  leadsTo(from: State, to: State): boolean;
  /** How many milliseconds a thing stays in a state unless something is planned. */
  getDuration(state: State): number;
  /** What the service says of a thing that a plan brought into a state. */
  getMessage(state: State): string;
}

/** Those events that no call of the API stands for. */
const ownEvents: ReadonlySet<string> = new Set(['system', 'top_up']);

/**
 * Reads the states of a kind, from `x-dli-transitions` and `x-dli-final` of a component.
 * @param durations those that differ from the kind's own, by state, or by kind and state
 * @throws {MockError} when the document does not say what follows what, or a duration is invalid
 */
export function readLifecycle(
  { getComponent }: LoadedDocument,
  { name, noun }: { name: string; noun: string },
  states: StateRules,
  durations: unknown,
): Lifecycle {
  const schema = getComponent(states.schema);
  const transitions = schema && (getKeyword(schema, 'x-dli-transitions') as Transition[] | undefined);
  const initial = transitions?.find(({ from, event }) => from === null && event === 'create')?.to;
  if (schema === undefined || transitions === undefined || !initial) {
    throw new MockError(
      `The sandbox needs a document that says in x-dli-transitions of #/components/schemas/${states.schema} what follows the creation of a ${noun}.`,
    );
  }
  const listFrom = (state: string) => transitions.filter(({ from }) => from === state || from === '*');
  const all = getKeyword(schema, 'enum') as string[];
  const { messages }: { messages: Readonly<Record<string, string>> } = states;
  const usual: Readonly<Record<string, unknown>> = states.durations;
  const given = isNode(durations) ? durations : {};
  const own = isNode(given[name]) ? given[name] : {};
  const milliseconds = new Map(
    all.map((state) => [state, parseDuration((own[state] ?? given[state] ?? usual[state] ?? Number.POSITIVE_INFINITY) as Duration)]),
  );
  return {
    kind: name,
    states: all,
    initial,
    isFinal: (state) => (getKeyword(schema, 'x-dli-final') as string[] | undefined)?.includes(state) ?? false,
    allows: (state, event) => listFrom(state).some((transition) => transition.event === event),
    findNext: (state, event) => listFrom(state).find((transition) => transition.event === event)?.to ?? undefined,
    findUsual: (state) => listFrom(state).find((transition) => transition.usual === true)?.to ?? undefined,
    listOutcomes: (state) => listFrom(state).flatMap(({ event, to }) => (ownEvents.has(event) && to !== null ? [to] : [])),
    leadsTo: (state, to) => listFrom(state).some((transition) => transition.to === to),
    getDuration: (state) => milliseconds.get(state) ?? Number.POSITIVE_INFINITY,
    getMessage: (state) => messages[state] ?? '',
  };
}

/** A state, when a thing came into it, in milliseconds since 1970, and by what event of the document, or `seed`. */
export interface Stage<State extends string> {
  readonly state: State;
  readonly at: number;
  readonly event: string;
}

/** What will happen to a thing by itself, and after how many milliseconds in its present state. */
export interface Prospect<State extends string> {
  to: State;
  after: number;
  /** By what. Default `system`: the service by itself. */
  event?: string;
  /** What then is said of it. Default empty. */
  message?: string;
  /** Is called when it happens, and may say that something else does. */
  revise?(): { to: State; message: string } | undefined;
}

/** One thing's way through the states of its kind. */
export interface Life<State extends string> {
  readonly state: State;
  /** The way so far, the present state last. */
  readonly stages: readonly Stage<State>[];
  /** Whether it stays in its state unless it is run again. */
  readonly isOver: boolean;
  /** What is said of it in its present state. */
  readonly message: string;
  /** From now on things happen by themselves. */
  begin(now: number): void;
  /** Nothing happens any more. */
  end(): void;
  /** Whether the document has a transition by this event, which may be `delete`. */
  allows(event: string): boolean;
  /** What a call does to it. @returns false, and nothing else happens, where the document has no such transition */
  trigger(event: string, now: number): boolean;
  /** What would happen by itself at some time happens now. */
  hurry(now: number): void;
  /** Replaces what would happen by itself. Its time counts from now. */
  expect(prospect: Prospect<State> | undefined, now: number): void;
}

/** What decides on a life. */
export interface Course<State extends string> {
  lifecycle: Lifecycle<State>;
  agenda: Agenda;
  /** The state to begin in. Default: the one after creation. */
  state?: State | undefined;
  message?: string | undefined;
  /** Since when it is in that state. What comes by itself is counted from its {@link Life.begin} all the same. */
  since: number;
  /** What happens next by itself, counted from a time. Called whenever the job comes into a state. */
  predict(life: Life<State>, from: number): Prospect<State> | undefined;
}

export function createLife<State extends string>(course: Course<State>): Life<State> {
  const { lifecycle, agenda, state, since, predict } = course;
  let present: Stage<State> =
    state === undefined ? { state: lifecycle.initial, at: since, event: 'create' } : { state, at: since, event: 'seed' };
  let message = course.message ?? '';
  let cancel = () => {};
  let happen: ((at: number) => void) | undefined;
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
      life.expect(predict(life, now), now);
    },
    end() {
      cancel();
    },
    allows: (event) => lifecycle.allows(present.state, event),
    trigger(event, at) {
      const to = lifecycle.findNext(present.state, event);
      if (to !== undefined) enter({ state: to, at, event }, '');
      return to !== undefined;
    },
    hurry(now) {
      cancel();
      happen?.(now);
    },
    expect(next, now) {
      cancel();
      happen = undefined;
      if (next === undefined || !Number.isFinite(next.after)) return;
      happen = (at) => {
        const { to, event = 'system', message: text = '' } = { ...next, ...next.revise?.() };
        enter({ state: to, at, event }, text);
      };
      const due = now + next.after;
      cancel = agenda.add(due, () => happen?.(due));
    },
  };

  function enter(stage: Stage<State>, text: string): void {
    if (!lifecycle.leadsTo(present.state, stage.state))
      throw new Error(`The document has no transition from ${present.state} to ${stage.state}.`);
    present = stage;
    message = text;
    stages.push(stage);
    life.expect(predict(life, stage.at), stage.at);
  }

  return life;
}
