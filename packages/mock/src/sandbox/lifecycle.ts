// What states a kind of job has and what follows what, from `x-dli-transitions` and `x-dli-final` of the document.
import type { LoadedDocument } from '../document/load.ts';
import { MockError } from '../errors.ts';
import { getKeyword } from '../generated/openapi/index.ts';

interface Transition {
  from: string | null;
  to: string | null;
  event: string;
  usual?: boolean;
}

/** A kind of job's states, as the document has them. */
export interface Lifecycle<State extends string = string> {
  readonly states: readonly State[];
  /** The state of a job that was just created. */
  readonly initial: State;
  isFinal(state: State): boolean;
  /** The state that an event leads to; undefined where the document knows of none. */
  after(from: State, event: string): State | undefined;
  /** The state that the service brings a job into by itself when nothing goes wrong. */
  usual(from: State): State | undefined;
  /** What may happen to a job without a call that asks for it. */
  outcomes(from: State): readonly State[];
  /** Whether the document knows a way that leads there at once. */
  leadsTo(from: State, to: State): boolean;
}

/** Those events that no call of the API stands for. */
const unasked: ReadonlySet<string> = new Set(['system', 'top_up']);

/**
 * Reads the states of a kind of job.
 * @param schemaName the component that lists them
 * @throws {MockError} when the document does not say what follows what
 */
export function readLifecycle<State extends string>({ getComponent }: LoadedDocument, schemaName: string): Lifecycle<State> {
  const schema = getComponent(schemaName);
  const transitions = schema && (getKeyword(schema, 'x-dli-transitions') as Transition[] | undefined);
  const initial = transitions?.find(({ from, event }) => from === null && event === 'create')?.to;
  if (schema === undefined || transitions === undefined || !initial) {
    throw new MockError(
      `The sandbox needs a document that says in x-dli-transitions of #/components/schemas/${schemaName} what follows the creation of a job.`,
    );
  }
  const from = (state: State) => transitions.filter((transition) => transition.from === state || transition.from === '*');
  return {
    states: getKeyword(schema, 'enum') as State[],
    initial: initial as State,
    isFinal: (state) => (getKeyword(schema, 'x-dli-final') as State[] | undefined)?.includes(state) ?? false,
    after: (state, event) => (from(state).find((transition) => transition.event === event)?.to ?? undefined) as State | undefined,
    usual: (state) => from(state).find((transition) => transition.usual === true)?.to as State | undefined,
    outcomes: (state) =>
      from(state)
        .filter(({ event, to }) => unasked.has(event) && to !== null)
        .map(({ to }) => to as State),
    leadsTo: (state, to) => from(state).some((transition) => transition.to === to),
  };
}
