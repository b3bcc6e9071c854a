// One program for every run time. It takes the packed client through its whole surface and says what came of it.
import { calls } from './calls.ts';
import { credentials } from './credentials.ts';
import { entries } from './entries.ts';
import { failures } from './failures.ts';
import { helpers } from './helpers.ts';
import type { Place } from './place.ts';

/**
 * Runs the program against the server of the tests.
 * @returns what happened, as JSON can carry it
 */
export async function run(place: Place) {
  return {
    entries,
    calls: await calls(place),
    credentials: await credentials(place),
    failures: await failures(place),
    helpers: await helpers(place),
  };
}

/** What {@link run} comes to. */
export type Outcome = Awaited<ReturnType<typeof run>>;
