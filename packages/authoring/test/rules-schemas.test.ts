import { describe, expect, it } from 'vitest';
import { createDocument, createOperation, createSchema, lint } from './rule-fixture.ts';

const thing = 'openapi.yaml#/components/schemas/Thing';

describe('dli/schema-examples', () => {
  const text = { type: 'string' };
  const examples = ['one'];
  const createCase = (property: object) => createSchema({ default: {}, properties: { a: property } });
  /** A document in which an example of a response has a value of a schema. */
  const createShown = (body: object, value: unknown, files: Record<string, unknown> = {}) =>
    createOperation({ responses: { 200: { content: { 'application/json': { schema: body, examples: { one: { value } } } } } } }, files);
  const faults = lint('dli/schema-examples', {
    own: createCase({ ...text, examples }),
    listed: createCase({ ...text, enum: ['one'] }),
    constant: createCase({ ...text, const: 'one' }),
    default: createCase({ ...text, default: 'one' }),
    boolean: createCase({ type: 'boolean' }),
    object: createCase({ type: 'object' }),
    condition: createCase({ not: { type: 'integer' } }),
    string: createCase(text),
    nullable: createCase({ type: ['integer', 'null'] }),
    empty: createCase({ type: 'number', examples: [] }),
    example: createCase({ ...text, example: 'one' }),
    items: createCase({ type: 'array', items: text }),
    named: createSchema({ type: 'object' }),
    file: createShown({ $ref: 'A.yaml' }, null, { 'A.yaml': { type: 'boolean' } }),
    parameter: createOperation({ parameters: [{ name: 'a', in: 'query', schema: text }] }),
    shown: createShown(
      {
        allOf: [{ $ref: 'A.yaml' }],
        properties: {
          list: { type: 'array', items: text },
          map: { additionalProperties: text },
          json: { ...text, contentSchema: { properties: { c: text } } },
        },
      },
      { a: 'one', list: ['one'], map: { b: 'one' }, json: '{"c":"one"}' },
      { 'A.yaml': { properties: { a: text } } },
    ),
    shownInRequest: createOperation(
      {
        requestBody: { content: { 'application/json': { schema: text, examples: { one: { $ref: 'one.yaml' } } } } },
      },
      { 'one.yaml': { value: 'one' } },
    ),
    notShown: createShown({ properties: { a: { ...text }, b: { ...text }, c: { ...text } } }, { a: '', b: null }),
    alternatives: createShown({ oneOf: [{ ...text, title: 'One' }, { type: 'integer' }] }, 'one'),
    kinds: createShown(
      { oneOf: ['a', 'b'].map((kind) => ({ required: ['kind'], properties: { kind: { enum: [kind] }, name: text } })) },
      { kind: 'b', name: 'one' },
    ),
    twice: createShown({ properties: { a: { ...text, examples } } }, { a: 'two' }),
    twiceByDefault: createCase({ ...text, default: 'one', examples }),
    twiceByReference: createShown({ properties: { a: { $ref: 'A.yaml', examples } } }, { a: 'two' }, { 'A.yaml': text }),
    twiceNamed: createShown({ $ref: 'A.yaml' }, {}, { 'A.yaml': { type: 'object', examples: [{}] } }),
  });
  const body = 'openapi.yaml#/paths/~1things/get/responses/200/content/application~1json/schema';
  const formatMissing = (what: string) => `No example of a request or a response shows a value of ${what}`;

  it('requires no example of enums, constants, defaults, objects and conditions', () => {
    const { own, listed, constant, default: standard, boolean, object, condition } = faults;
    expect([own, listed, constant, standard, boolean, object, condition]).toEqual([[], [], [], [], [], [], []]);
  });
  it('reports a text or a number without a value, at any place', () => {
    expect(faults.string).toEqual([expect.stringContaining(`${thing}/properties/a ${formatMissing('`a`')}`)]);
    for (const name of ['nullable', 'empty', 'example'] as const)
      expect([name, faults[name]]).toEqual([name, [expect.stringContaining(`${thing}/properties/a `)]]);
    expect(faults.items).toEqual([expect.stringContaining(`${thing}/properties/a/items `)]);
    expect(faults.parameter).toEqual([expect.stringContaining('/get/parameters/0/schema ')]);
  });
  it('reports a named schema, whatever its type', () => {
    expect(faults.named).toEqual([expect.stringContaining(`${thing} ${formatMissing('this schema')}`)]);
    expect(faults.file).toEqual([expect.stringContaining(`A.yaml#/ ${formatMissing('this schema')}`)]);
  });
  it('accepts a value in an example of a request or a response', () => {
    expect([faults.shown, faults.shownInRequest]).toEqual([[], []]);
  });
  it('accepts neither null nor an empty text as a value', () => {
    expect(faults.notShown.map((fault) => fault.split(' ')[0])).toEqual(['a', 'b', 'c'].map((name) => `${body}/properties/${name}`));
  });
  it('counts a value for its alternative only', () => {
    expect(faults.alternatives).toEqual([expect.stringContaining(`${body}/oneOf/1 `)]);
    expect(faults.kinds).toEqual([expect.stringContaining(`${body}/oneOf/0/properties/name `)]);
  });
  it('reports `examples` beside another value', () => {
    const message = 'An example of a request or a response shows a value of it already. Delete `examples`.';
    expect(faults.twice).toEqual([`${body}/properties/a/examples ${message}`]);
    expect(faults.twiceByReference).toEqual([`${body}/properties/a/examples ${message}`]);
    expect(faults.twiceNamed).toEqual([`A.yaml#/examples ${message}`]);
    expect(faults.twiceByDefault).toEqual([`${thing}/properties/a/examples \`default\` shows a value of it already. Delete \`examples\`.`]);
  });
});

