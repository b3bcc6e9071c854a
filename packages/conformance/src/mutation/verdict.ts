import type { Pointer } from '@dli-openapi/openapi';

/** What became of one mutant. */
export interface Verdict {
  kind: string;
  what: string;
  pointer: Pointer;
  /** The check that found it; undefined when none did. */
  by: string | undefined;
  /** What that check said. */
  fault: string | undefined;
}
