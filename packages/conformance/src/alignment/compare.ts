import type { Deviation } from '@dli-openapi/authoring/deviations';
import type { Documented } from '@dli-openapi/authoring/documented/types';
import type { Document } from '@dli-openapi/openapi';
import { applyDeviations } from './apply-deviations.ts';
import { compareFacts } from './compare-facts.ts';
import type { Violation } from './violation.ts';

/**
 * Compares the document with its sources, in both directions: the document has what the sources of an operation state, and a source
 * states what the document has, unless a deviation says why not. Reads no files.
 */
export function compareWithSources(document: Document, documented: Documented, deviations: readonly Deviation[]): Violation[] {
  return applyDeviations(compareFacts(document, documented), documented, deviations);
}