describe('dli/pattern-style', () => {
  const createCase = (pattern: string) => createSchema({ pattern });
  const faults = lint('dli/pattern-style', {
    right: createCase('^(?:0|1|2:.+)$'),
    escaped: createCase('^[a-z$|]+\\|\\($'),
    invalid: createCase('^(a$'),
    notUnicode: createCase('^\\-$'),
    noStart: createCase('a$'),
    noEnd: createCase('^a'),
    escapedEnd: createCase('^a\\$'),
    oneBranch: createCase('^a|b$'),
    exponential: createCase('^(?:a+)+$'),
    polynomial: createCase('^a*a*b$'),
  });

  it('accepts a pattern that is anchored at both ends', () => {
    expect(faults.right).toEqual([]);
    expect(faults.escaped).toEqual([]);
  });
  it('reports a pattern that does not compile', () => {
    expect(faults.invalid).toEqual([expect.stringContaining(`${thing}/pattern The pattern is not valid`)]);
  });
  it('reports a pattern that does not compile in Unicode mode', () => {
    expect(faults.notUnicode).toEqual([expect.stringContaining(`${thing}/pattern The pattern is not valid`)]);
  });
  it.each(['noStart', 'noEnd', 'escapedEnd', 'oneBranch'] as const)('reports a pattern that is not anchored (%s)', (name) => {
    expect(faults[name]).toEqual([expect.stringContaining(`${thing}/pattern The pattern also matches within`)]);
  });
  it.each(['exponential', 'polynomial'] as const)('reports a pattern that takes %s time', (name) => {
    expect(faults[name]).toEqual([expect.stringContaining(`${thing}/pattern The pattern may take ${name} time`)]);
  });
});

