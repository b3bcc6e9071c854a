import { describe, expect, it } from 'vitest';
import { document, lint, operation, schema } from './rule-fixture.ts';

const thing = 'openapi.yaml#/components/schemas/Thing';

describe('dli/schema-examples', () => {
  const text = { type: 'string' };
  const examples = ['one'];
  const of = (property: object) => schema({ default: {}, properties: { a: property } });
  /** A document in which an example of a response has a value of a schema. */
  const shown = (body: object, value: unknown, files: Record<string, unknown> = {}) =>
    operation({ responses: { 200: { content: { 'application/json': { schema: body, examples: { one: { value } } } } } } }, files);
  const faults = lint('dli/schema-examples', {
    own: of({ ...text, examples }),
    listed: of({ ...text, enum: ['one'] }),
    constant: of({ ...text, const: 'one' }),
    default: of({ ...text, default: 'one' }),
    boolean: of({ type: 'boolean' }),
    object: of({ type: 'object' }),
    condition: of({ not: { type: 'integer' } }),
    string: of(text),
    nullable: of({ type: ['integer', 'null'] }),
    empty: of({ type: 'number', examples: [] }),
    example: of({ ...text, example: 'one' }),
    items: of({ type: 'array', items: text }),
    named: schema({ type: 'object' }),
    file: shown({ $ref: 'A.yaml' }, null, { 'A.yaml': { type: 'boolean' } }),
    parameter: operation({ parameters: [{ name: 'a', in: 'query', schema: text }] }),
    shown: shown(
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
    shownInRequest: operation(
      {
        requestBody: { content: { 'application/json': { schema: text, examples: { one: { $ref: 'one.yaml' } } } } },
      },
      { 'one.yaml': { value: 'one' } },
    ),
    notShown: shown({ properties: { a: { ...text }, b: { ...text }, c: { ...text } } }, { a: '', b: null }),
    alternatives: shown({ oneOf: [{ ...text, title: 'One' }, { type: 'integer' }] }, 'one'),
    kinds: shown(
      { oneOf: ['a', 'b'].map((kind) => ({ required: ['kind'], properties: { kind: { enum: [kind] }, name: text } })) },
      { kind: 'b', name: 'one' },
    ),
    twice: shown({ properties: { a: { ...text, examples } } }, { a: 'two' }),
    twiceByDefault: of({ ...text, default: 'one', examples }),
    twiceByReference: shown({ properties: { a: { $ref: 'A.yaml', examples } } }, { a: 'two' }, { 'A.yaml': text }),
    twiceNamed: shown({ $ref: 'A.yaml' }, {}, { 'A.yaml': { type: 'object', examples: [{}] } }),
  });
  const body = 'openapi.yaml#/paths/~1things/get/responses/200/content/application~1json/schema';
  const missing = (what: string) => `No example of a request or a response shows a value of ${what}`;

  it('asks for no example where the values are known, of objects, and of conditions', () => {
    const { own, listed, constant, default: standard, boolean, object, condition } = faults;
    expect([own, listed, constant, standard, boolean, object, condition]).toEqual([[], [], [], [], [], [], []]);
  });
  it('reports a text or a number that has no value, wherever it stands', () => {
    expect(faults.string).toEqual([expect.stringContaining(`${thing}/properties/a ${missing('`a`')}`)]);
    for (const name of ['nullable', 'empty', 'example'] as const)
      expect([name, faults[name]]).toEqual([name, [expect.stringContaining(`${thing}/properties/a `)]]);
    expect(faults.items).toEqual([expect.stringContaining(`${thing}/properties/a/items `)]);
    expect(faults.parameter).toEqual([expect.stringContaining('/get/parameters/0/schema ')]);
  });
  it('reports a named schema, whatever its type', () => {
    expect(faults.named).toEqual([expect.stringContaining(`${thing} ${missing('this schema')}`)]);
    expect(faults.file).toEqual([expect.stringContaining(`A.yaml#/ ${missing('this schema')}`)]);
  });
  it('takes what an example of a request or a response shows', () => {
    expect([faults.shown, faults.shownInRequest]).toEqual([[], []]);
  });
  it('takes neither null nor an empty text for a value', () => {
    expect(faults.notShown.map((fault) => fault.split(' ')[0])).toEqual(['a', 'b', 'c'].map((name) => `${body}/properties/${name}`));
  });
  it('counts a value for the alternative that it is of', () => {
    expect(faults.alternatives).toEqual([expect.stringContaining(`${body}/oneOf/1 `)]);
    expect(faults.kinds).toEqual([expect.stringContaining(`${body}/oneOf/0/properties/name `)]);
  });
  it('reports `examples` where a value is shown already', () => {
    const told = 'An example of a request or a response shows a value of it already. Delete `examples`.';
    expect(faults.twice).toEqual([`${body}/properties/a/examples ${told}`]);
    expect(faults.twiceByReference).toEqual([`${body}/properties/a/examples ${told}`]);
    expect(faults.twiceNamed).toEqual([`A.yaml#/examples ${told}`]);
    expect(faults.twiceByDefault).toEqual([`${thing}/properties/a/examples \`default\` shows a value of it already. Delete \`examples\`.`]);
  });
});

describe('dli/pattern-style', () => {
  const of = (pattern: string) => schema({ pattern });
  const faults = lint('dli/pattern-style', {
    right: of('^(?:0|1|2:.+)$'),
    escaped: of('^[a-z$|]+\\|\\($'),
    invalid: of('^(a$'),
    notUnicode: of('^\\-$'),
    noStart: of('a$'),
    noEnd: of('^a'),
    escapedEnd: of('^a\\$'),
    oneBranch: of('^a|b$'),
    exponential: of('^(?:a+)+$'),
    polynomial: of('^a*a*b$'),
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
  const of = (name: string, property: object) => schema({ properties: { [name]: property } });
  const integer = { type: 'integer' };
  const faults = lint('dli/int64', {
    right: of('job_id', { ...integer, format: 'int64' }),
    text: of('job_id', { type: 'string' }),
    count: of('restart_times', integer),
    id: of('id', integer),
    jobId: of('job_id', integer),
    time: of('start_time', { type: ['integer', 'null'], format: 'int32' }),
    list: of('job_ids', { type: 'array', items: integer }),
    reference: schema({ properties: { job_id: { $ref: 'schemas/Id.yaml' } } }, { 'schemas/Id.yaml': integer }),
    parameter: operation({ parameters: [{ name: 'job_id', in: 'query', schema: integer }] }),
  });

  it('accepts an int64', () => {
    expect(faults.right).toEqual([]);
  });
  it('asks nothing of strings and counts', () => {
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
  it('looks at parameters', () => {
    expect(faults.parameter).toEqual([expect.stringContaining('/get/parameters/0/schema ')]);
  });
});

describe('dli/unit-stated', () => {
  const of = (description: string, unit?: string) =>
    schema({ type: 'integer', description, ...(unit === undefined ? {} : { 'x-dli-unit': unit }) });
  const beside = (description: string) =>
    schema({ properties: { a: { description, $ref: 'schemas/A.yaml' } } }, { 'schemas/A.yaml': { type: 'integer' } });
  const parameter = (description: string, content: object) =>
    operation({ parameters: [{ name: 'a', in: 'query', description, schema: { type: 'integer', ...content } }] });
  const faults = lint('dli/unit-stated', {
    ms: of('In milliseconds.', 'ms'),
    s: of('Seconds to wait.', 's'),
    bytes: of('Bytes read.', 'bytes'),
    rate: of('How many times an hour.', 'times/hour'),
    none: of('Jobs of a page.'),
    perSecond: of('Records per second.'),
    text: schema({ type: 'string', description: 'Seconds or a date.' }),
    missing: of('In milliseconds.'),
    other: of('In seconds.', 'ms'),
    unsaid: of('The time.', 'ms'),
    beside: beside('In seconds.'),
    besideRight: beside('A number.'),
    parameterRight: parameter('In seconds.', { 'x-dli-unit': 's' }),
    parameterMissing: parameter('In seconds.', {}),
  });

  it('accepts a unit that is said in words and in x-dli-unit', () => {
    expect([faults.ms, faults.s, faults.bytes, faults.rate, faults.parameterRight]).toEqual([[], [], [], [], []]);
  });
  it('asks for none where none is named, of rates, and of strings', () => {
    expect([faults.none, faults.perSecond, faults.text, faults.besideRight]).toEqual([[], [], [], []]);
  });
  it('reports a unit that is only in words, and names the one to add', () => {
    expect(faults.missing).toEqual([expect.stringContaining(`${thing} The description names a unit. Add \`x-dli-unit: ms\``)]);
  });
  it('reports a description that names another unit, or none', () => {
    expect(faults.other).toEqual([expect.stringContaining(`${thing} The description does not name the unit \`ms\``)]);
    expect(faults.unsaid).toEqual([expect.stringContaining(`${thing} The description does not name the unit \`ms\``)]);
  });
  it('looks at a description beside a reference', () => {
    expect(faults.beside).toEqual([expect.stringContaining(`${thing}/properties/a The description names a unit`)]);
  });
  it("looks at a parameter's description", () => {
    expect(faults.parameterMissing).toEqual([expect.stringContaining('/get/parameters/0/schema The description names a unit')]);
  });
});

describe('dli/known-extensions', () => {
  const beside = (content: object) => schema({ properties: { a: { ...content, $ref: 'schemas/A.yaml' } } }, { 'schemas/A.yaml': {} });
  const region = (domains: object) =>
    document({ servers: [{ url: 'https://{r}', variables: { r: { default: 'a', enum: ['a'], 'x-dli-region-domains': domains } } }] });
  const transition = { from: 'a', to: null, event: 'delete', evidence: 'documented' };
  const states = (transitions: unknown, final: unknown) => ({ enum: ['a'], 'x-dli-transitions': transitions, 'x-dli-final': final });
  const paging = { style: 'offset', size: 'limit', position: 'offset', items: 'jobs', total: 'count' };
  const pagingOf = (extension: object) => operation({ 'x-dli-paging': extension });
  const faults = lint('dli/known-extensions', {
    right: schema({
      ...states([transition, { ...transition, from: '*', to: 'a' }], ['a']),
      'x-enumDescriptions': { a: 'A.' },
      'x-dli-unit': 'ms',
      'x-dli-default-formula': 'a*b',
      'x-dli-only-when': { show_detail: true, job_type: ['QUERY'] },
      'x-dli-open': 'The pages do not say more.',
    }),
    headers: operation({ responses: { 200: { headers: { 'x-request-id': {} } } } }),
    operation: operation({ 'x-dli-doc-id': 'dli_02_0234', 'x-dli-paging': paging }),
    noTotal: pagingOf({ ...paging, total: undefined }),
    onePage: pagingOf({ size: 'limit', items: 'jobs' }),
    everything: pagingOf({ items: 'jobs' }),
    region: region({ a: 'example.eu' }),
    tag: document({ tags: [{ name: 'Jobs', 'x-displayName': 'Jobs' }] }),
    tagWithoutName: document({ tags: [{ name: 'Jobs', 'x-displayName': '' }] }),
    unknown: schema({ 'x-dli-note': 'a' }),
    foreign: document({ 'x-tagGroups': [] }),
    misplaced: operation({ 'x-dli-unit': 'ms' }),
    besideUnknown: beside({ 'x-dli-note': 'a' }),
    unit: schema({ 'x-dli-unit': 'minutes' }),
    formula: schema({ 'x-dli-default-formula': 'a*b', default: 1 }),
    onlyWhen: schema({ 'x-dli-only-when': 'show_detail' }),
    onlyWhenEmpty: schema({ 'x-dli-only-when': { show_detail: [] } }),
    open: schema({ 'x-dli-open': true }),
    enumDescriptions: schema({ 'x-enumDescriptions': ['A.'] }),
    otherRegion: region({ b: 'example.eu' }),
    noItems: pagingOf({ ...paging, items: undefined }),
    noPosition: pagingOf({ style: 'page', size: 'limit', items: 'jobs' }),
    noStyle: pagingOf({ ...paging, style: undefined }),
    noSize: pagingOf({ ...paging, size: undefined }),
    otherStyle: pagingOf({ ...paging, style: 'cursor' }),
    otherState: schema(states([{ ...transition, to: 'b' }], ['a'])),
    otherEvent: schema(states([{ ...transition, event: 'luck' }], ['a'])),
    noEvidence: schema(states([{ from: 'a', to: null, event: 'delete' }], ['a'])),
    otherFinal: schema(states([transition], ['b'])),
    finalAlone: schema({ enum: ['a'], 'x-dli-final': ['a'] }),
  });

  it('accepts known extensions in their right shape', () => {
    const { right, operation, noTotal, onePage, everything, region, tag } = faults;
    expect([right, operation, noTotal, onePage, everything, region, tag].flat()).toEqual([]);
  });
  it('takes no header for an extension', () => {
    expect(faults.headers).toEqual([]);
  });
  it('reports an extension that nobody knows', () => {
    expect(faults.unknown).toEqual([expect.stringContaining(`${thing}/x-dli-note \`x-dli-note\` is not an extension`)]);
    expect(faults.foreign).toEqual([expect.stringContaining('#/x-tagGroups `x-tagGroups` is not an extension')]);
  });
  it('looks beside references', () => {
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
  it('reports a tag that readers would be shown nothing of', () => {
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
