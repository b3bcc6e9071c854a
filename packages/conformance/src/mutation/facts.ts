// What a document may wrongly say in place of each of its facts, and in what is made of it that has to show.
import { getList, getNode } from '@dli-openapi/openapi';
import type { DocumentNode } from '../document-nodes.ts';
import { makeStrayName } from '../generate/cases.ts';

/**
 * What is made of a document. Tables are what the client knows at run time, pages those that state the document's facts in words.
 * The reference carries all of the document: it has to show what nothing else does.
 */
export const products = ['mock', 'types', 'tables', 'pages', 'reference'] as const;
export type Product = (typeof products)[number];

export interface Change {
  /** Undefined: it is not there. */
  to: unknown;
  shows: readonly Product[];
}

interface Fact {
  /** Where each change shows. */
  shows: readonly Product[];
  /** What it may say wrongly, undefined: nothing. Without it: something else in each part of it, or nothing. */
  wrong?: (value: unknown, place: DocumentNode) => Change[];
  /** Lint refuses a document without it. */
  isNeeded?: true;
}

function fact(shows: string, wrong?: (value: unknown, place: DocumentNode) => unknown[]): Fact {
  const list = shows.split(' ') as Product[];
  return { shows: list, ...(wrong && { wrong: (value, place) => (value === undefined ? [] : toChanges(wrong(value, place), list)) }) };
}

function needed(shows: string): Fact {
  return { ...fact(shows), isNeeded: true };
}

/** A fact that may also be added where it is missing. */
function addable(shows: string, wrong: (value: unknown) => unknown[], add: (place: DocumentNode) => unknown[], addedShows = shows): Fact {
  const [list, addedList] = [shows.split(' '), addedShows.split(' ')] as [Product[], Product[]];
  return {
    shows: list,
    wrong: (value, place) => (value === undefined ? toChanges(add(place), addedList) : toChanges(wrong(value), list)),
  };
}

function toChanges(values: readonly unknown[], shows: readonly Product[]): Change[] {
  return values.map((to) => ({ to, shows }));
}

const limit = (value: unknown) => [Number(value) - 1, Number(value) + 1, undefined];
const count = (value: unknown) => limit(value).filter((to) => to === undefined || to >= 0);
const other = (value: unknown) => [typeof value === 'number' ? value + 1 : makeStrayName(String(value)), undefined];
const flip = (value: unknown) => [value === true ? undefined : true];

function toProperties(types: readonly string[], added: unknown): (place: DocumentNode) => unknown[] {
  return ({ node, under }) => (under === 'properties' && types.includes(String(node.type)) ? [added] : []);
}

/** An enum says the type as well, and what goes as text is a string anyway. */
function listWrongTypes(value: unknown, { node, under, keys }: DocumentNode): Change[] {
  if (value === undefined || 'enum' in node) return [];
  const types = [value].flat().map(String);
  const isText = keys.includes('parameters');
  const shows: Product[] = [
    'mock',
    // Of an integer of 64 bits the client's type says no more than that.
    ...(node.format === 'int64' ? [] : ['types' as const]),
    ...(['properties', 'items', 'schema'].includes(under) ? ['pages' as const] : []),
  ];
  const added = ['null', types.includes('string') ? 'boolean' : 'string'].filter((type) => !types.includes(type));
  const fewer = types.map((type) => types.filter((candidate) => candidate !== type));
  return [
    ...toChanges(types.length > 1 ? fewer : [types[0] === 'string' ? 'integer' : 'string'], shows),
    ...(isText && types[0] === 'string' ? [] : toChanges([undefined], ['mock'])),
    ...(under === 'properties'
      ? toChanges(
          added.map((type) => [...types, type]),
          shows,
        )
      : []),
  ];
}

