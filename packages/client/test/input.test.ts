import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { DliInputError } from '../src/index.ts';
import { catchRejection, startService } from './service.ts';

// What the compiler would refuse, and programs without one send.
async function refusal(
  call: 'createFlinkJarJob' | 'listFlinkJobs' | 'showFlinkJob' | 'showSqlJobStatus' | 'updateFlinkSqlJob',
  input: unknown,
): Promise<unknown> {
  const { dli, received } = await startService();
  const error = await catchRejection(dli[call](input as never));
  expect(error).toBeInstanceOf(DliInputError);
  expect(received).toEqual([]);
  return error;
}

describe('an input is refused before anything is sent', () => {
  it('when it has a field that the operation does not know', async () => {
    expect(await refusal('showFlinkJob', { job_id: 1, jobid: 2 })).toMatchObject({
      operationId: 'showFlinkJob',
      field: 'jobid',
      message: 'showFlinkJob: jobid is not a field of its input. It takes job_id.',
    });
  });

  it.each(['constructor', '__proto__', 'toString'])('when it has a field named %s', async (name) => {
    expect(await refusal('updateFlinkSqlJob', JSON.parse(`{"job_id":1,"${name}":{"a":1}}`))).toMatchObject({ field: name });
  });

  it('when it brings its own project_id', async () => {
    expect(await refusal('listFlinkJobs', { project_id: 'p2' })).toMatchObject({ field: 'project_id' });
  });

  it.each([{}, undefined, { job_id: undefined }])('when a part of the path is missing (%j)', async (input) => {
    expect(await refusal('showSqlJobStatus', input)).toMatchObject({ field: 'job_id', message: expect.stringContaining('is missing') });
  });

  it.each(['', '.', '..', '\ud800'])('when a part of the path is %j', async (job_id) => {
    expect(await refusal('showSqlJobStatus', { job_id })).toMatchObject({ field: 'job_id' });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, null, {}, ['a']])('when a parameter is %s', async (value) => {
    await refusal('showFlinkJob', { job_id: value });
    await refusal('listFlinkJobs', { limit: value });
  });

  it('when a parameter is null, which is not omitted', async () => {
    expect(await refusal('listFlinkJobs', { limit: null })).toMatchObject({
      message: 'listFlinkJobs: limit has to be a string, a boolean or a finite number, or be omitted.',
    });
  });

  it.each([5, 'a', null, [], new Map()])('when the options of the call are %o', async (options) => {
    const { dli, received } = await startService();
    expect(await catchRejection(dli.listFlinkJobs({}, options as never))).toMatchObject({
      name: 'DliInputError',
      message: 'listFlinkJobs: the options have to be a plain object.',
    });
    expect(received).toEqual([]);
  });

  it.each(['yes', 1, {}])('when it is to be validated by %j', async (validate) => {
    const { dli, received } = await startService();
    expect(await catchRejection(dli.listFlinkJobs({}, { validate: validate as never }))).toMatchObject({
      name: 'DliInputError',
      message: expect.stringContaining('validate has to be checkInput'),
    });
    expect(received).toEqual([]);
  });

  it('when an integer in a list is invalid, with its place', async () => {
    const { dli } = await startService();
    expect(await catchRejection(dli.batchStopFlinkJobs({ job_ids: [1, 2, 'x'] }))).toMatchObject({
      field: 'job_ids',
      message: expect.stringContaining('job_ids at index 2 has to be an integer of 64 bits'),
    });
  });

  it('when a parameter is a bigint, and does not take one', async () => {
    await refusal('listFlinkJobs', { limit: 1n });
  });

  it('when a query value holds half a character', async () => {
    expect(await refusal('listFlinkJobs', { name: 'a\udc00' })).toMatchObject({ field: 'name' });
  });

  it.each([Number.NaN, Number.NEGATIVE_INFINITY, 1n, () => 1, Symbol('s')])('when JSON cannot carry %s, at any depth', async (value) => {
    expect(await refusal('updateFlinkSqlJob', { job_id: 1, resource_config: { max_slot: value } })).toMatchObject({
      field: 'max_slot',
      message: expect.stringMatching(/max_slot is (?:NaN|-Infinity|a bigint|a function|a symbol), which/),
    });
  });

  class Size {}
  const instances: [what: string, value: object][] = [
    ['a Map', new Map([['a', 1]])],
    ['a Set', new Set([1])],
    ['a Promise', Promise.resolve(1)],
    ['a Blob', new Blob(['a'])],
    ['an invalid Date', new Date(Number.NaN)],
    ['a Uint8Array', new Uint8Array(2)],
    ['a RegExp', /a/],
    ['a Size', new Size()],
    ['a Map', { toJSON: () => new Map() }],
  ];
  it.each(instances)('when JSON cannot carry %s, at any depth', async (what, value) => {
    const message = expect.stringContaining(`${what}, which JSON cannot carry.`);
    expect(await refusal('updateFlinkSqlJob', { job_id: 1, resource_config: { max_slot: value } })).toMatchObject({
      field: 'max_slot',
      message,
    });
    expect(await refusal('updateFlinkSqlJob', { job_id: 1, resource_config: value })).toMatchObject({ field: 'resource_config', message });
    expect(await refusal('createFlinkJarJob', { name: 'a', dependency_jars: [value] })).toMatchObject({
      field: 'dependency_jars',
      message,
    });
  });

  it.each(instances)('when it is %s itself', async (_what, input) => {
    await refusal('listFlinkJobs', input);
  });

  it('when a list in the body has a hole', async () => {
    expect(await refusal('createFlinkJarJob', { name: 'a', dependency_jars: ['a.jar', undefined] })).toMatchObject({
      message: 'createFlinkJarJob: dependency_jars holds at index 1 undefined, which JSON cannot carry.',
    });
  });

  it('when it refers to itself', async () => {
    const resource_config: Record<string, unknown> = {};
    resource_config.jobmanager_resource_spec = resource_config;
    await refusal('updateFlinkSqlJob', { job_id: 1, resource_config });
  });

  it.each([104, 'a', null, []])('when it is %j, not an object', async (input) => {
    await refusal('showFlinkJob', input);
  });
});

