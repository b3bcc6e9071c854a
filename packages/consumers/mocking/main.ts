// Tests a program against the mock, in process and over HTTP, and reads the document. Prints the results as JSON.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createDliClient, DliApiError } from '@dli-openapi/client';
import { createMock } from '@dli-openapi/mock';
import document from '@dli-openapi/spec';

const mock = createMock({ strict: true });
const { url } = await mock.listen({ port: 0 });
const given = { projectId: 'p1', credentials: { token: 'any' } };
const clients = {
  inProcess: createDliClient({ ...given, baseUrl: 'http://127.0.0.1', fetch: mock.fetch }),
  overHttp: createDliClient({ ...given, baseUrl: url }),
};

const outcome: Record<string, unknown> = {};
for (const [how, dli] of Object.entries(clients)) {
  const { job_detail } = await dli.showFlinkJob({ job_id: 104 });
  const refused = await dli.createFlinkSqlJob({ name: '' }).catch((error: unknown) => error);
  outcome[how] = [job_detail?.job_id, refused instanceof DliApiError && refused.status];
}
const madeUp = await fetch(`${url}/v1.0/p1/streaming/jobs`, { headers: { 'x-auth-token': 'any', prefer: 'dynamic=true' } });
outcome.madeUp = [madeUp.status, await madeUp.text()];
await mock.close();

const yaml = readFileSync(fileURLToPath(import.meta.resolve('@dli-openapi/spec/openapi.yaml')), 'utf8');
console.log(JSON.stringify({ ...outcome, versions: [document.openapi, /^openapi: (.*)/.exec(yaml)?.[1]] }));
