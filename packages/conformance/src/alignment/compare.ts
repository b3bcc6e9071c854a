import type { Deviation } from '@dli-openapi/authoring/deviations';
import type { Documented } from '@dli-openapi/authoring/documented/types';
import type { Document } from '@dli-openapi/openapi';
import { applyDeviations } from './apply-deviations.ts';
import { compareFacts } from './compare-facts.ts';
import type { Violation } from './violation.ts';

/**
 * Holds the document to its sources, in both directions: what the sources of an operation state stands in the document, and
 * what the document states, one of them states; or else a deviation says why not. Reads nothing but what it is given.
 */
export function compareWithSources(document: Document, documented: Documented, deviations: readonly Deviation[]): Violation[] {
  return applyDeviations(compareFacts(document, documented), documented, deviations);
}