export const facts: Readonly<Record<string, Fact>> = {
  'document.openapi': fact('mock', () => ['3.0.3']),
  'document.jsonSchemaDialect': fact('mock', () => ['http://json-schema.org/draft-07/schema#']),
  'document.info': needed('reference'),
  'document.externalDocs': needed('reference'),
  'document.tags': needed('reference'),
  'document.servers': needed('tables pages'),
  'document.security': fact('mock', (value) => [...dropEach(value), [...(value as unknown[]), {}]]),
  'document.x-dli-error-codes': needed('tables pages'),
  'document.paths': fact('mock types tables pages'),
  'server.url': needed('tables'),
  'server.variables': fact('reference'),
  'server.description': needed('reference'),
  'variable.default': needed('reference'),
  'variable.enum': needed('tables'),
  'variable.x-dli-region-domains': fact('tables'),
  'securityScheme.type': fact('mock', () => ['http']),
  'securityScheme.in': fact('mock', () => ['query']),
  'securityScheme.name': needed('mock'),
  'securityScheme.description': needed('reference'),

  'pathItem.method': fact('mock types tables pages'),
  'operation.operationId': needed('mock types tables pages'),
  'operation.summary': needed('types pages'),
  'operation.description': needed('types pages'),
  'operation.tags': needed('pages'),
  'operation.externalDocs': needed('pages'),
  'operation.x-dli-doc-id': fact('types'),
  'operation.x-dli-source': fact('reference'),
  'operation.x-codeSamples': fact('reference'),
  'operation.x-dli-paging': fact('tables'),
  'operation.x-dli-idempotent': fact('tables'),
  'operation.security': addable(
    'mock',
    () => [undefined],
    () => [[]],
  ),
  'operation.parameters': fact('mock types pages'),
  'operation.requestBody': fact('mock types tables pages'),
  'operation.responses': fact('mock types pages'),
  'parameter.$ref': fact('mock types pages'),
  'parameter.name': needed('mock types tables pages'),
  'parameter.in': fact('mock types tables pages', (value) => ['path', 'query', 'header'].filter((place) => place !== value)),
  'parameter.description': needed('types pages'),
  // A path without one of its parameters is another path.
  'parameter.required': addable(
    'mock types pages',
    () => [],
    ({ node }) => (node.in === 'query' ? [true] : []),
  ),
  'parameter.style': fact('mock', () => ['pipeDelimited']),
  'parameter.explode': fact('mock', () => [false]),
  'parameter.schema': needed('mock types pages'),
  'header.$ref': fact('types pages'),
  'header.description': needed('types pages'),
  'header.schema': needed('types pages'),
  'requestBody.required': fact('mock types', flip),
  'requestBody.description': needed('types pages'),
  'requestBody.content': needed('mock types'),
  'response.$ref': fact('mock types pages'),
  'response.description': needed('types pages'),
  'response.headers': fact('mock types pages'),
  'response.content': fact('mock types pages'),
  'mediaType.schema': needed('mock types pages'),
  'mediaType.examples': fact('mock pages'),
  'example.summary': needed('pages'),
  'example.description': fact('pages'),
  'example.value': needed('mock pages'),
  'request mediaType.schema': needed('mock types pages'),
  'request mediaType.examples': fact('pages'),
  'request example.summary': needed('pages'),
  'request example.value': needed('pages'),

  'schema.$ref': fact('mock types pages'),
  'schema.type': { shows: [], wrong: listWrongTypes },
  'schema.format': addable('mock types pages', other, toProperties(['integer'], 'int64'), 'types pages'),
  'schema.enum': fact('mock types pages', (value) => [...dropEach(value), undefined, addStray(value), replaceFirst(value)]),
  'schema.minLength': fact('mock types tables pages', count),
  'schema.maxLength': fact('mock types tables pages', limit),
  'schema.minimum': fact('mock types tables pages', limit),
  'schema.maximum': fact('mock types tables pages', limit),
  'schema.pattern': fact('mock types pages', () => ['^never$', undefined]),
  'schema.not': fact('mock tables pages'),
  'schema.minItems': fact('mock pages', count),
  'schema.maxItems': fact('mock pages', limit),
  'schema.minProperties': fact('mock pages', count),
  'schema.maxProperties': fact('mock pages', limit),
  'schema.required': {
    shows: [],
    wrong: (_value, { node }) => {
      const required = getList(node, 'required');
      const others = Object.keys(getNode(node, 'properties')).filter((name) => !required.includes(name));
      return toChanges([...dropEach(required), ...others.map((name) => [...required, name])], ['mock', 'types', 'pages']);
    },
  },
  'schema.properties': fact('mock types pages'),
  'schema.items': fact('mock types pages'),
  'schema.additionalProperties': fact('mock types pages'),
  'schema.allOf': fact('mock types pages'),
  'schema.oneOf': fact('mock types pages'),
  'schema.unevaluatedProperties': addable(
    'mock',
    () => [undefined],
    ({ node }) => ('x-dli-open' in node ? [false] : []),
  ),
  'schema.default': addable('types pages', other, toProperties(['string', 'integer', 'boolean'], 4)),
  'schema.x-dli-unit': addable('types pages', other, toProperties(['integer'], 'ms')),
  'schema.x-dli-default': fact('pages', other),
  'schema.x-dli-default-formula': fact('pages'),
  'schema.x-dli-only-when': fact('pages'),
  'schema.x-dli-same-as': fact('tables pages'),
  'schema.x-dli-while-running': fact('reference'),
  'schema.x-dli-open': fact('reference'),
  'schema.x-dli-final': fact('tables'),
  'schema.x-dli-transitions': needed('tables'),
  'schema.x-enumDescriptions': fact('pages'),
  'schema.description': fact('pages'),
  'schema.title': fact('pages'),
  'schema.examples': fact('pages'),
  'schema.contentMediaType': fact('pages'),
  'schema.contentSchema': fact('pages'),
  'content schema.$ref': fact('tables pages'),
  'content schema.type': fact('pages'),
  'content schema.description': fact('pages'),
  'content schema.x-dli-open': fact('reference'),
  'header schema.type': fact('types pages', () => ['integer']),
  'header schema.examples': fact('pages'),
};

function dropEach(list: unknown): unknown[] {
  return (list as unknown[]).map((_item, index) => (list as unknown[]).toSpliced(index, 1));
}

function addStray(list: unknown): unknown[] {
  return [...(list as unknown[]), makeStrayName(String((list as unknown[])[0]))];
}

function replaceFirst(list: unknown): unknown[] {
  return (list as unknown[]).with(0, makeStrayName(String((list as unknown[])[0])));
}
