import { readDocumented } from '@dli-openapi/authoring/documented/files';
import { expect, it } from 'vitest';

/** What the five pages of the start print: rows by place, statuses, error codes, samples that are JSON and that are not. */
const seeds: Record<string, object> = {
  listFlinkJobs: { path: 1, query: 12, response: 46, statuses: 2, errorCodes: 0, samples: 1, broken: 0 },
  showFlinkJob: { path: 2, response: 46, statuses: 2, errorCodes: 0, samples: 2, broken: 0 },
  createFlinkJarJob: { path: 1, body: 15, response: 6, statuses: 2, errorCodes: 1, samples: 2, broken: 0 },
  showSqlJobStatus: { path: 2, response: 21, statuses: 3, errorCodes: 0, samples: 0, broken: 1 },
  updateFlinkSqlJob: { path: 2, body: 26, response: 4, statuses: 2, errorCodes: 0, samples: 3, broken: 0 },
};

it('the documented facts of the first five pages have every row, status, error code and sample', () => {
  const found = readDocumented().operations.map(({ operationId, pages: [page] }) => {
    const counts: Record<string, number> = {};
    for (const { location } of page.rows) counts[location] = (counts[location] ?? 0) + 1;
    const broken = page.samples.filter((sample) => sample.broken !== undefined).length;
    const { statuses, errorCodes, samples } = page;
    return [operationId, { ...counts, statuses: statuses.length, errorCodes: errorCodes.length, samples: samples.length - broken, broken }];
  });
  expect(Object.fromEntries(found)).toMatchObject(seeds);
});
