import type { Document, Node } from '@dli-openapi/openapi';
import { listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { describe, expect, it } from 'vitest';
import { writeApiPage } from '../src/client/api-page.ts';
import { writeJsonStrings } from '../src/client/json-strings.ts';
import { writeLimits } from '../src/client/limits.ts';
import { writeMethods } from '../src/client/methods.ts';
import { writeOperations } from '../src/client/operations.ts';
import { writeSchema } from '../src/client/schema.ts';
import { writeStates } from '../src/client/states.ts';

const int64 = { type: 'integer', format: 'int64', description: 'An ID.' };
const text = { type: 'string', description: 'A text.' };
const object = (properties: Node, more: Node = {}): Node => ({ type: 'object', properties, ...more });
const json = (schema: Node) => ({ content: { 'application/json': { schema } } });

interface Parts {
  parameters?: Node[];
  body?: Node;
  response?: Node;
  schemas?: Record<string, Node>;
}

function createDocument({ parameters = [], body, response = object({}), schemas = {} }: Parts, extensions: Node = {}): Document {
  const requestBody = body && { required: true, ...json(body) };
  const responses = { 200: { description: 'Done.', ...json(response) } };
  const operation = { operationId: 'listThings', summary: 'List things', description: 'Does.', tags: ['Things'], parameters, responses };
  const get = { ...operation, ...(requestBody && { requestBody }), ...extensions };
  return { openapi: '3.1.0', info: { title: 'A', version: '1' }, paths: { '/things': { get } }, components: { schemas } };
}

const query = (name: string, schema: Node) => ({ name, in: 'query', description: 'A field.', schema });

describe('a list', () => {
  const paging = { style: 'offset', size: 'limit', position: 'offset', items: 'list.things', total: 'list.count' };
  const list = (limit: Node, extension: Node = paging) =>
    createDocument(
      {
        parameters: [query('limit', { type: 'integer', ...limit }), query('offset', { type: 'integer' }), query('name', text)],
        response: { allOf: [object({ list: { $ref: '#/components/schemas/List' } })] },
        schemas: { List: object({ count: { type: 'integer' }, things: { type: 'array', items: text } }) },
      },
      { 'x-dli-paging': extension },
    );

  it('is an operation that knows how to be read', () => {
    const module = writeOperations(list({ maximum: 100, default: 10 })).replace(/\s+/g, ' ');
    expect(module).toContain('listThings: ListOperation<ListThingsInput, ListThingsOutput, ListThingsItem> = {');
    const read = '"style": "offset", "size": "limit", "position": "offset", "items": "list.things", "total": "list.count"';
    expect(module).toContain(`"paging": { ${read}, "maximum": 100, "default": 10 }`);
  });

  it.each([
    ['that has no total', { ...paging, total: undefined }],
    ['that is one page', { size: 'limit', items: 'list.things' }],
    ['that is given whole', { items: 'list.things' }],
  ])('is one, too, %s', (_what, extension) => {
    const module = writeOperations(list({}, extension)).replace(/\s+/g, ' ');
    expect(module).toContain(`"paging": ${JSON.stringify(extension, null, 1).replace(/\s+/g, ' ')}`);
  });

  it('is a method whose entries have a type', () => {
    const module = writeMethods(list({ default: 10 }));
    expect(module).toContain('listThings: ListMethod<ListThingsInput, ListThingsOutput, ListThingsItem>;');
    expect(module).toContain("export type ListThingsItem = NonNullable<NonNullable<ListThingsOutput['list']>['things']>[number];");
  });

  it.each([
    ['a size that is no parameter', list({ default: 10 }, { ...paging, size: 'page' }), '"page" is not a parameter of its query'],
    ['a position that is no parameter', list({ default: 10 }, { ...paging, position: 'page' }), '"page" is not a parameter of its query'],
    ['a size that is no number', list({}, { ...paging, size: 'name' }), '"name" is not an integer'],
    [
      'pages of any size',
      list({}, { ...paging, style: 'page' }),
      '"limit" has neither `maximum` nor `default`, so that nothing says where page 2 begins',
    ],
    ['entries that are no list', list({ default: 10 }, { ...paging, items: 'list.count' }), '"list.count" is not a list in its response'],
    [
      'a total that is not there',
      list({ default: 10 }, { ...paging, total: 'list.total' }),
      '"list.total" is not an integer in its response',
    ],
  ])('is refused with %s', (_what, document, problem) => {
    expect(() => writeOperations(document)).toThrow(`listThings: x-dli-paging does not fit: ${problem}.`);
  });

  it('is what the document declares for every operation that lists something', () => {
    const lists = listOperations(readDocument()).filter(({ operationId }) => operationId.startsWith('list'));
    expect(lists.filter(({ node }) => !node['x-dli-paging']).map(({ operationId }) => operationId)).toEqual([]);
    expect(lists).not.toEqual([]);
  });
});

describe('optional fields', () => {
  const choice = { type: 'integer', description: 'A number.' };
  const shared = object({ size: choice });
  const writeType = async (document: Document) => (await writeSchema(document)).replace(/\s+/g, ' ').replace(/\/\*.*?\*\/ /g, '');

  it('may be undefined in an input, at any depth, since exactOptionalPropertyTypes tells the two apart', async () => {
    const body = object(
      { part: { $ref: '#/components/schemas/Part' }, inner: object({ count: choice }), needed: choice },
      { required: ['needed'] },
    );
    const type = await writeType(createDocument({ parameters: [query('name', choice)], body, schemas: { Part: shared } }));
    expect(type).toContain('query?: { name?: number | undefined; } | undefined;');
    expect(type).toContain(
      'part?: components["schemas"]["Part"] | undefined; inner?: { count?: number | undefined; } | undefined; needed: number;',
    );
    expect(type).toContain('Part: { size?: number | undefined; };');
  });

  it('is never undefined in a response', async () => {
    const response = object({ part: { $ref: '#/components/schemas/Part' } });
    const type = await writeType(createDocument({ response, schemas: { Part: shared } }));
    expect(type).toContain('part?: components["schemas"]["Part"];');
    expect(type).toContain('Part: { size?: number; };');
  });
});

describe('an integer of 64 bits', () => {
  const listFields = async (document: Document) =>
    (await writeSchema(document)).match(/\w+\??: (?:number|(?:readonly )?Int64\w*|JsonValue)(?: \| null)?(?:\[\])?(?: \| undefined)?;/g);

  it('takes more than a number in an input', async () => {
    const document = createDocument({
      parameters: [query('root', int64)],
      body: object({ id: int64, ids: { type: 'array', items: int64 } }),
    });
    expect(await listFields(document)).toEqual([
      'root?: Int64Input | undefined;',
      'id?: Int64Input | undefined;',
      'ids?: readonly Int64Input[] | undefined;',
    ]);
    expect(writeOperations(document).replace(/\s+/g, ' ')).toContain('"int64": [ "root", "id", "ids" ]');
  });

  it('may be a bigint in a response, except for a time', async () => {
    const response = object({
      id: int64,
      parent: { ...int64, type: ['integer', 'null'] },
      at: { ...int64, 'x-dli-unit': 'ms' },
      any: { description: 'Anything.' },
    });
    expect(await listFields(createDocument({ response }))).toEqual([
      'id?: Int64;',
      'parent?: Int64 | null;',
      'at?: number;',
      'any?: JsonValue;',
    ]);
  });

  it('is refused as a part of both', async () => {
    const schemas = { Id: int64 };
    const part = object({ id: { $ref: '#/components/schemas/Id' } });
    await expect(writeSchema(createDocument({ body: part, response: part, schemas }))).rejects.toThrow(
      'An int64 ("An ID.") is part of a request and of a response. Give each a schema of its own.',
    );
  });

  it('is refused deep in a request, where it could not be written', () => {
    const document = createDocument({ body: object({ a: object({ id: int64 }) }) });
    expect(() => writeOperations(document)).toThrow('listThings: "a" has an int64 deep inside');
  });
});

describe('the states of a job', () => {
  it('lead from one to another', () => {
    const state = {
      type: 'string',
      description: 'A state.',
      enum: ['a', 'b'],
      'x-dli-final': ['b'],
      'x-dli-transitions': [
        { from: null, to: 'a', event: 'create', evidence: 'documented' },
        { from: 'a', to: 'b', event: 'system', evidence: 'inferred' },
        { from: '*', to: 'a', event: 'import', evidence: 'documented' },
      ],
    };
    expect(writeStates(createDocument({ schemas: { ThingState: state } })).replace(/\s+/g, ' ')).toContain(
      `thingState: States<components['schemas']['ThingState']> = { "all": [ "a", "b" ], "final": [ "b" ], "transitions": [ [ "a", "b", "system" ] ] };`,
    );
  });
});

describe('the limits of an input', () => {
  const readRule = (parts: Parts) => JSON.parse(/listThings: (.*),\n/.exec(writeLimits(createDocument(parts)))?.[1] ?? '');

  it('hold for parameters and for the body alike, without what only describes', () => {
    const body = object({ name: { ...text, maxLength: 5, examples: ['a'] } }, { required: ['name'] });
    expect(readRule({ parameters: [query('limit', { type: 'integer', maximum: 9, default: 1 })], body })).toEqual({
      type: 'object',
      properties: { limit: { type: 'integer', maximum: 9 }, name: { type: 'string', maxLength: 5 } },
      required: ['name'],
    });
  });

  it('of a field that several parts describe are the narrower ones', () => {
    const part = object({ a: { ...text, minLength: 1, maxLength: 64 } });
    const body = { allOf: [{ $ref: '#/components/schemas/Part' }], ...object({ a: { ...text, minLength: 0, maxLength: 9 } }) };
    expect(readRule({ body, schemas: { Part: part } }).properties).toEqual({ a: { type: 'string', minLength: 1, maxLength: 9 } });
  });

  it('of alternatives are left to choose between, beside what holds for all', () => {
    const body = {
      ...object({ kind: text }),
      oneOf: [
        { title: 'A', required: ['a'], ...object({ a: { ...text, maxLength: 1 } }) },
        { title: 'B', ...object({ b: text }) },
      ],
    };
    expect(readRule({ body })).toEqual({
      type: 'object',
      properties: { kind: { type: 'string' }, a: {}, b: {} },
      choices: [
        [
          { title: 'A', type: 'object', required: ['a'], properties: { a: { type: 'string', maxLength: 1 } } },
          { title: 'B', type: 'object', properties: { b: { type: 'string' } } },
        ],
      ],
    });
  });

  it('are those of all parts', () => {
    const part = object({ a: { ...text, minLength: 1 } }, { required: ['a'] });
    const inner = { allOf: [{ $ref: '#/components/schemas/Part' }], ...object({ b: int64 }), unevaluatedProperties: false };
    const rule = readRule({
      body: object({ a: { type: 'array', items: { ...inner, properties: { b: text } } } }),
      schemas: { Part: part },
    });
    expect(rule.properties.a.items).toEqual({
      type: 'object',
      properties: { a: { type: 'string', minLength: 1 }, b: { type: 'string' } },
      required: ['a'],
      closed: true,
    });
  });
});

describe('JSON in strings', () => {
  const content = (name: string) => ({
    ...text,
    contentMediaType: 'application/json',
    contentSchema: { $ref: `#/components/schemas/${name}` },
  });
  const schemas = {
    Plan: { ...object({ a: text }), description: 'A plan.' },
    Other: object({}),
  };

  const listFunctions = (parts: Parts) =>
    [...writeJsonStrings(createDocument(parts)).matchAll(/export function (.*) \{/g)].map(([, signature]) => signature);

  it('has functions named after its schema, to write it only if requests carry it', () => {
    expect(listFunctions({ body: object({ my_plan: content('Plan') }), response: object({ other: content('Other') }), schemas })).toEqual([
      'parseOther(text: string): Other',
      'parsePlan(text: string): Plan',
      'stringifyPlan(value: Plan): string',
    ]);
  });

  it('may differ between two fields of one name', () => {
    expect(listFunctions({ body: object({ plan: content('Plan') }), response: object({ plan: content('Other') }), schemas })).toEqual([
      'parseOther(text: string): Other',
      'parsePlan(text: string): Plan',
      'stringifyPlan(value: Plan): string',
    ]);
  });

  it('has none without a schema of its own', () => {
    const anonymous = { ...text, contentMediaType: 'application/json', contentSchema: object({}) };
    expect(listFunctions({ body: object({ plan: anonymous }), schemas })).toEqual([]);
  });
});

describe('the page of methods', () => {
  const page = writeApiPage(readDocument());

  it('has each operation once', () => {
    const operations = listOperations(readDocument());
    const found = [...page.matchAll(/^- `dli\.(\w+)\(/gm)].map(([, operationId]) => operationId);
    expect(found.toSorted()).toEqual(operations.map(({ operationId }) => operationId).toSorted());
  });

  it('says what a method takes and gives, and how a list is read', () => {
    expect(page).toContain('- `dli.listFlinkJobs(input?: ListFlinkJobsInput, options?)` → `ListFlinkJobsOutput`');
    expect(page).toContain('Also `.items(…)`, one `ListFlinkJobsItem` after the other, and `.pages(…)`.');
    expect(page).toContain('- `dli.showFlinkJob(input: ShowFlinkJobInput, options?)` → `ShowFlinkJobOutput`');
  });
});
