import { readDeviations } from '@dli-openapi/authoring/deviations';
import { readDocumented } from '@dli-openapi/authoring/documented/files';
import { SourceLocations } from '@dli-openapi/authoring/source-locations';
import { readDocument } from '@dli-openapi/openapi/files';
import { describe, expect, it } from 'vitest';
import { align } from '../src/alignment/check-alignment.ts';
import { report } from '../src/alignment/report.ts';
import { tableOf } from '../src/alignment/summary.ts';

describe('the document and the published pages', () => {
  const { violations, summaries } = align(readDocument(), readDocumented(), readDeviations());

  it('agree, row for row, but for the deviations', () => {
    console.log(tableOf(summaries));
    expect(report(violations, new SourceLocations())).toEqual([]);
  });
});
