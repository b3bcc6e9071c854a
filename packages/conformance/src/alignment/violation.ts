import type { Deviation } from '@dli-openapi/authoring/deviations';
import type { SourceLocation, SourceLocations } from '@dli-openapi/authoring/source-locations';
import type { Pointer } from '@dli-openapi/openapi';
import type { Comparison } from './compare-facts.ts';

/** A contradiction between the document, its sources and the deviations. Its rule is `deviation` if a deviation is at fault. */
export interface Violation extends Omit<Comparison, 'agrees' | 'at'> {
  /** What is wrong, and what to do. */
  message: string;
  /** Its place in the bundled document, or the deviation at fault. */
  at: Pointer | SourceLocation;
}

export function createDifferenceViolation({ operationId, place, rule, page, sdk, document, at }: Comparison): Violation {
  const claim = page === undefined ? `the SDK states ${JSON.stringify(sdk)}` : `its sources state ${JSON.stringify(page)}`;
  const states = page === undefined && sdk === undefined ? 'no source of the operation states it' : claim;
  const said = document === undefined ? 'does not' : `has ${JSON.stringify(document)}`;
  const message = `${rule}: ${states}, the document ${said}. Correct the document, or add a deviation to spec/deviations`;
  return { operationId, place, rule, page, sdk, document, message, at };
}

export function createDeviationViolation({ id, file, line }: Deviation, operationId: string, place: string, fault: string): Violation {
  const at = { file, line };
  return { operationId, place, rule: 'deviation', page: undefined, document: undefined, message: `deviation ${id}: ${fault}`, at };
}

/** Formats one line for each violation: where, what, and what to do. */
export function formatViolations(violations: readonly Violation[], locations: SourceLocations): string[] {
  return violations.map(({ at, operationId, place, message }) => {
    const { file, line } = typeof at === 'string' ? locations.locate(at) : at;
    return `${file}:${line} ${operationId} ${place} ${message}`;
  });
}
