import type { CallSummary } from '../traffic/summary.ts';

/** What the live page shows beside the calls. */
export interface PageSource {
  /** One sentence on where answers come from. */
  readonly about: string;
  readonly operations: readonly { operationId: string; method: string; path: string }[];
  /** The sandbox's jobs, newest first; undefined without a sandbox. */
  jobs(): readonly JobRow[] | undefined;
}

/** A job as the live page shows it. */
export interface JobRow {
  /** The project that it is in; jobs of one project come together. */
  project: string;
  /** As it is written: ids may be larger than a number holds. */
  id: string;
  /** Such as `Flink SQL`. */
  kind: string;
  name: string;
  state: string;
}

/** What `/-/state` answers. */
export interface LiveState extends LiveActivity {
  /** Tells a mock from anything else on the port. */
  name: 'dli-mock';
  processId: number;
  about: string;
  operations: PageSource['operations'];
}

/** The part of the state that changes with each call. */
export interface LiveActivity {
  /** Null without a sandbox. */
  jobs: readonly JobRow[] | null;
  /** How many jobs there are, of which `jobs` holds the newest. */
  jobCount: number;
  /** The last calls, newest first. */
  calls: readonly CallSummary[];
  /** How many calls there were since the start, of which `calls` holds the last. */
  callCount: number;
}
