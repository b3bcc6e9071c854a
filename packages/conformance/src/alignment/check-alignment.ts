import type { Deviation } from '@dli-openapi/authoring/deviations';
import type { Documented } from '@dli-openapi/authoring/documented/types';
import type { Document } from '@dli-openapi/openapi';
import { applyDeviations } from './apply-deviations.ts';
import { compare } from './compare.ts';
import type { Summary } from './summary.ts';
import { summarize } from './summary.ts';
import type { Violation } from './violation.ts';

/** How the document stands to the pages. */
export interface Alignment {
  violations: Violation[];
  /** One for each documented operation. */
  summaries: Summary[];
}

/** Holds the document to what the pages state, row for row. Pure: it reads nothing but what it is given. */
export function align(document: Document, documented: Documented, deviations: readonly Deviation[]): Alignment {
  const comparisons = compare(document, documented);
  const { violations, excused } = applyDeviations(comparisons, documented, deviations);
  return { violations, summaries: summarize(documented, violations, excused) };
}

/** What is wrong between pages, document and deviations. Empty when all is well. */
export function checkAlignment(document: Document, documented: Documented, deviations: readonly Deviation[]): Violation[] {
  return applyDeviations(compare(document, documented), documented, deviations).violations;
}
