import { readDocumented } from '@dli-openapi/authoring/documented/files';
import { createDliClient } from '@dli-openapi/client';
import { createMock } from '@dli-openapi/mock';
import { listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { expect, it } from 'vitest';
import { closestExample } from '../src/alignment/samples.ts';
import { requestOf, requestViews, smallestInput } from '../src/requests.ts';

const document = readDocument();
const mock = createMock();

/** What the pages print as sample requests, put right where a deviation says so. */
const samples = listOperations(document).flatMap((operation) => {
  const page = readDocumented().operations.find(({ operationId }) => operationId === operation.operationId)?.pages[0];
  const requests = (page?.samples ?? []).filter(({ of, value }) => of === 'request' && value !== undefined);
  return requests.map((sample) => {
    const { value, differences } = closestExample(sample, operation);
    return { operation, body: differences.length === 0 ? sample.value : value };
  });
});

it('there are sample requests', () => {
  expect(samples).not.toHaveLength(0);
});

it.each(samples)("$operation.operationId sends the page's sample request to the letter, and is answered", async ({ operation, body }) => {
  const sent: Request[] = [];
  const { project_id, ...path } = smallestInput(requestViews(document, operation)).path;
  const dli = createDliClient({
    region: 'cn-north-4',
    projectId: String(project_id),
    credentials: { token: 'token' },
    fetch: (request) => {
      sent.push(request.clone());
      return mock.fetch(request);
    },
  });
  const method = dli[operation.operationId as 'updateFlinkSqlJob'] as (input: object) => Promise<unknown>;
  await method({ ...path, ...(body as object) });

  const [request] = sent;
  const { pathname } = new URL(requestOf(operation, { path: { project_id, ...path }, query: {}, body }).url);
  expect(`${request?.method} ${request?.url}`).toBe(
    `${operation.method.toUpperCase()} https://dli.cn-north-4.myhuaweicloud.com${pathname}`,
  );
  expect(await request?.json()).toEqual(body);
});
