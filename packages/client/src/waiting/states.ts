/** The states of a kind of job, as the document has them. */
export interface States<State extends string> {
  readonly all: readonly State[];
  /** Those in which a job stays unless somebody runs it again. */
  readonly final: readonly State[];
  /**
   * From, to, and by what: `system` is the service by itself, `restart` the service for a job that is set to be
   * restarted, anything else a user.
   */
  readonly transitions: readonly (readonly [from: State, to: State, event: string])[];
}

/**
 * Whether one of the goals can still come after a state. As long as a job has not ended, users may do with it whatever
 * they can; once it has ended, only what the service does counts. A state of which nothing is known may lead anywhere.
 * @param restarts Whether the job is set to be restarted when it fails.
 */
export function canReach<State extends string>(states: States<State>, from: State, goals: readonly State[], restarts: boolean): boolean {
  const seen = new Set<State>([from]);
  for (const state of seen) {
    const isFinal = states.final.includes(state);
    const onward = states.transitions.filter(([start]) => start === state);
    if (goals.includes(state) || (onward.length === 0 && !isFinal)) return true;
    for (const [, to, event] of onward) {
      if (event === 'restart' ? restarts : !isFinal || event === 'system') seen.add(to);
    }
  }
  return false;
}
