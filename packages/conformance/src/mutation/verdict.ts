import type { Place } from '@dli-openapi/openapi/schema-view';

/** What became of one mutant. */
export interface Verdict {
  kind: string;
  what: string;
  pointer: Place;
  /** The check that found it; undefined when none did. */
  by: string | undefined;
  /** What that check said. */
  fault: string | undefined;
}
