import type { Document } from '@dli-openapi/openapi';
import { describe, expect, it } from 'vitest';
import { compareDocuments } from '../src/compare-documents.ts';
import { markdownOf } from '../src/markdown.ts';

const string = { type: 'string' };
const json = (schema: object) => ({ content: { 'application/json': { schema } } });

/** A document with one operation. */
const documentOf = ({ parameters = [], input = {}, answer = {}, more = {} }: Parts = {}): Document => ({
  openapi: '3.1.0',
  paths: {
    '/jobs': {
      post: {
        operationId: 'createJob',
        parameters,
        requestBody: json(input),
        responses: { 200: { description: 'Done.', ...json(answer) } },
      },
    },
    ...more,
  },
  components: { schemas: { State: { type: 'string', enum: ['on', 'off'] }, Job: { type: 'object', properties: { state: ref('State') } } } },
});
interface Parts {
  parameters?: object[];
  input?: object;
  answer?: object;
  more?: Record<string, Record<string, unknown>>;
}

function ref(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}

/** The changes between two documents, a line each. */
const changesOf = (before: Document, after: Document): string[] =>
  compareDocuments(before, after).map(({ kind, place, what }) => `${kind}: ${place} ${what}`);

const withStates = (document: Document, ...states: string[]): Document => {
  const copy = structuredClone(document);
  (copy.components.schemas as Record<string, object>).State = { type: 'string', enum: states };
  return copy;
};

describe('a change of the document', () => {
  it('is none when only the order of keys differs', () => {
    const { components, paths, openapi } = documentOf();
    expect(compareDocuments(documentOf(), { paths, components, openapi })).toEqual([]);
  });

  it('is editorial when a schema is only written in another way', () => {
    const inline = { type: 'object', properties: { state: { type: 'string', enum: ['on', 'off'] } } };
    expect(changesOf(documentOf({ answer: inline }), documentOf({ answer: { allOf: [ref('Job')] } }))).toEqual([
      'editorial: the document says the same in another way',
    ]);
  });

  it('depends on the way that a value goes: a new one may be sent, but is not expected in an answer', () => {
    const [sent, answered] = [documentOf({ input: ref('Job') }), documentOf({ answer: ref('Job') })];
    expect(changesOf(sent, withStates(sent, 'on', 'off', 'late'))).toEqual(['additive: State value "late" is new']);
    expect(changesOf(answered, withStates(answered, 'on', 'off', 'late'))).toEqual(['breaking: State value "late" is new']);
  });

  it('breaks whoever names what is gone, whichever way it goes', () => {
    const [sent, answered] = [documentOf({ input: ref('Job') }), documentOf({ answer: ref('Job') })];
    for (const document of [sent, answered])
      expect(changesOf(document, withStates(document, 'on'))).toEqual(['breaking: State value "off" is gone']);
  });

  it('is told once for a schema that is both sent and answered, with all its operations', () => {
    const more = { '/jobs/last': { get: { operationId: 'showJob', responses: { 200: { description: 'Done.', ...json(ref('Job')) } } } } };
    const document = documentOf({ input: ref('Job'), answer: ref('Job'), more });
    expect(compareDocuments(document, withStates(document, 'on'))).toEqual([
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

  it('is told where only one of several alternatives changes', () => {
    const either = (limit: number) => ({
      oneOf: [
        { ...string, maxLength: limit },
        { ...string, maxLength: 99 },
      ],
    });
    expect(changesOf(documentOf({ input: either(9) }), documentOf({ input: either(5) }))).toEqual([
      'breaking: createJob body maxLength 9 → 5',
    ]);
  });

  it('of a parameter that several operations share has the name of none', () => {
    const limited = (maximum: number): Document => ({
      ...documentOf({ parameters: [{ $ref: '#/components/parameters/Limit' }] }),
      components: { parameters: { Limit: { name: 'limit', in: 'query', schema: { type: 'integer', maximum } } } },
    });
    expect(changesOf(limited(100), limited(50))).toEqual(['breaking: query.limit maximum 100 → 50']);
  });

  it('does not concern parameters that only stand elsewhere in their list', () => {
    const [one, two] = ['one', 'two'].map((name) => ({ name, in: 'query', description: `About ${name}.`, schema: string }));
    expect(changesOf(documentOf({ parameters: [one, two] as object[] }), documentOf({ parameters: [two, one] as object[] }))).toEqual([
      'editorial: the document says the same in another way',
    ]);
    expect(changesOf(documentOf({ parameters: [one, two] as object[] }), documentOf({ parameters: [two] as object[] }))).toEqual([
      'breaking: createJob query.one is gone',
    ]);
  });

  it('is editorial in a text, but not in a property that is named like one', () => {
    const described = (description: string, property: object = string) =>
      documentOf({ answer: { type: 'object', description, properties: { description: property } } });
    expect(changesOf(described('A job.'), described('One job.'))).toEqual(['editorial: createJob description changed']);
    expect(changesOf(described('A job.'), described('A job.', { type: 'integer' }))).toEqual([
      'breaking: createJob 200.description type string → integer',
    ]);
  });

  it('that requires more breaks a request and helps a reader', () => {
    const requiring = (...required: string[]) => ({ type: 'object', properties: { name: string }, required });
    expect(changesOf(documentOf({ input: requiring() }), documentOf({ input: requiring('name') }))).toEqual([
      'breaking: createJob body.name is required',
    ]);
    expect(changesOf(documentOf({ answer: requiring() }), documentOf({ answer: requiring('name') }))).toEqual([
      'additive: createJob 200.name is required',
    ]);
  });

  it('of a schema that holds itself comes to an end', () => {
    const document = documentOf({ answer: ref('Tree') });
    const tree = (name: string) => ({ type: 'object', properties: { [name]: string, children: { type: 'array', items: ref('Tree') } } });
    const withTree = (name: string): Document => ({ ...document, components: { schemas: { Tree: tree(name) } } });
    expect(changesOf(withTree('one'), withTree('other'))).toEqual(['breaking: Tree.one is gone', 'additive: Tree.other is new']);
  });
});

it('changes are listed by kind, the gravest first, with what matters to their kind', () => {
  const [before, after] = [
    documentOf({ answer: ref('Job') }),
    documentOf({ answer: ref('Job'), parameters: [{ name: 'a_b', in: 'query', schema: string }] }),
  ];
  expect(markdownOf(compareDocuments(before, withStates(after, 'on', 'a<b>')))).toBe(`**Breaking**

- \`State\` value "off" is gone, in answers of createJob
- \`State\` value "a\\<b\\>" is new, in answers of createJob

**Added**

- \`createJob query.a_b\` is new, in requests`);
});