describe('dli/int64', () => {
  const createCase = (name: string, property: object) => createSchema({ properties: { [name]: property } });
  const integer = { type: 'integer' };
  const faults = lint('dli/int64', {
    right: createCase('job_id', { ...integer, format: 'int64' }),
    limited: createCase('job_id', { ...integer, maximum: 100 }),
    text: createCase('job_id', { type: 'string' }),
    count: createCase('restart_times', integer),
    id: createCase('id', integer),
    jobId: createCase('job_id', integer),
    time: createCase('start_time', { type: ['integer', 'null'], format: 'int32' }),
    list: createCase('job_ids', { type: 'array', items: integer }),
    reference: createSchema({ properties: { job_id: { $ref: 'schemas/Id.yaml' } } }, { 'schemas/Id.yaml': integer }),
    parameter: createOperation({ parameters: [{ name: 'job_id', in: 'query', schema: integer }] }),
  });

  it('accepts an int64 and a maximum', () => {
    expect(faults.right).toEqual([]);
    expect(faults.limited).toEqual([]);
  });
  it('ignores strings and counts', () => {
    expect(faults.text).toEqual([]);
    expect(faults.count).toEqual([]);
  });
  it('reports an ID', () => {
    expect(faults.id).toEqual([expect.stringContaining(`${thing}/properties/id \`id\` is an integer without`)]);
    expect(faults.jobId).toEqual([expect.stringContaining(`${thing}/properties/job_id `)]);
  });
  it('reports a time that may be null', () => {
    expect(faults.time).toEqual([expect.stringContaining(`${thing}/properties/start_time `)]);
  });
  it('reports the items of a list of IDs', () => {
    expect(faults.list).toEqual([expect.stringContaining(`${thing}/properties/job_ids/items `)]);
  });
  it('follows references', () => {
    expect(faults.reference).toEqual([expect.stringContaining(`${thing}/properties/job_id `)]);
  });
  it('checks parameters', () => {
    expect(faults.parameter).toEqual([expect.stringContaining('/get/parameters/0/schema ')]);
  });
});

describe('dli/unit-stated', () => {
  const createCase = (description: string, unit?: string) =>
    createSchema({ type: 'integer', description, ...(unit === undefined ? {} : { 'x-dli-unit': unit }) });
  const createBeside = (description: string) =>
    createSchema({ properties: { a: { description, $ref: 'schemas/A.yaml' } } }, { 'schemas/A.yaml': { type: 'integer' } });
  const createParameter = (description: string, content: object) =>
    createOperation({ parameters: [{ name: 'a', in: 'query', description, schema: { type: 'integer', ...content } }] });
  const faults = lint('dli/unit-stated', {
    ms: createCase('In milliseconds.', 'ms'),
    s: createCase('Seconds to wait.', 's'),
    bytes: createCase('Bytes read.', 'bytes'),
    rate: createCase('How many times an hour.', 'times/hour'),
    none: createCase('Jobs of a page.'),
    perSecond: createCase('Records per second.'),
    text: createSchema({ type: 'string', description: 'Seconds or a date.' }),
    missing: createCase('In milliseconds.'),
    other: createCase('In seconds.', 'ms'),
    unsaid: createCase('The time.', 'ms'),
    beside: createBeside('In seconds.'),
    besideRight: createBeside('A number.'),
    parameterRight: createParameter('In seconds.', { 'x-dli-unit': 's' }),
    parameterMissing: createParameter('In seconds.', {}),
  });

  it('accepts a unit in both description and x-dli-unit', () => {
    expect([faults.ms, faults.s, faults.bytes, faults.rate, faults.parameterRight]).toEqual([[], [], [], [], []]);
  });
  it('requires none if the description names none, of rates, and of strings', () => {
    expect([faults.none, faults.perSecond, faults.text, faults.besideRight]).toEqual([[], [], [], []]);
  });
  it('reports a unit that is in the description only, and names the one to add', () => {
    expect(faults.missing).toEqual([expect.stringContaining(`${thing} The description names a unit. Add \`x-dli-unit: ms\``)]);
  });
  it('reports a description that names another unit, or none', () => {
    expect(faults.other).toEqual([expect.stringContaining(`${thing} The description does not name the unit \`ms\``)]);
    expect(faults.unsaid).toEqual([expect.stringContaining(`${thing} The description does not name the unit \`ms\``)]);
  });
  it('checks a description beside a reference', () => {
    expect(faults.beside).toEqual([expect.stringContaining(`${thing}/properties/a The description names a unit`)]);
  });
  it("checks a parameter's description", () => {
    expect(faults.parameterMissing).toEqual([expect.stringContaining('/get/parameters/0/schema The description names a unit')]);
  });
});

