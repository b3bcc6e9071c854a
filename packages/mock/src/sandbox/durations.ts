import type { Duration } from '../options.ts';
import { parseDuration, refuseUnknownNames } from '../options.ts';
import type { JobState } from './types.ts';

/** How long jobs stay in states that they leave by themselves. */
export type Durations = { [State in JobState]?: Duration | undefined };

/** No page tells how long anything takes: these let a test see each state, and none of them for long. */
const usual: Durations = {
  job_submitting: '5s',
  // A stream has no end: a Flink job runs until it is stopped.
  job_running: Number.POSITIVE_INFINITY,
  job_running_exception: '5s',
  job_savepointing: '2s',
  job_canceling: '3s',
  job_arrearage_stopped: Number.POSITIVE_INFINITY,
  job_arrearage_recovering: '10s',
  LAUNCHING: '1s',
  RUNNING: '5s',
  SCALING: '5s',
  starting: '5s',
  running: '30s',
  recovering: '10s',
};

/**
 * How many milliseconds a job stays in a state, unless something is planned.
 * @throws {MockError} when one of those given is no duration, or of no state
 */
export function readDurations(given: Durations, states: ReadonlySet<string>): (state: JobState) => number {
  refuseUnknownNames('The state', given, [...states]);
  const all = new Map<string, number>();
  for (const [state, duration] of [...Object.entries(usual), ...Object.entries(given)]) {
    if (duration !== undefined) all.set(state, parseDuration(duration));
  }
  return (state) => all.get(state) ?? Number.POSITIVE_INFINITY;
}
