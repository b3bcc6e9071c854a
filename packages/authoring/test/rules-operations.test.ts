import { describe, expect, it } from 'vitest';
import { createDocument, createOperation, createOperationFile, lint } from './rule-fixture.ts';

describe('dli/operation-id', () => {
  const faults = lint('dli/operation-id', {
    right: createOperationFile('operations/jobs/listJobs.yaml', { operationId: 'listJobs' }),
    snake: createOperationFile('operations/jobs/list_jobs.yaml', { operationId: 'list_jobs' }),
    pascal: createOperationFile('operations/jobs/ListJobs.yaml', { operationId: 'ListJobs' }),
    otherFile: createOperationFile('operations/jobs/showJob.yaml', { operationId: 'listJobs' }),
    inline: createOperation({ operationId: 'listJobs' }),
  });

  it('accepts an operationId in camelCase that is the name of its file', () => {
    expect(faults.right).toEqual([]);
  });
  it('reports one with underscores', () => {
    expect(faults.snake).toEqual([expect.stringMatching(/^operations\/jobs\/list_jobs.yaml#\/operationId .*not in camelCase/)]);
  });
  it('reports a capital letter at the beginning', () => {
    expect(faults.pascal).toEqual([expect.stringMatching(/^operations\/jobs\/ListJobs.yaml#\/operationId .*not in camelCase/)]);
  });
  it('reports a file of another name', () => {
    expect(faults.otherFile).toEqual([expect.stringMatching(/showJob.yaml#\/operationId .*operations\/<family>\/listJobs.yaml/)]);
  });
  it('reports an operation that is not in a file of its own', () => {
    expect(faults.inline).toEqual([expect.stringMatching(/^openapi.yaml#\/paths\/~1things\/get\/operationId .*operations\/<family>/)]);
  });
});

describe('dli/summary-style', () => {
  const createSummary = (summary: string) => createOperation({ summary });
  const faults = lint('dli/summary-style', {
    right: createSummary("List the project's Flink jobs and CUs in OBS"),
    acronymFirst: createSummary('JAR jobs'),
    code: createSummary('With `show_Detail` set'),
    small: createSummary('list jobs'),
    title: createSummary('List Running Jobs'),
    shouting: createSummary('LIST jobs'),
    stop: createSummary('List jobs.'),
    long: createSummary(`List ${'x'.repeat(56)}`),
    longest: createSummary(`List ${'x'.repeat(55)}`),
    example: createDocument({ components: { examples: { one: { summary: 'a job', value: 1 } } } }),
  });
  const at = 'openapi.yaml#/paths/~1things/get/summary';

  it('accepts sentence case, with names and acronyms', () => {
    expect(faults.right).toEqual([]);
    expect(faults.acronymFirst).toEqual([]);
  });
  it('ignores code', () => {
    expect(faults.code).toEqual([]);
  });
  it('reports a small letter at the beginning', () => {
    expect(faults.small).toEqual([expect.stringContaining(`${at} The summary does not begin with a capital letter`)]);
  });
  it('reports a capital letter within', () => {
    expect(faults.title).toEqual([expect.stringContaining('`Running` has'), expect.stringContaining('`Jobs` has')]);
  });
  it('reports a first word in capitals that is not an acronym', () => {
    expect(faults.shouting).toEqual([expect.stringContaining('`LIST` has')]);
  });
  it('reports a final full stop', () => {
    expect(faults.stop).toEqual([expect.stringContaining(`${at} The summary ends with a full stop`)]);
  });
  it('accepts 60 characters and reports 61', () => {
    expect(faults.longest).toEqual([]);
    expect(faults.long).toEqual([expect.stringContaining(`${at} The summary has 61 characters`)]);
  });
  it('checks summaries of examples', () => {
    expect(faults.example).toEqual([expect.stringContaining('#/components/examples/one/summary The summary does not begin')]);
  });
});

describe('dli/documented-page', () => {
  const url = 'https://support.huaweicloud.com/api-dli/dli_02_0234.html';
  const faults = lint('dli/documented-page', {
    right: createOperation({ 'x-dli-doc-id': 'dli_02_0234', externalDocs: { url } }),
    noId: createOperation({ externalDocs: { url } }),
    badId: createOperation({ 'x-dli-doc-id': 'dli_02_234', externalDocs: { url } }),
    noLink: createOperation({ 'x-dli-doc-id': 'dli_02_0234' }),
    otherPage: createOperation({ 'x-dli-doc-id': 'dli_02_0235', externalDocs: { url } }),
    otherSource: createOperation({ 'x-dli-source': 'sdk' }),
    both: createOperation({ 'x-dli-doc-id': 'dli_02_0234', 'x-dli-source': 'sdk', externalDocs: { url } }),
  });
  const at = 'openapi.yaml#/paths/~1things/get';

  it('accepts the id of a page and a link to that page', () => {
    expect(faults.right).toEqual([]);
  });
  it('reports a missing id', () => {
    expect(faults.noId).toEqual([expect.stringContaining(`${at} x-dli-doc-id is not the id of a page`)]);
  });
  it('accepts another source, and reports it beside an id', () => {
    expect(faults.otherSource).toEqual([]);
    expect(faults.both).toEqual([`${at} The operation has a page in x-dli-doc-id and another source in x-dli-source. Delete one.`]);
  });
  it('reports an id that no page can have', () => {
    expect(faults.badId).toEqual([expect.stringContaining(`${at}/x-dli-doc-id x-dli-doc-id is not the id of a page`)]);
  });
  it('reports a missing link', () => {
    expect(faults.noLink).toEqual([expect.stringContaining(`${at} The operation does not link`)]);
  });
  it('reports a link to another page', () => {
    expect(faults.otherPage).toEqual([
      expect.stringContaining(`${at}/externalDocs/url The operation does not link to its page dli_02_0235`),
    ]);
  });
});

describe('dli/documented-statuses', () => {
  const described = { content: { 'application/json': { schema: {} } } };
  const error = { description: 'An error.' };
  const errors = { 400: error, 401: error, 403: error, 404: error, 429: error, 500: error, 503: error };
  const { 429: _429, 503: _503, ...fewer } = errors;
  const faults = lint('dli/documented-statuses', {
    right: createOperation({ responses: { 200: described, ...errors } }),
    referred: createOperation({ responses: { 200: { $ref: 'responses/Ok.yaml' }, ...errors } }, { 'responses/Ok.yaml': described }),
    fewer: createOperation({ responses: { 200: described, ...fewer } }),
    noSchema: createOperation({ responses: { 201: { content: { 'application/json': {} } }, ...errors } }),
    noContent: createOperation({ responses: { 200: {}, ...errors } }),
    empty: createOperation({ responses: { 200: { content: {} }, 204: {}, ...errors } }),
  });
  const at = 'openapi.yaml#/paths/~1things/get/responses';

  it('accepts every error and a response with a schema', () => {
    expect(faults.right).toEqual([]);
    expect(faults.referred).toEqual([]);
  });
  it('reports the errors that are missing', () => {
    expect(faults.fewer).toEqual([expect.stringContaining(`${at} Status 429, 503 is not documented`)]);
  });
  it('reports a success without a schema', () => {
    expect(faults.noSchema).toEqual([expect.stringContaining(`${at}/201 The response 201 has no schema`)]);
  });
  it('reports a success without content', () => {
    expect(faults.noContent).toEqual([expect.stringContaining(`${at}/200 The response 200 has no schema`)]);
  });
  it('accepts a response without a body: 204, or one that says so', () => {
    expect(faults.empty).toEqual([]);
  });
});

describe('dli/paging', () => {
  const paging = { style: 'page', size: 'size', position: 'page', items: 'list.things', total: 'list.count' };
  const query = (name: string, schema: object) => ({ name, in: 'query', schema });
  const list = { properties: { count: { type: 'integer' }, things: { type: 'array', items: { type: 'string' } } } };
  const of = (extension: object, size: object = { default: 10 }) =>
    createOperation(
      {
        'x-dli-paging': { ...paging, ...extension },
        parameters: [query('size', { type: 'integer', ...size }), { $ref: 'common.yaml#/Page' }, query('name', { type: 'string' })],
        responses: { 200: { content: { 'application/json': { schema: { allOf: [{ properties: { list: { $ref: 'List.yaml' } } }] } } } } },
      },
      { 'List.yaml': list, 'common.yaml': { Page: query('page', { type: 'integer' }) } },
    );
  const faults = lint('dli/paging', {
    default: of({}),
    maximum: of({}, { maximum: 100 }),
    offset: of({ style: 'offset' }, {}),
    part: of({ position: undefined, style: undefined, total: undefined }, {}),
    endless: of({}, {}),
    noSize: of({ size: 'limit' }),
    noPosition: of({ position: 'offset' }),
    text: of({ position: 'name' }),
    items: of({ items: 'list.count' }),
    total: of({ total: 'list.total' }),
  });
  const at = 'openapi.yaml#/paths/~1things/get/x-dli-paging';

  it('accepts what is there, wherever it is written', () => {
    expect([faults.default, faults.maximum, faults.offset, faults.part].flat()).toEqual([]);
  });
  it.each([
    ['endless', '`size` has neither `default` nor `maximum`, so that nothing says where page 2 begins. Add one of them.'],
    ['noSize', '`limit` is not a parameter of the query. Add it, or correct the name.'],
    ['noPosition', '`offset` is not a parameter of the query. Add it, or correct the name.'],
    ['text', '`name` is not an integer. Correct its type, or the name.'],
    ['items', '`list.count` is not a list in the response. Correct its type, or the name.'],
    ['total', '`list.total` is not an integer in the response. Correct its type, or the name.'],
  ] as const)('reports what does not fit (%s)', (name, message) => {
    expect(faults[name]).toEqual([`${at} ${message}`]);
  });
});

describe('dli/flat-input', () => {
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
  const of = (body: object, parameters: object[] = [id]) =>
    createOperation({ operationId: 'doIt', parameters, requestBody: { content: { 'application/json': { schema: body } } } });
  const field = (content: object = {}) => ({ type: 'object', properties: { id: { type: 'string', ...content } } });
  const faults = lint('dli/flat-input', {
    right: of({ type: 'object', properties: { name: {}, inner: field() } }),
    same: of(field({ 'x-dli-same-as': 'path.id' })),
    map: of({ type: 'object' }),
    twice: of({ allOf: [field()] }),
    otherPlace: of(field({ 'x-dli-same-as': 'query.id' })),
    parameters: of({ type: 'object' }, [id, { ...id, in: 'query' }]),
    list: of({ type: 'array', items: { type: 'string' } }),
  });
  const at = 'openapi.yaml#/paths/~1things/get/operationId';
  const twice = `${at} \`id\` is in the path and in the body. Rename one, or add \`x-dli-same-as: path.id\` to the body's if they are one value.`;

  it('accepts names that are unique, or stand for one value', () => {
    expect([faults.right, faults.same, faults.map].flat()).toEqual([]);
  });
  it.each([
    ['twice', twice],
    ['otherPlace', twice],
    ['parameters', `${at} \`id\` is in the path and in the query. Rename one.`],
    ['list', `${at} The body of the request is not an object. Put what it holds into a field of one.`],
  ] as const)('reports what does not fit into one object (%s)', (name, message) => {
    expect(faults[name]).toEqual([message]);
  });
});
