import type { Document } from '@dli-openapi/openapi';
import { describe, expect, it } from 'vitest';
import { compareDocuments } from '../src/compare-documents.ts';
import { formatMarkdown } from '../src/markdown.ts';

const string = { type: 'string' };
const createJson = (schema: object) => ({ content: { 'application/json': { schema } } });

/** Creates a document with one operation. */
const createDocument = ({ parameters = [], input = {}, response = {}, more = {} }: Parts = {}): Document => ({
  openapi: '3.1.0',
  paths: {
    '/jobs': {
      post: {
        operationId: 'createJob',
        parameters,
        requestBody: createJson(input),
        responses: { 200: { description: 'Done.', ...createJson(response) } },
      },
    },
    ...more,
  },
  components: {
    schemas: { State: { type: 'string', enum: ['on', 'off'] }, Job: { type: 'object', properties: { state: createReference('State') } } },
  },
});
interface Parts {
  parameters?: object[];
  input?: object;
  response?: object;
  more?: Record<string, Record<string, unknown>>;
}

function createReference(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}

/** Lists the changes between two documents, a line each. */
const listChanges = (before: Document, after: Document): string[] =>
  compareDocuments(before, after).map(({ kind, place, what }) => `${kind}: ${place} ${what}`);

const setStates = (document: Document, ...states: string[]): Document => {
  const copy = structuredClone(document);
  (copy.components.schemas as Record<string, object>).State = { type: 'string', enum: states };
  return copy;
};

describe('a change of the document', () => {
  it('is not reported for another order of keys', () => {
    const { components, paths, openapi } = createDocument();
    expect(compareDocuments(createDocument(), { paths, components, openapi })).toEqual([]);
  });

  it('is editorial if a schema is only written in another way', () => {
    const inline = { type: 'object', properties: { state: { type: 'string', enum: ['on', 'off'] } } };
    expect(listChanges(createDocument({ response: inline }), createDocument({ response: { allOf: [createReference('Job')] } }))).toEqual([
      'editorial: the document says the same in another way',
    ]);
  });

  it('is additive for a new value in requests, and breaking in responses', () => {
    const [sent, received] = [createDocument({ input: createReference('Job') }), createDocument({ response: createReference('Job') })];
    expect(listChanges(sent, setStates(sent, 'on', 'off', 'late'))).toEqual(['additive: State value "late" is new']);
    expect(listChanges(received, setStates(received, 'on', 'off', 'late'))).toEqual(['breaking: State value "late" is new']);
  });

  it('is breaking for a removed value, in requests and in responses', () => {
    const [sent, received] = [createDocument({ input: createReference('Job') }), createDocument({ response: createReference('Job') })];
    for (const document of [sent, received])
      expect(listChanges(document, setStates(document, 'on'))).toEqual(['breaking: State value "off" is gone']);
  });

  it('is listed once for a schema that is both sent and received, with all its operations', () => {
    const more = {
      '/jobs/last': {
        get: { operationId: 'showJob', responses: { 200: { description: 'Done.', ...createJson(createReference('Job')) } } },
      },
    };
    const document = createDocument({ input: createReference('Job'), response: createReference('Job'), more });
    expect(compareDocuments(document, setStates(document, 'on'))).toEqual([
      {
        kind: 'breaking',
        place: 'State',
        what: 'value "off" is gone',
        directions: ['request', 'response'],
        pointer: '/components/schemas/State/enum',
        operations: ['createJob', 'showJob'],
      },
    ]);
  });

  it('is found in one of several alternatives', () => {
    const createChoice = (limit: number) => ({
      oneOf: [
        { ...string, maxLength: limit },
        { ...string, maxLength: 99 },
      ],
    });
    expect(listChanges(createDocument({ input: createChoice(9) }), createDocument({ input: createChoice(5) }))).toEqual([
      'breaking: createJob body maxLength 9 → 5',
    ]);
  });

  it('of a parameter that several operations share is named without them', () => {
    const createLimited = (maximum: number): Document => ({
      ...createDocument({ parameters: [{ $ref: '#/components/parameters/Limit' }] }),
      components: { parameters: { Limit: { name: 'limit', in: 'query', schema: { type: 'integer', maximum } } } },
    });
    expect(listChanges(createLimited(100), createLimited(50))).toEqual(['breaking: query.limit maximum 100 → 50']);
  });

  it('ignores the order of parameters', () => {
    const [one, two] = ['one', 'two'].map((name) => ({ name, in: 'query', description: `About ${name}.`, schema: string }));
    expect(
      listChanges(createDocument({ parameters: [one, two] as object[] }), createDocument({ parameters: [two, one] as object[] })),
    ).toEqual(['editorial: the document says the same in another way']);
    expect(listChanges(createDocument({ parameters: [one, two] as object[] }), createDocument({ parameters: [two] as object[] }))).toEqual([
      'breaking: createJob query.one is gone',
    ]);
  });

  it('is editorial in a text, but not in a property that is called like a keyword', () => {
    const createDescribed = (description: string, property: object = string) =>
      createDocument({ response: { type: 'object', description, properties: { description: property } } });
    expect(listChanges(createDescribed('A job.'), createDescribed('One job.'))).toEqual(['editorial: createJob description changed']);
    expect(listChanges(createDescribed('A job.'), createDescribed('A job.', { type: 'integer' }))).toEqual([
      'breaking: createJob 200.description type string → integer',
    ]);
  });

  it('is breaking in requests and additive in responses if a property becomes required', () => {
    const createObject = (...required: string[]) => ({ type: 'object', properties: { name: string }, required });
    expect(listChanges(createDocument({ input: createObject() }), createDocument({ input: createObject('name') }))).toEqual([
      'breaking: createJob body.name is required',
    ]);
    expect(listChanges(createDocument({ response: createObject() }), createDocument({ response: createObject('name') }))).toEqual([
      'additive: createJob 200.name is required',
    ]);
  });

  it('is found in a schema that contains itself', () => {
    const document = createDocument({ response: createReference('Tree') });
    const createTree = (name: string) => ({
      type: 'object',
      properties: { [name]: string, children: { type: 'array', items: createReference('Tree') } },
    });
    const createDocumentWith = (name: string): Document => ({ ...document, components: { schemas: { Tree: createTree(name) } } });
    expect(listChanges(createDocumentWith('one'), createDocumentWith('other'))).toEqual([
      'breaking: Tree.one is gone',
      'additive: Tree.other is new',
    ]);
  });
});

it('Markdown lists changes by kind, the gravest first, with directions and operations', () => {
  const [before, after] = [
    createDocument({ response: createReference('Job') }),
    createDocument({ response: createReference('Job'), parameters: [{ name: 'a_b', in: 'query', schema: string }] }),
  ];
  expect(formatMarkdown(compareDocuments(before, setStates(after, 'on', 'a<b>')))).toBe(`**Breaking**

- \`State\` value "off" is gone, in responses of createJob
- \`State\` value "a\\<b\\>" is new, in responses of createJob

**Added**

- \`createJob query.a_b\` is new, in requests`);
});
