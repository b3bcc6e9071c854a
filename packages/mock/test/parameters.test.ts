import { describe, expect, it } from 'vitest';
import { createMock } from '../src/index.ts';
import { copyOfDocument, get, jobsPath, readViolations, strictMock, token } from './support.ts';

async function listing(query: string) {
  const response = await get(`${jobsPath}?${query}`);
  return { status: response.status, violations: readViolations(response), body: await response.json() };
}

describe('a query parameter', () => {
  it.each([
    'limit=0',
    'limit=100',
    'name=',
    'show_detail=false',
    'status=job_running',
    'root_job_id=-9223372036854775808',
    'tags=a%3Db%2Cc%3Dd',
  ])('is accepted when it fits: %s', async (query) => {
    expect((await listing(query)).status).toBe(200);
  });

  it.each([
    ['limit=101', 'maximum'],
    ['limit=01', 'type'],
    ['limit=%2B1', 'type'],
    ['limit', 'type'],
    ['limit=1.0', 'type'],
    ['limit=Infinity', 'type'],
    ['offset=-1', 'minimum'],
    ['status=running', 'enum'],
    ['order=ASC', 'enum'],
    [`name=${'n'.repeat(58)}`, 'maxLength'],
    ['show_detail=1', 'type'],
    ['show_detail=', 'type'],
    ['root_job_id=9223372036854775808', 'format'],
    ['root_job_id=-9223372036854775809', 'format'],
    ['limit=5&limit=5', 'repeated'],
  ])('is refused when it does not: %s breaks %s', async (query, rule) => {
    const { status, violations } = await listing(query);

    expect([status, violations.map((violation) => violation.rule)]).toEqual([400, [rule]]);
  });

  it('is named with what was wrong and what was found', async () => {
    expect((await listing('limit=101')).body).toEqual({
      error_code: 'DLI.0001',
      error_msg: 'query.limit must be at most 100, found "101"',
    });
  });

  it('counts length in characters, not in code units', async () => {
    expect((await listing(`name=${encodeURIComponent('😀'.repeat(57))}`)).status).toBe(200);
  });

  it('is reported together with the others', async () => {
    expect((await listing('limit=a&offset=b')).violations.map(({ pointer }) => pointer)).toEqual(['query.limit', 'query.offset']);
  });
});

describe('a parameter is read and checked by all that its schema is put together from:', () => {
  const { components, ...rest } = copyOfDocument();
  const few = { type: 'integer', minimum: 1, maximum: 9 };
  const limited = (schema: object) => {
    const parameters = [{ name: 'limit', in: 'query', schema }];
    const get = { operationId: 'get', parameters, responses: { 200: { description: 'Done.' } } };
    return createMock({
      document: { ...rest, components: { ...components, schemas: { ...components.schemas, Few: few } }, paths: { '/only': { get } } },
    });
  };

  it.each<[what: string, schema: object, fitting: string, wrong: string, rule: string]>([
    ['a reference', { $ref: '#/components/schemas/Few' }, '9', '10', 'maximum'],
    ['a limit beside a reference', { $ref: '#/components/schemas/Few', maximum: 5 }, '5', '6', 'maximum'],
    ['a part', { allOf: [{ $ref: '#/components/schemas/Few' }] }, '9', 'x', 'type'],
    ['alternatives of different types', { oneOf: [few, { type: 'string', enum: ['all'] }] }, 'all', 'none', 'oneOf'],
  ])('%s', async (_what, schema, fitting, wrong, rule) => {
    const mock = limited(schema);
    expect((await get(`/only?limit=${fitting}`, token, mock)).status).toBe(200);
    expect(readViolations(await get(`/only?limit=${wrong}`, token, mock))).toMatchObject([{ rule }]);
  });

  it.each<[what: string, schema: object, type: string]>([
    ['null', { oneOf: [{ $ref: '#/components/schemas/Few' }, { type: 'null' }] }, 'null'],
    ['a list that may be null', { type: ['array', 'null'], items: few }, 'array'],
    ['an object', { allOf: [{ type: 'object' }] }, 'object'],
  ])('not %s, which no text is', (_what, schema, type) => {
    expect(() => limited(schema)).toThrow(`GET /only: the parameter limit is of type ${type}; the mock reads integer,`);
  });
});

describe('an unknown query parameter', () => {
  it('is refused in strict mode, with the nearest known name', async () => {
    const response = await get(`${jobsPath}?limits=5`, token, strictMock);

    expect(response.status).toBe(400);
    expect(readViolations(response)).toEqual([
      { pointer: 'query.limits', rule: 'unknown', message: 'is not a parameter that the document knows', nearest: 'limit' },
    ]);
  });

  it('is refused without a suggestion where no name is near', async () => {
    const response = await get(`${jobsPath}?zzzzzzzz=5`, token, strictMock);

    expect(readViolations(response)[0]).not.toHaveProperty('nearest');
  });

  it('is not what chooses a response', async () => {
    expect((await get(`${jobsPath}?__example=running`, token, strictMock)).status).toBe(200);
  });
});

describe('a path parameter', () => {
  it('is refused when it is not an integer where the document has one', async () => {
    const response = await get(`${jobsPath}/abc`);

    expect(readViolations(response)).toMatchObject([{ pointer: 'path.job_id', rule: 'type', found: '"abc"' }]);
  });

  it('may hold an encoded slash', async () => {
    expect((await get('/v1.0/a%2Fb/streaming/jobs')).status).toBe(200);
  });
});
