// CPU of one answer of the mock, in process, against Prism's engine called as its documentation shows.
import { createMock } from '@dli-openapi/mock';
import document from '@dli-openapi/spec';
import { createInstance, getHttpOperationsFromSpec } from '@stoplight/prism-http';
import { compare } from '../measure.ts';
import type { Table } from '../table.ts';

/** The mock, against Prism's engine with every operation of the document. */
export async function mockTable(): Promise<Table> {
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
  const mock = createMock();
  const headers = { 'x-auth-token': 'token' };
  const ratios = await compare(
    () => prism.request({ method: 'get', url: { path: '/v1.0/project/streaming/jobs', query: { limit: '10' } }, headers }, operations)(),
    { '@dli-openapi/mock': async () => (await mock.fetch('http://dli/v1.0/project/streaming/jobs?limit=10', { headers })).text() },
    300,
  );
  return {
    title: "CPU of one answer in process, against Prism's engine = 1",
    columns: ['GET'],
    rows: [...ratios].map(([name, ratio]) => ({ name, cells: [ratio] })),
  };
}
