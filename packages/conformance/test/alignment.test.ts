import { readDeviations } from '@dli-openapi/authoring/deviations';
import { readDocumented } from '@dli-openapi/authoring/documented/files';
import { SourceLocations } from '@dli-openapi/authoring/source-locations';
import { readDocument } from '@dli-openapi/openapi/files';
import { expect, it } from 'vitest';
import { compareWithSources } from '../src/alignment/compare.ts';
import { formatViolations } from '../src/alignment/violation.ts';

it('the document states what the sources of each operation state, and nothing else, but for the deviations', () => {
  const violations = compareWithSources(readDocument(), readDocumented(), readDeviations());
  expect(formatViolations(violations, new SourceLocations())).toEqual([]);
});
