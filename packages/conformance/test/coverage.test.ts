import { createDliClient } from '@dli-openapi/client';
import * as descriptors from '@dli-openapi/client/operations';
import { createMock } from '@dli-openapi/mock';
import { listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { describe, expect, it } from 'vitest';
import { requestOf, requestViews, smallestInput } from '../src/requests.ts';

const document = readDocument();
const operations = listOperations(document);
const ids = operations.map(({ operationId }) => operationId).sort();

describe('the client', () => {
  it("has exactly the document's operations as methods", () => {
    const {
      call: _call,
      raw: _raw,
      ...methods
    } = createDliClient({ region: 'cn-north-4', projectId: 'project', credentials: { token: 'token' } });
    expect(Object.keys(methods).sort()).toEqual(ids);
  });

  it("exports exactly the document's operations for use one by one", () => {
    expect(Object.keys(descriptors).sort()).toEqual(ids);
  });
});

describe('the mock', () => {
  const mock = createMock();
  const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'];

  it.each(operations)('serves $operationId', async (operation) => {
    const answer = await mock.fetch(requestOf(operation, smallestInput(requestViews(document, operation))));
    expect(answer.ok).toBe(true);
  });

  it.each(Object.keys(document.paths))('serves no other method at %s', async (path) => {
    const url = `http://dli.test${path.replace(/\{\w+\}/g, '1')}`;
    // `/jobs/submit-job` is also `/jobs/{job_id}`: what is documented for either is served at both.
    const reached = operations.filter((operation) => pathPattern(operation.path).test(new URL(url).pathname));
    const documented = reached.map(({ method }) => method.toUpperCase());
    for (const method of methods.filter((candidate) => !documented.includes(candidate))) {
      const answer = await mock.fetch(url, { method, headers: { 'x-auth-token': 'token' } });
      expect(answer.status, method).toBe(405);
      expect(answer.headers.get('allow')?.split(/,\s*/), method).toEqual(expect.arrayContaining(documented));
    }
  });

  it.each(['/', '/v1.0', '/v1.0/project', '/v1.0/project/streaming', '/v9/project/streaming/jobs'])(
    'serves nothing at %s',
    async (path) => {
      const answer = await mock.fetch(`http://dli.test${path}`, { headers: { 'x-auth-token': 'token' } });
      expect(answer.status).toBe(404);
    },
  );
});

function pathPattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
}
