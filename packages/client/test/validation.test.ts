import { listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { describe, expect, it } from 'vitest';
import * as operations from '../src/generated/operations.ts';
import { createDliCore, DliInputError } from '../src/index.ts';
import { checkInput } from '../src/validation.ts';
import { catchRejection, startService } from './service.ts';

type Name = keyof typeof operations;
const byId = new Map(Object.values(operations).map((operation) => [operation.operationId, operation]));

function listViolations(name: Name, input: unknown): string[] {
  try {
    checkInput(byId.get(name) as never, input);
    return [];
  } catch (error) {
    if (!(error instanceof DliInputError)) throw error;
    return error.violations.map(({ pointer, rule, message }) => `${pointer} ${rule}: ${message}`);
  }
}

describe('validation', () => {
  it('is off by default', async () => {
    const { dli, received } = await startService();
    await dli.listFlinkJobs({ limit: 500 });
    expect(received).toHaveLength(1);
  });

  it('is done for every call of a client with validate', async () => {
    const { dli, received } = await startService({ body: {} }, { validate: true });
    expect(await catchRejection(dli.listFlinkJobs({ limit: 500 }))).toMatchObject({
      name: 'DliInputError',
      operationId: 'listFlinkJobs',
      message: 'listFlinkJobs: the input violates the document: /limit has to be 100 or less.',
      violations: [{ pointer: '/limit', rule: 'maximum', message: 'has to be 100 or less' }],
    });
    expect(await catchRejection(dli.call(operations.listFlinkJobs, { limit: 500 }))).toBeInstanceOf(DliInputError);
    expect(received).toEqual([]);
    await dli.listFlinkJobs({ limit: 100 });
    expect(received).toHaveLength(1);
  });

  it('is switched on or off for one call', async () => {
    const { dli, received } = await startService();
    expect(await catchRejection(dli.listFlinkJobs({ limit: 500 }, { validate: true }))).toBeInstanceOf(DliInputError);
    const { dli: strict, received: receivedToo } = await startService({ body: {} }, { validate: true });
    await strict.listFlinkJobs({ limit: 500 }, { validate: false });
    expect([received.length, receivedToo.length]).toEqual([0, 1]);
  });

  it('is done by a core with checkInput', async () => {
    const options = { baseUrl: 'http://127.0.0.1', projectId: 'p', credentials: { token: 't' }, fetch: async () => Response.json({}) };
    const core = createDliCore({ ...options, validate: checkInput });
    expect(await catchRejection(core.call(operations.listFlinkJobs, { limit: 500 }))).toMatchObject({
      violations: [{ pointer: '/limit' }],
    });
    expect(await core.call(operations.listFlinkJobs, { limit: 5 })).toEqual({});
  });

  it('is refused by a core without it', async () => {
    const fetch = async () => Response.json({});
    const core = createDliCore({ baseUrl: 'http://127.0.0.1', projectId: 'p', credentials: { token: 't' }, fetch });
    expect(await catchRejection(core.call(operations.listFlinkJobs, {}, { validate: true }))).toMatchObject({
      message: expect.stringContaining('validate has to be checkInput'),
    });
  });

  it('asks nothing of an operation that is not documented', () => {
    expect(() => checkInput({ ...operations.listFlinkJobs, operationId: 'toString' }, { limit: 500 })).not.toThrow();
  });
});

describe('an input as documented is let through', () => {
  const document = readDocument();
  const examples = listOperations(document).flatMap(({ operationId, requestBody, parameters }) => {
    const own = parameters.filter(({ name, required }) => required && name !== 'project_id');
    const path = Object.fromEntries(own.map(({ name, schema }) => [name, [schema.enum].flat()[0] ?? (schema.type === 'integer' ? 1 : 'a')]));
    return Object.entries(requestBody?.examples ?? {}).map(
      ([name, { value }]) => [operationId, name, { ...path, ...(value as object) }] as const,
    );
  });

  it.each(examples)('%s: %s', (operationId, _name, input) => {
    expect(listViolations(operationId as Name, input)).toEqual([]);
  });

  it.each([
    ['listSqlJobs', { 'job-type': 'ALL', 'page-size': 100, job_types: ['QUERY'], start: '1502349800000' }],
    ['batchRunFlinkJobs', { job_ids: [1, 2n, '3'] }],
    ['createFlinkJarJob', { name: '作'.repeat(57), desc: undefined }],
    ['updateFlinkSqlJob', { job_id: 1, resume_max_num: -1, dirty_data_strategy: '2:obs://a' }],
    ['createFlinkJarJob', { name: '😀'.repeat(57) }],
    ['createFlinkJarJob', { name: 'a', tags: null, resource_config: { max_slot: null } }],
    ['createSparkJob', { file: 'a.py', queue: 'a', cluster_name: 'b', 'USER-ID': 'u' }],
    ['createSparkJob', { file: 'a.py', queue: null, cluster_name: 'b', conf: { a: null } }],
    ['exportFlinkJobs', { obs_dir: 'a', is_selected: false, job_selected: [1] }],
    ['exportSqlJobResult', { job_id: 'a', data_path: 'obs://b/c', data_type: 'json', quote_char: null }],
  ] as const)('%s (%#)', (name, input) => {
    expect(listViolations(name, input)).toEqual([]);
  });
});

describe('a violation of the document is named', () => {
  it.each([
    ['createFlinkJarJob', {}, ['/name required: is missing']],
    ['createFlinkJarJob', { name: undefined }, ['/name required: is missing']],
    ['createFlinkJarJob', { name: '' }, ['/name minLength: has to have 1 characters or more']],
    ['createFlinkJarJob', { name: 'a'.repeat(58) }, ['/name maxLength: has to have 57 characters or fewer']],
    ['createFlinkJarJob', { name: 5 }, ['/name type: has to be a string']],
    ['createFlinkJarJob', { name: 'a', log_enabled: 'yes' }, ['/log_enabled type: has to be true or false']],
    ['createFlinkJarJob', { name: 'a', resume_max_num: -2 }, ['/resume_max_num minimum: has to be -1 or more']],
    ['createFlinkJarJob', { name: 'a', cu_number: 2.5 }, ['/cu_number type: has to be an integer']],
    ['createFlinkJarJob', { name: 'a', resume_max_num: 0 }, ['/resume_max_num not: must not be 0']],
    [
      'createFlinkJarJob',
      { name: 'a', checkpoint_mode: 3 },
      [
        '/checkpoint_mode oneOf: matches no variant: has to be 1, or has to be 2, or has to be a string and has to be exactly_once or at_least_once',
      ],
    ],
    ['createFlinkJarJob', { name: 'a', tags: [{ key: 'k', value: 'v' }, 'x'] }, ['/tags/1 type: has to be an object']],
    [
      'createFlinkJarJob',
      { name: 'a', resource_config: { max_slot: '2', 'a/b~c': 1 } },
      [
        '/resource_config/max_slot type: has to be an integer',
        expect.stringContaining('/resource_config/a~1b~0c additionalProperties: is not a field here; it takes jobmanager_resource_spec, '),
      ],
    ],
    [
      'createFlinkJarJob',
      { name: 'a', runtime_config: '[{"key":"a"}]' },
      ['/runtime_config json: holds JSON in which /0/value is missing'],
    ],
    ['createFlinkJarJob', { name: 'a', runtime_config: 'ttl=1h' }, ['/runtime_config json: has to hold JSON']],
    [
      'createFlinkSqlJob',
      { name: 'a', dirty_data_strategy: '3' },
      [expect.stringContaining('/dirty_data_strategy pattern: has to match ^')],
    ],
    ['listFlinkJobs', { status: 'running' }, [expect.stringContaining('/status enum: has to be job_init or ')]],
    ['listFlinkJobs', { limit: 101, offset: -1 }, ['/limit maximum: has to be 100 or less', '/offset minimum: has to be 0 or more']],
    ['previewSqlJobResult', { job_id: 'a', 'page-size': '1001' }, ['/page-size maximum: has to be 1000 or less']],
    ['listSqlJobs', { job_types: 'QUERY' }, ['/job_types type: has to be a list']],
    ['batchRunFlinkJobs', { job_ids: [2 ** 53] }, ['/job_ids/0 type: has to be an integer (a number, a bigint or a string of digits)']],
    ['listFlinkJobs', 'x', [' type: has to be an object']],
    ['exportFlinkJobs', { obs_dir: 'a', is_selected: true }, ['/job_selected required: is missing']],
    ['createSparkJob', { file: 'a.jar' }, [' oneOf: needs queue or cluster_name']],
    [
      'exportSqlJobResult',
      { job_id: 'a', data_path: 'obs://b/c', data_type: 'json', quote_char: '"' },
      ['/quote_char oneOf: is allowed only if data_type is csv'],
    ],
    ['exportSqlJobResult', { job_id: 'a', data_path: 'obs://b/c', data_type: 'xml' }, ['/data_type enum: has to be csv or json']],
    [
      'createSparkJob',
      { file: 'a.jar', className: 'A', queue: 'a', conf: { a: {} } },
      ['/conf/a oneOf: matches no variant: has to be a string, or has to be a number, or has to be true or false'],
    ],
  ] as const)('%s (%#)', (name, input, violations) => {
    expect(listViolations(name, input)).toEqual(violations);
  });
});

describe('a client that validates', () => {
  it('says every point at once', () => {
    const error = (() => {
      try {
        return checkInput(operations.createFlinkJarJob as never, { resume_max_num: -2 });
      } catch (caught) {
        return caught;
      }
    })();
    expect((error as Error).message).toBe(
      'createFlinkJarJob: the input violates the document: /name is missing; /resume_max_num has to be -1 or more.',
    );
  });
});
