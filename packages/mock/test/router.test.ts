import { describe, expect, it } from 'vitest';
import type { Operation } from '../src/document/operations.ts';
import { createRouter } from '../src/document/router.ts';

const router = createRouter([
  operation('GET', '/jobs/{job_id}'),
  operation('GET', '/jobs/latest'),
  operation('PUT', '/jobs/{id}'),
  operation('POST', '/jobs/{job_id}/{action}'),
  operation('POST', '/jobs/latest/run'),
]);

function operation(method: string, path: string): Operation {
  return {
    operationId: `${method} ${path}`,
    method,
    path,
    parameters: [],
    body: undefined,
    responses: new Map(),
    defaultStatus: 200,
    authentication: [],
    deprecated: false,
    node: {},
  };
}

function route(method: string, path: string) {
  const found = router.route(method, path.split('/').slice(1));
  return 'operation' in found ? [found.operation.operationId, Object.fromEntries(found.pathValues)] : found;
}

describe('a router', () => {
  it.each([
    ['GET', '/jobs/7', 'GET /jobs/{job_id}', { job_id: '7' }],
    ['PUT', '/jobs/7', 'PUT /jobs/{id}', { id: '7' }],
    ['HEAD', '/jobs/7', 'GET /jobs/{job_id}', { job_id: '7' }],
    ['GET', '/jobs/latest', 'GET /jobs/latest', {}],
    ['PUT', '/jobs/latest', 'PUT /jobs/{id}', { id: 'latest' }],
    ['POST', '/jobs/latest/run', 'POST /jobs/latest/run', {}],
    ['POST', '/jobs/latest/stop', 'POST /jobs/{job_id}/{action}', { job_id: 'latest', action: 'stop' }],
  ])('leads %s %s to %s', (method, path, operationId, values) => {
    expect(route(method, path)).toEqual([operationId, values]);
  });

  it('reports which methods a path has', () => {
    expect(route('DELETE', '/jobs/latest')).toEqual({ methods: ['GET', 'PUT', 'HEAD', 'OPTIONS'] });
  });

  it.each(['/', '/jobs', '/jobs/', '/jobs/7/', '/jobs//run', '/jobs/7/run/now'])('finds nothing at %s', (path) => {
    expect(route('GET', path)).toEqual({ methods: [] });
  });
});
