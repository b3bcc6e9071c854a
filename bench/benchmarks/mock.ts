// CPU of one response of the mock, in process, against Prism's engine called as its documentation shows.
import { createMock } from '@dli-openapi/mock';
import { createInstance, getHttpOperationsFromSpec } from '@stoplight/prism-http';
import type { Work } from '../measure.ts';
import { compare } from '../measure.ts';
import { allOperations, documentOf } from '../mock/documents.ts';
import type { Row, Table } from '../table.ts';

const headers = { 'x-auth-token': 'token' };

/** A row for each size of document, the rival being Prism's engine with the same document. */
export async function mockTable(): Promise<Table> {
  const rows: Row[] = [];
  for (const operations of [5, allOperations, 150, 500]) {
    const document = documentOf(operations);
    const ratios = await compare(await prismWork(document), { [`${operations} operations`]: mockWork(document) }, 100);
    rows.push(...[...ratios].map(([name, ratio]) => ({ name, cells: [ratio] })));
  }
  return { title: "CPU of one response in process, against Prism's engine = 1", columns: ['GET'], rows };
}

function mockWork(document: object): Work {
  const mock = createMock({ document });
  return async () => (await mock.fetch('http://dli/v1.0/project/streaming/jobs?limit=10', { headers })).text();
}

async function prismWork(document: object): Promise<Work> {
  const operations = await getHttpOperationsFromSpec(structuredClone(document));
  const silent = () => undefined;
  const logger = { debug: silent, info: silent, warn: silent, error: silent, trace: silent, success: silent, child: () => logger };
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
