// One program for every run time, which uses all features of the packed client and returns the results.
import { runCalls } from './calls.ts';
import { runCredentials } from './credentials.ts';
import { entries } from './entries.ts';
import { runFailures } from './failures.ts';
import { runHelpers } from './helpers.ts';
import type { Place } from './place.ts';

/**
 * Runs the program against the server of the tests.
 * @returns the results, as JSON
 */
export async function run(place: Place) {
  return {
    entries,
    calls: await runCalls(place),
    credentials: await runCredentials(place),
    failures: await runFailures(place),
    helpers: await runHelpers(place),
  };
}

/** The result of {@link run}. */
export type Outcome = Awaited<ReturnType<typeof run>>;
