// The mock judges requests itself, because Prism reads parameters loosely. Where Prism is not known to be wrong, both must agree.
import document from '@dli-openapi/spec';
import { createInstance, getHttpOperationsFromSpec } from '@stoplight/prism-http';
import { describe, expect, it } from 'vitest';
import { createPath, jobsPath, mock, strictMock, token } from './support.ts';

const operations = await getHttpOperationsFromSpec(structuredClone(document));
const ignore = () => {};
const logger = { info: ignore, warn: ignore, error: ignore, debug: ignore, trace: ignore, success: ignore, child: () => logger };
type Instance = ReturnType<typeof createInstance>;
const base = {
  isProxy: false,
  checkSecurity: false,
  validateRequest: true,
  validateResponse: false,
  errors: false,
  upstreamProxy: undefined,
};
const prism: Instance = createInstance({ ...base, mock: { dynamic: false } } as never, { logger } as never);

async function prismAccepts(method: 'get' | 'post' | 'put', pathAndQuery: string, body?: unknown): Promise<boolean> {
  const { pathname, searchParams } = new URL(pathAndQuery, 'http://mock');
  const headers = body === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(JSON.stringify(body).length) };
  const input = { method, url: { path: pathname, query: Object.fromEntries(searchParams) }, headers, ...(body !== undefined && { body }) };
  const result = await prism.request(input, operations, { ...base, mock: { dynamic: false } } as never)();
  if (result._tag === 'Left') throw result.left;
  return result.right.validations.input.length === 0;
}

async function mockAccepts(method: string, pathAndQuery: string, body?: unknown): Promise<boolean> {
  const headers = { ...token, 'content-type': 'application/json' };
  const init = { method: method.toUpperCase(), headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
  // Prism knows nothing of digits in strings, which only a strict mock refuses.
  const of = body === undefined ? mock : strictMock;
  return (await of.fetch(`http://mock${pathAndQuery}`, init)).status === 200;
}

describe('the mock and Prism agree on a query', () => {
  it.each([
    'limit=0',
    'limit=100',
    'limit=101',
    'limit=-1',
    'limit=ten',
    'limit=1.5',
    'offset=0',
    'offset=-1',
    'status=job_running',
    'status=running',
    'job_type=flink_jar_job',
    'job_type=jar',
    'order=asc',
    'order=up',
    'show_detail=true',
    'show_detail=maybe',
    'root_job_id=100',
    'root_job_id=x',
    `name=${'n'.repeat(57)}`,
    `name=${'n'.repeat(58)}`,
    'unknown=1',
  ])('%s', async (query) => {
    expect(await mockAccepts('get', `${jobsPath}?${query}`)).toBe(await prismAccepts('get', `${jobsPath}?${query}`));
  });
});

describe('the mock and Prism agree on a path', () => {
  it.each([`${jobsPath}/104`, `${jobsPath}/x`])('%s', async (path) => {
    expect(await mockAccepts('get', path)).toBe(await prismAccepts('get', path));
  });
});

const bodies: unknown[] = [
  { name: 'a' },
  {},
  { name: '' },
  { name: 'n'.repeat(57) },
  { name: 'n'.repeat(58) },
  { name: 5 },
  { name: 'a', desc: 'd'.repeat(2049) },
  { name: 'a', queue_name: 'q'.repeat(129) },
  { name: 'a', cu_number: 2.5 },
  { name: 'a', cu_number: '2' },
  { name: 'a', resume_max_num: -1 },
  { name: 'a', resume_max_num: 0 },
  { name: 'a', resume_max_num: -2 },
  { name: 'a', checkpoint_mode: 'exactly_once' },
  { name: 'a', checkpoint_mode: 3 },
  { name: 'a', log_enabled: 'true' },
  { name: 'a', dependency_jars: ['a.jar'] },
  { name: 'a', dependency_jars: 'a.jar' },
  { name: 'a', tags: [{ key: 'k', value: 'v' }] },
  { name: 'a', tags: [{ key: 'k' }] },
  { name: 'a', resource_config: { max_slot: 1 } },
  { name: 'a', resource_config: { max_slot: '1' } },
  { name: 'a', resource_config_version: 'v3' },
  [],
  'text',
];

describe('the mock and Prism agree on a body', () => {
  it.each(bodies.map((body) => [JSON.stringify(body).slice(0, 60), body]))('%s', async (_text, body) => {
    expect(await mockAccepts('post', createPath, body)).toBe(await prismAccepts('post', createPath, body));
  });
});
