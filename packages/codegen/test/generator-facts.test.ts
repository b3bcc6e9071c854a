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
const createObject = (properties: Node, more: Node = {}): Node => ({ type: 'object', properties, ...more });
const createJson = (schema: Node) => ({ content: { 'application/json': { schema } } });

interface Parts {
  parameters?: Node[];
  body?: Node;
  response?: Node;
  schemas?: Record<string, Node>;
}

function createDocument({ parameters = [], body, response = createObject({}), schemas = {} }: Parts, extensions: Node = {}): Document {
  const requestBody = body && { required: true, ...createJson(body) };
  const responses = { 200: { description: 'Done.', ...createJson(response) } };
  const operation = { operationId: 'listThings', summary: 'List things', description: 'Does.', tags: ['Things'], parameters, responses };
  const get = { ...operation, ...(requestBody && { requestBody }), ...extensions };
  return { openapi: '3.1.0', info: { title: 'A', version: '1' }, paths: { '/things': { get } }, components: { schemas } };
}

const createQuery = (name: string, schema: Node) => ({ name, in: 'query', description: 'A field.', schema });

describe('a list', () => {
  const paging = { style: 'offset', size: 'limit', position: 'offset', items: 'list.things', total: 'list.count' };
  const list = (limit: Node, extension: Node = paging) =>
    createDocument(
      {
        parameters: [
          createQuery('limit', { type: 'integer', ...limit }),
          createQuery('offset', { type: 'integer' }),
          createQuery('name', text),
        ],
        response: { allOf: [createObject({ list: { $ref: '#/components/schemas/List' } })] },
        schemas: { List: createObject({ count: { type: 'integer' }, things: { type: 'array', items: text } }) },
      },
      { 'x-dli-paging': extension },
    );

  it('is an operation with its paging', () => {
    const module = writeOperations(list({ maximum: 100, default: 10 })).replace(/\s+/g, ' ');
    expect(module).toContain('listThings: ListOperation<ListThingsInput, ListThingsOutput, ListThingsItem> = {');
    const read = '"style": "offset", "size": "limit", "position": "offset", "items": "list.things", "total": "list.count"';
    expect(module).toContain(`"paging": { ${read}, "maximum": 100, "default": 10 }`);
  });

  it.each([
    ['that has no total', { ...paging, total: undefined }],
    ['that is one page', { size: 'limit', items: 'list.things' }],
    ['that is one response', { items: 'list.things' }],
  ])('is a list as well %s', (_what, extension) => {
    const module = writeOperations(list({}, extension)).replace(/\s+/g, ' ');
    expect(module).toContain(`"paging": ${JSON.stringify(extension, null, 1).replace(/\s+/g, ' ')}`);
  });

  it('is a method whose entries have a type', () => {
    const module = writeMethods(list({ default: 10 }));
    expect(module).toContain('listThings: ListMethod<ListThingsInput, ListThingsOutput, ListThingsItem>;');
    expect(module).toContain("export type ListThingsItem = NonNullable<NonNullable<ListThingsOutput['list']>['things']>[number];");
    expect(writeMethods(readDocument())).toContain('export interface ListFlinkJobsItem extends ');
  });

  it('is what the document declares for every operation that lists something', () => {
    // Packages are in two lists, all at once.
    const lists = listOperations(readDocument()).filter(({ operationId }) => /^list(?!JobResources)/.test(operationId));
    expect(lists.filter(({ node }) => !node['x-dli-paging']).map(({ operationId }) => operationId)).toEqual([]);
    expect(lists).not.toEqual([]);
  });
});