describe('dli/known-extensions', () => {
  const createBeside = (content: object) =>
    createSchema({ properties: { a: { ...content, $ref: 'schemas/A.yaml' } } }, { 'schemas/A.yaml': {} });
  const createRegion = (domains: object) =>
    createDocument({ servers: [{ url: 'https://{r}', variables: { r: { default: 'a', enum: ['a'], 'x-dli-region-domains': domains } } }] });
  const transition = { from: 'a', to: null, event: 'delete', evidence: 'documented' };
  const createStates = (transitions: unknown, final: unknown) => ({ enum: ['a'], 'x-dli-transitions': transitions, 'x-dli-final': final });
  const paging = { style: 'offset', size: 'limit', position: 'offset', items: 'jobs', total: 'count' };
  const createPaging = (extension: object) => createOperation({ 'x-dli-paging': extension });
  const faults = lint('dli/known-extensions', {
    right: createSchema({
      ...createStates([transition, { ...transition, from: '*', to: 'a' }], ['a']),
      'x-enumDescriptions': { a: 'A.' },
      'x-dli-unit': 'ms',
      'x-dli-default-formula': 'a*b',
      'x-dli-only-when': { show_detail: true, job_type: ['QUERY'] },
      'x-dli-open': 'The pages do not say more.',
    }),
    headers: createOperation({ responses: { 200: { headers: { 'x-request-id': {} } } } }),
    operation: createOperation({ 'x-dli-doc-id': 'dli_02_0234', 'x-dli-paging': paging }),
    noTotal: createPaging({ ...paging, total: undefined }),
    onePage: createPaging({ size: 'limit', items: 'jobs' }),
    everything: createPaging({ items: 'jobs' }),
    region: createRegion({ a: 'example.eu' }),
    tag: createDocument({ tags: [{ name: 'Jobs', 'x-displayName': 'Jobs' }] }),
    tagWithoutName: createDocument({ tags: [{ name: 'Jobs', 'x-displayName': '' }] }),
    unknown: createSchema({ 'x-dli-note': 'a' }),
    foreign: createDocument({ 'x-tagGroups': [] }),
    misplaced: createOperation({ 'x-dli-unit': 'ms' }),
    besideUnknown: createBeside({ 'x-dli-note': 'a' }),
    unit: createSchema({ 'x-dli-unit': 'minutes' }),
    formula: createSchema({ 'x-dli-default-formula': 'a*b', default: 1 }),
    onlyWhen: createSchema({ 'x-dli-only-when': 'show_detail' }),
    onlyWhenEmpty: createSchema({ 'x-dli-only-when': { show_detail: [] } }),
    open: createSchema({ 'x-dli-open': true }),
    enumDescriptions: createSchema({ 'x-enumDescriptions': ['A.'] }),
    otherRegion: createRegion({ b: 'example.eu' }),
    noItems: createPaging({ ...paging, items: undefined }),
    noPosition: createPaging({ style: 'page', size: 'limit', items: 'jobs' }),
    noStyle: createPaging({ ...paging, style: undefined }),
    noSize: createPaging({ ...paging, size: undefined }),
    otherStyle: createPaging({ ...paging, style: 'cursor' }),
    otherState: createSchema(createStates([{ ...transition, to: 'b' }], ['a'])),
    otherEvent: createSchema(createStates([{ ...transition, event: 'luck' }], ['a'])),
    noEvidence: createSchema(createStates([{ from: 'a', to: null, event: 'delete' }], ['a'])),
    otherFinal: createSchema(createStates([transition], ['b'])),
    finalAlone: createSchema({ enum: ['a'], 'x-dli-final': ['a'] }),
  });

  it('accepts known extensions in their right shape', () => {
    const { right, operation, noTotal, onePage, everything, region, tag } = faults;
    expect([right, operation, noTotal, onePage, everything, region, tag].flat()).toEqual([]);
  });
  it('ignores headers', () => {
    expect(faults.headers).toEqual([]);
  });
  it('reports an unknown extension', () => {
    expect(faults.unknown).toEqual([expect.stringContaining(`${thing}/x-dli-note \`x-dli-note\` is not an extension`)]);
    expect(faults.foreign).toEqual([expect.stringContaining('#/x-tagGroups `x-tagGroups` is not an extension')]);
  });
  it('checks extensions beside references', () => {
    expect(faults.besideUnknown).toEqual([expect.stringContaining(`${thing}/properties/a/x-dli-note `)]);
  });
  it('reports one in the wrong place', () => {
    expect(faults.misplaced).toEqual([expect.stringContaining('/get/x-dli-unit `x-dli-unit` does not belong here. It stands on: Schema')]);
  });
  it.each([
    ['unit', 'x-dli-unit', 'one of ms, s'],
    ['formula', 'x-dli-default-formula', 'a formula, on a schema without `default`'],
    ['onlyWhen', 'x-dli-only-when', 'an object from parameter'],
    ['onlyWhenEmpty', 'x-dli-only-when', 'an object from parameter'],
    ['open', 'x-dli-open', 'the reason'],
    ['enumDescriptions', 'x-enumDescriptions', 'an object from value'],
    ['otherState', 'x-dli-transitions', 'a list of `from`'],
    ['otherEvent', 'x-dli-transitions', 'a list of `from`'],
    ['noEvidence', 'x-dli-transitions', 'a list of `from`'],
    ['otherFinal', 'x-dli-final', 'a list of states'],
    ['finalAlone', 'x-dli-final', 'a list of states'],
  ] as const)('reports a wrong shape (%s)', (name, key, shape) => {
    expect(faults[name]).toEqual([expect.stringContaining(`${thing}/${key} \`${key}\` must be ${shape}`)]);
  });
  it('reports an empty display name of a tag', () => {
    expect(faults.tagWithoutName).toEqual([expect.stringContaining('#/tags/0/x-displayName `x-displayName` must be what readers')]);
  });
  it.each(['noItems', 'noPosition', 'noStyle', 'noSize', 'otherStyle'] as const)(
    'reports paging that leaves a question open (%s)',
    (name) => {
      expect(faults[name]).toEqual([expect.stringContaining('/get/x-dli-paging `x-dli-paging` must be `items`')]);
    },
  );
  it('reports the domain of a region that is not in the enum', () => {
    expect(faults.otherRegion).toEqual([expect.stringContaining('/variables/r/x-dli-region-domains `x-dli-region-domains` must be')]);
  });
});

