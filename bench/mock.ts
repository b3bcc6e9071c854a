// CPU of one answer of the mock, in process, against Prism's engine called as its documentation shows.
import { createMock } from '@dli-openapi/mock';
import document from '@dli-openapi/spec';
import { createInstance, getHttpOperationsFromSpec } from '@stoplight/prism-http';
import type { Row } from './measure.ts';
import { compare } from './measure.ts';

/** Rows for the mock, the rival being Prism's engine with every operation of the document. */
export async function mockRows(): Promise<Row[]> {
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
  return compare(
    () => prism.request({ method: 'get', url: { path: '/v1.0/project/streaming/jobs', query: { limit: '10' } }, headers }, operations)(),
    { '@dli-openapi/mock': async () => (await mock.fetch('http://dli/v1.0/project/streaming/jobs?limit=10', { headers })).text() },
    300,
  );
}
