import { relative } from 'node:path';
import { deviationsFile } from '@dli-openapi/authoring/deviations';
import type { SourceLocation, SourceLocations } from '@dli-openapi/authoring/source-locations';
import { root } from '@dli-openapi/openapi/files';
import type { Violation } from './violation.ts';

/** The hand-written line that a violation is about. */
export function whereIs({ at }: Violation, locations: SourceLocations): SourceLocation {
  return typeof at === 'string' ? locations.locate(at) : { file: relative(root, deviationsFile), line: at.line };
}

/** One line for each violation: where, what, and what to do. */
export function report(violations: readonly Violation[], locations: SourceLocations): string[] {
  return violations.map((violation) => {
    const { file, line } = whereIs(violation, locations);
    return `${file}:${line} ${violation.operationId} ${violation.pointer} ${violation.message}`;
  });
}
