// CPU of one response of the mock, in process, against Prism's engine called as its documentation shows.
import { createMock } from '@dli-openapi/mock';
import { createInstance, getHttpOperationsFromSpec } from '@stoplight/prism-http';
import type { Work } from '../measure.ts';
import { compare } from '../measure.ts';
import { allOperations, createDocument } from '../mock/documents.ts';
import type { Row, Table } from '../table.ts';

const headers = { 'x-auth-token': 'token' };

/** Measures each size of document, against Prism's engine with the same document. */
export async function measureMock(): Promise<Table> {
  const rows: Row[] = [];
  for (const operations of [5, 34, allOperations, 500]) {
    const document = createDocument(operations);
    const ratios = await compare(await createPrismWork(document), { [`${operations} operations`]: createMockWork(document) }, 100);
    rows.push(...[...ratios].map(([name, ratio]) => ({ name, cells: [ratio] })));
  }
  return { title: "CPU of one response in process, against Prism's engine = 1", columns: ['GET'], rows };
}

function createMockWork(document: object): Work {
  const mock = createMock({ document });
  return async () => (await mock.fetch('http://dli/v1.0/project/streaming/jobs?limit=10', { headers })).text();
}

async function createPrismWork(document: object): Promise<Work> {
  const operations = await getHttpOperationsFromSpec(structuredClone(document));
  const ignore = () => undefined;
  const logger = { debug: ignore, info: ignore, warn: ignore, error: ignore, trace: ignore, success: ignore, child: () => logger };
  const prism = createInstance(
    {
      isProxy: false,
      checkSecurity: true,
      validateRequest: true,
      validateResponse: true,
      errors: false,
      upstreamProxy: undefined,
      mock: { dynamic: false },
    },
    { logger: logger as never },
  );
  return () =>
    prism.request({ method: 'get', url: { path: '/v1.0/project/streaming/jobs', query: { limit: '10' } }, headers }, operations)();
}