describe('dli/generators', () => {
  const inFile = (file: string, name: string) =>
    createOperation(
      { responses: { 200: { content: { 'application/json': { schema: { $ref: `${file}#/${name}` } } } } } },
      { [file]: { [name]: { type: 'object', properties: { Error: { type: 'string' } } } } },
    );
  const faults = lint('dli/generators', {
    nullable: createSchema({ type: ['string', 'null'] }),
    several: createSchema({ type: ['string', 'integer', 'null'] }),
    apart: createSchema({ oneOf: [{ type: 'string' }, { type: 'integer' }] }),
    output: inFile('a.yaml', 'ListJobsOutput'),
    response: inFile('a.yaml', 'ListJobsResponse'),
    error: inFile('a.yaml', 'Error'),
  });

  it('accepts a type, one or null, and alternatives of one type each', () => {
    expect([faults.nullable, faults.apart, faults.output]).toEqual([[], [], []]);
  });
  it('reports several types in one list', () => {
    expect(faults.several).toEqual([expect.stringContaining(`${thing}/type Generators cannot read several types`)]);
  });
  it('reports names that generators or their language have already', () => {
    expect(faults.response).toEqual([expect.stringContaining('a.yaml#/ListJobsResponse Generators have a type of the name')]);
    expect(faults.error).toEqual([expect.stringContaining('a.yaml#/Error Generators have a type of the name')]);
  });
});