describe('optional fields', () => {
  const choice = { type: 'integer', description: 'A number.' };
  const shared = createObject({ size: choice });
  const writeType = async (document: Document) => (await writeSchema(document)).replace(/\s+/g, ' ').replace(/\/\*.*?\*\/ /g, '');

  it('may be undefined in an input, at any depth, even under exactOptionalPropertyTypes', async () => {
    const body = createObject(
      { part: { $ref: '#/components/schemas/Part' }, inner: createObject({ count: choice }), needed: choice },
      { required: ['needed'] },
    );
    const type = await writeType(createDocument({ parameters: [createQuery('name', choice)], body, schemas: { Part: shared } }));
    expect(type).toContain('query?: { name?: number | undefined; } | undefined;');
    expect(type).toContain(
      'part?: components["schemas"]["Part"] | undefined; inner?: { count?: number | undefined; } | undefined; needed: number;',
    );
    expect(type).toContain('Part: { size?: number | undefined; };');
  });

  it('is never undefined in a response', async () => {
    const response = createObject({ part: { $ref: '#/components/schemas/Part' } });
    const type = await writeType(createDocument({ response, schemas: { Part: shared } }));
    expect(type).toContain('part?: components["schemas"]["Part"];');
    expect(type).toContain('Part: { size?: number; };');
  });
});