it('plain objects of any realm or without a prototype, and what can write itself as JSON, are sent', async () => {
  const { dli, received } = await startService();
  const resource_config = Object.assign(Object.create(null), runInNewContext('({ max_slot: 1 })'), { at: new Date(0) });
  await dli.updateFlinkSqlJob({ job_id: 1, resource_config, runtime_config: runInNewContext('({ a: [1] })') } as never);
  expect(received[0]?.body).toBe('{"resource_config":{"max_slot":1,"at":"1970-01-01T00:00:00.000Z"},"runtime_config":{"a":[1]}}');
});

describe('a list in the query', () => {
  it('is sent as one value after the other under its name', async () => {
    const { dli, received } = await startService();
    await dli.listSqlJobs({ job_types: ['QUERY', 'DDL'], 'page-size': 10 });
    expect(received[0]?.url).toContain('?job_types=QUERY&job_types=DDL&page-size=10');
  });
});

describe('a field that goes in a header', () => {
  it('is sent under its name', async () => {
    const { dli, received } = await startService();
    await dli.createSparkJob({ file: 'a.py', queue: 'q', 'USER-ID': 'u1' });
    expect([received[0]?.headers['user-id'], JSON.parse(received[0]?.body ?? '')]).toEqual(['u1', { file: 'a.py', queue: 'q' }]);
  });

  it.each(['a\nb', '用户'])('is refused if no header can carry it: %j', async (id) => {
    const { dli, received } = await startService();
    const error = await catchRejection(dli.createSparkJob({ file: 'a.py', queue: 'q', 'USER-ID': id }));
    expect(error).toMatchObject({ name: 'DliInputError', field: 'USER-ID', message: expect.stringContaining('a header cannot carry') });
    expect(received).toEqual([]);
  });
});

it('null in the body is sent as it is, for the service to take as omitted', async () => {
  const { dli, received } = await startService();
  await dli.createFlinkSqlJob({ name: 'a', tags: null, template_id: null } as never);
  expect(JSON.parse(received[0]?.body ?? '')).toEqual({ name: 'a', tags: null, template_id: null });
});
