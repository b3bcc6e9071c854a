import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readDeviations, readEvidenceSources } from '@dli-openapi/authoring/deviations';
import { readDocumented } from '@dli-openapi/authoring/documented/files';
import { SourceLocations } from '@dli-openapi/authoring/source-locations';
import { listRows } from '@dli-openapi/openapi';
import { readDocument, root } from '@dli-openapi/openapi/files';
import { expect, it } from 'vitest';
import { compareWithSources } from '../src/alignment/compare.ts';
import { getHeldRule, heldElsewhere } from '../src/alignment/held-elsewhere.ts';
import { formatViolations } from '../src/alignment/violation.ts';

const documented = readDocumented();

it('the document states what the sources of each operation state, and nothing else, except for the deviations', () => {
  const violations = compareWithSources(readDocument(), documented, readDeviations());
  expect(formatViolations(violations, new SourceLocations())).toEqual([]);
});

it('what no source can state is checked by an existing test', () => {
  const rules = new Set(listRows(readDocument()).map(({ rule }) => getHeldRule(rule)));
  const tests = Object.values(heldElsewhere).flatMap((check) => check.match(/\S+\.test\.ts/g) ?? []);
  expect({
    idle: Object.keys(heldElsewhere).filter((rule) => !rules.has(rule)),
    missing: tests.filter((file) => !existsSync(join(root, 'packages', file))),
  }).toEqual({ idle: [], missing: [] });
});

it('every source of the facts is explained in spec/sources.yaml', () => {
  const sources = new Set(documented.operations.flatMap(({ pages }) => pages.map(({ source }) => source)));
  expect([...sources].filter((source) => !(source in readEvidenceSources()))).toEqual([]);
});