describe('an integer of 64 bits', () => {
  const listFields = async (document: Document) =>
    (await writeSchema(document)).match(/\w+\??: (?:number|(?:readonly )?Int64\w*|JsonValue)(?: \| null)?(?:\[\])?(?: \| undefined)?;/g);

  it('accepts more than a number in an input', async () => {
    const document = createDocument({
      parameters: [createQuery('root', int64)],
      body: createObject({ id: int64, ids: { type: 'array', items: int64 } }),
    });
    expect(await listFields(document)).toEqual([
      'root?: Int64Input | undefined;',
      'id?: Int64Input | undefined;',
      'ids?: readonly Int64Input[] | undefined;',
    ]);
    expect(writeOperations(document).replace(/\s+/g, ' ')).toContain('"int64": [ "root", "id", "ids" ]');
  });

  it('may be a bigint in a response, except for a time', async () => {
    const response = createObject({
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

  it('is refused in a schema that requests and responses share', async () => {
    const schemas = { Id: int64 };
    const part = createObject({ id: { $ref: '#/components/schemas/Id' } });
    await expect(writeSchema(createDocument({ body: part, response: part, schemas }))).rejects.toThrow(
      'An int64 ("An ID.") is part of a request and of a response. Give each a schema of its own.',
    );
  });

  it('is refused deep in a request, where the client could not write it', () => {
    const document = createDocument({ body: createObject({ a: createObject({ id: int64 }) }) });
    expect(() => writeOperations(document)).toThrow('listThings: "a" has an int64 deep inside');
  });
});

describe('a deprecated operation', () => {
  const deprecate = (...reason: string[]) => createDocument({}, { deprecated: true, description: ['Does.', ...reason].join('\n\n') });

  it('is marked for editors and readers, with the paragraph that says why', () => {
    const document = deprecate('Deprecated: use `listAll` instead. Clients still call it.');
    const tag = '@deprecated Use `listAll` instead. Clients still call it.\n';
    expect(writeMethods(document)).toContain(tag);
    expect(writeMethods(document)).not.toContain('Deprecated');
    expect(writeOperations(document)).toContain(tag);
    expect(writeApiPage(document)).toContain('List things. Deprecated. `GET /things`');
  });

  it('may have no such paragraph', () => {
    expect(writeMethods(deprecate())).toContain('* @deprecated\n');
  });

  it('is one only if the document says so', () => {
    const modules = [writeMethods, writeOperations, writeApiPage].map((write) => write(createDocument({})));
    expect(modules.join('')).not.toMatch(/deprecated/i);
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

  it('include parameters and body, without descriptions', () => {
    const body = createObject({ name: { ...text, maxLength: 5, examples: ['a'] } }, { required: ['name'] });
    expect(readRule({ parameters: [createQuery('limit', { type: 'integer', maximum: 9, default: 1 })], body })).toEqual({
      type: 'object',
      properties: { limit: { type: 'integer', maximum: 9 }, name: { type: 'string', maxLength: 5 } },
      required: ['name'],
    });
  });

  it('of a field that several parts describe are the narrower ones', () => {
    const part = createObject({ a: { ...text, minLength: 1, maxLength: 64 } });
    const body = { allOf: [{ $ref: '#/components/schemas/Part' }], ...createObject({ a: { ...text, minLength: 0, maxLength: 9 } }) };
    expect(readRule({ body, schemas: { Part: part } }).properties).toEqual({ a: { type: 'string', minLength: 1, maxLength: 9 } });
  });

  it('of alternatives are choices, beside what holds for all', () => {
    const body = {
      ...createObject({ kind: text }),
      oneOf: [
        { title: 'A', required: ['a'], ...createObject({ a: { ...text, maxLength: 1 } }) },
        { title: 'B', ...createObject({ b: text }) },
      ],
    };
    expect(readRule({ body })).toEqual({
      type: 'object',
      properties: { kind: { type: 'string' } },
      oneOf: [
        [
          { title: 'A', type: 'object', required: ['a'], properties: { a: { type: 'string', maxLength: 1 } } },
          { title: 'B', type: 'object', properties: { b: { type: 'string' } } },
        ],
      ],
    });
  });

  it('are those of all parts', () => {
    const part = createObject({ a: { ...text, minLength: 1 } }, { required: ['a'] });
    const inner = { allOf: [{ $ref: '#/components/schemas/Part' }], ...createObject({ b: int64 }), unevaluatedProperties: false };
    const rule = readRule({
      body: createObject({ a: { type: 'array', items: { ...inner, properties: { b: text } } } }),
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
  const createContent = (name: string) => ({
    ...text,
    contentMediaType: 'application/json',
    contentSchema: { $ref: `#/components/schemas/${name}` },
  });
  const schemas = {
    Plan: { ...createObject({ a: text }), description: 'A plan.' },
    Other: createObject({}),
  };

  const listFunctions = (parts: Parts) =>
    [...writeJsonStrings(createDocument(parts)).matchAll(/export function (.*) \{/g)].map(([, signature]) => signature);

  it('has functions named after its schema, to write it only if requests carry it', () => {
    expect(
      listFunctions({
        body: createObject({ my_plan: createContent('Plan') }),
        response: createObject({ other: createContent('Other') }),
        schemas,
      }),
    ).toEqual(['parseOther(text: string): Other', 'parsePlan(text: string): Plan', 'stringifyPlan(value: Plan): string']);
  });

  it('may differ between two fields of one name', () => {
    expect(
      listFunctions({
        body: createObject({ plan: createContent('Plan') }),
        response: createObject({ plan: createContent('Other') }),
        schemas,
      }),
    ).toEqual(['parseOther(text: string): Other', 'parsePlan(text: string): Plan', 'stringifyPlan(value: Plan): string']);
  });

  it('has no functions without a named schema', () => {
    const anonymous = { ...text, contentMediaType: 'application/json', contentSchema: createObject({}) };
    expect(listFunctions({ body: createObject({ plan: anonymous }), schemas })).toEqual([]);
  });
});

describe('the page of methods', () => {
  const page = writeApiPage(readDocument());

  it('has each operation once', () => {
    const operations = listOperations(readDocument());
    const found = [...page.matchAll(/^- `dli\.(\w+)\(/gm)].map(([, operationId]) => operationId);
    expect(found.toSorted()).toEqual(operations.map(({ operationId }) => operationId).toSorted());
  });

  it('shows input and output of a method, and how a list is read', () => {
    expect(page).toContain('- `dli.listFlinkJobs(input?: ListFlinkJobsInput, options?)` → `ListFlinkJobsOutput`');
    expect(page).toContain('Also `.items(…)`, one `ListFlinkJobsItem` at a time, and `.pages(…)`.');
    expect(page).toContain('- `dli.showFlinkJob(input: ShowFlinkJobInput, options?)` → `ShowFlinkJobOutput`');
  });
});
