import { DliError } from '../errors/index.ts';

/** What is known of a wait that ended without its goal. */
export interface WaitFailure<State extends string, Job> {
  readonly reason: 'unreachable' | 'timeout';
  readonly until: readonly State[];
  readonly state: State | undefined;
  readonly job: Job | undefined;
  readonly elapsed: number;
}

/** A job did not come into the state that was waited for. */
export class DliWaitError<State extends string = string, Job = unknown> extends DliError {
  /** `unreachable`: it cannot come into it any more, unless somebody runs it again. `timeout`: it took too long. */
  readonly reason: 'unreachable' | 'timeout';
  /** The states that were waited for. */
  readonly until: readonly State[];
  /** The last state that was seen, if any was. */
  readonly state: State | undefined;
  /** The job, as it was seen last. It is not printed with the error: it may hold SQL. */
  declare readonly job: Job | undefined;
  /** How long the wait took, in milliseconds. */
  readonly elapsed: number;

  constructor(what: string, { reason, until, state, job, elapsed }: WaitFailure<State, Job>, options?: ErrorOptions) {
    const goal = until.join(' or ');
    const seconds = `${Math.round(elapsed / 100) / 10} s`;
    const last = state === undefined ? 'its state was never seen' : `it was ${state} at the last look`;
    super(
      reason === 'timeout'
        ? `${what} was not ${goal} after ${seconds}; ${last}. Give a longer timeout if that is not too long.`
        : `${what} is ${state}, from which it cannot become ${goal}`,
      options,
    );
    this.reason = reason;
    this.until = until;
    this.state = state;
    Object.defineProperty(this, 'job', { value: job });
    this.elapsed = elapsed;
  }

  override get name(): 'DliWaitError' {
    return 'DliWaitError';
  }
}
