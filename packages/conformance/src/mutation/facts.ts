// How each fact of a document can be wrong, and in which products that has to show.
import { getList, getNode } from '@dli-openapi/openapi';
import type { DocumentNode } from '../document-nodes.ts';
import { makeStrayName } from '../generate/cases.ts';

/**
 * The products of a document. Tables are the client's data at run time, pages state the document's facts in prose. The reference
 * is for readers, and has to show what no other product does.
 */
export const products = ['mock', 'types', 'tables', 'pages', 'reference'] as const;
export type Product = (typeof products)[number];

export interface Change {
  /** Undefined: it is missing. */
  to: unknown;
  shows: readonly Product[];
}

interface Fact {
  /** Where each change shows. */
  shows: readonly Product[];
  /** Its wrong values; undefined: it is dropped. By default each part of it is changed, or it is dropped. */
  wrong?: (value: unknown, place: DocumentNode) => Change[];
  /** Lint refuses a document without it. */
  isNeeded?: true;
}

function createFact(shows: string, wrong?: (value: unknown, place: DocumentNode) => unknown[]): Fact {
  const list = shows.split(' ') as Product[];
  return { shows: list, ...(wrong && { wrong: (value, place) => (value === undefined ? [] : toChanges(wrong(value, place), list)) }) };
}

function createNeededFact(shows: string): Fact {
  return { ...createFact(shows), isNeeded: true };
}

/** Creates a fact that can also be added if it is missing. */
function createAddableFact(
  shows: string,
  wrong: (value: unknown) => unknown[],
  add: (place: DocumentNode) => unknown[],
  addedShows = shows,
): Fact {
  const [list, addedList] = [shows.split(' '), addedShows.split(' ')] as [Product[], Product[]];
  return {
    shows: list,
    wrong: (value, place) => (value === undefined ? toChanges(add(place), addedList) : toChanges(wrong(value), list)),
  };
}

function toChanges(values: readonly unknown[], shows: readonly Product[]): Change[] {
  return values.map((to) => ({ to, shows }));
}

const changeLimit = (value: unknown) => [Number(value) - 1, Number(value) + 1, undefined];
const changeCount = (value: unknown) => changeLimit(value).filter((to) => to === undefined || to >= 0);
const changeValue = (value: unknown) => [typeof value === 'number' ? value + 1 : makeStrayName(String(value)), undefined];
const flipBoolean = (value: unknown) => [value === true ? undefined : true];

function toProperties(types: readonly string[], added: unknown): (place: DocumentNode) => unknown[] {
  return ({ node, under }) => (under === 'properties' && types.includes(String(node.type)) ? [added] : []);
}

/** An enum implies the type as well, and what is sent as text is a string anyway. */
function listWrongTypes(value: unknown, { node, under, keys }: DocumentNode): Change[] {
  if (value === undefined || 'enum' in node) return [];
  const types = [value].flat().map(String);
  const isText = keys.includes('parameters');
  const showsNull: Product[] = [
    // The client's type of an integer of 64 bits does not depend on more.
    ...(node.format === 'int64' ? [] : ['types' as const]),
    ...(['properties', 'items', 'schema'].includes(under) ? ['pages' as const] : []),
  ];
  const shows: Product[] = ['mock', ...showsNull];
  const added = types.includes('string') ? 'boolean' : 'string';
  const widen = (type: string, where: readonly Product[]) => (types.includes(type) ? [] : toChanges([[...types, type]], where));
  const fewer = types.map((type) => types.filter((candidate) => candidate !== type));
  return [
    ...toChanges(types.length > 1 ? fewer : [types[0] === 'string' ? 'integer' : 'string'], shows),
    ...(isText && types[0] === 'string' ? [] : toChanges([undefined], ['mock'])),
    // The mock accepts null for every optional property anyway.
    ...(under === 'properties' ? [...widen('null', showsNull), ...widen(added, shows)] : []),
  ];
}

export const facts: Readonly<Record<string, Fact>> = {
  'document.openapi': createFact('mock', () => ['3.0.3']),
  'document.jsonSchemaDialect': createFact('mock', () => ['http://json-schema.org/draft-07/schema#']),
  'document.info': createNeededFact('reference'),
  'document.externalDocs': createNeededFact('reference'),
  'document.tags': createNeededFact('reference'),
  'document.servers': createNeededFact('tables pages'),
  'document.security': createFact('mock', (value) => [...dropEach(value), [...(value as unknown[]), {}]]),
  'document.x-dli-error-codes': createNeededFact('tables pages'),
  'document.paths': createFact('mock types tables pages'),
  'server.url': createNeededFact('tables'),
  'server.variables': createFact('reference'),
  'server.description': createNeededFact('reference'),
  'variable.default': createNeededFact('reference'),
  'variable.enum': createNeededFact('tables'),
  'variable.x-dli-region-domains': createFact('tables'),
  'securityScheme.type': createFact('mock', () => ['http']),
  'securityScheme.in': createFact('mock', () => ['query']),
  'securityScheme.name': createNeededFact('mock'),
  'securityScheme.description': createNeededFact('reference'),

  'pathItem.method': createFact('mock types tables pages'),
  'operation.operationId': createNeededFact('mock types tables pages'),
  'operation.summary': createNeededFact('types pages'),
  'operation.description': createNeededFact('types pages'),
  'operation.deprecated': createFact('types'),
  'operation.tags': createNeededFact('pages'),
  'operation.externalDocs': createNeededFact('pages'),
  'operation.x-dli-doc-id': createFact('types'),
  'operation.x-dli-source': createFact('reference'),
  'operation.x-codeSamples': createFact('reference'),
  'operation.x-dli-paging': createFact('tables'),
  'operation.x-dli-idempotent': createFact('tables'),
  'operation.security': createAddableFact(
    'mock',
    () => [undefined],
    () => [[]],
  ),
  'operation.parameters': createFact('mock types pages'),
  'operation.requestBody': createFact('mock types tables pages'),
  'operation.responses': createFact('mock types pages'),
  'parameter.$ref': createFact('mock types pages'),
  'parameter.name': createNeededFact('mock types tables pages'),
  'parameter.in': createFact('mock types tables pages', (value) => ['path', 'query', 'header'].filter((place) => place !== value)),
  'parameter.description': createNeededFact('types pages'),
  // A path without one of its parameters is another path.
  'parameter.required': createAddableFact(
    'mock types pages',
    () => [],
    ({ node }) => (node.in === 'query' ? [true] : []),
  ),
  'parameter.style': createFact('mock', () => ['pipeDelimited']),
  'parameter.explode': createFact('mock', () => [false]),
  'parameter.schema': createNeededFact('mock types pages'),
  'header.$ref': createFact('types pages'),
  'header.description': createNeededFact('types pages'),
  'header.schema': createNeededFact('types pages'),
  'requestBody.required': createFact('mock types', flipBoolean),
  'requestBody.description': createNeededFact('types pages'),
  'requestBody.content': createNeededFact('mock types'),
  'response.$ref': createFact('mock types pages'),
  'response.description': createNeededFact('types pages'),
  'response.headers': createFact('mock types pages'),
  'response.content': createFact('mock types pages'),
  'mediaType.schema': createNeededFact('mock types pages'),
  'mediaType.examples': createFact('mock pages'),
  'example.summary': createNeededFact('pages'),
  'example.description': createFact('pages'),
  'example.value': createNeededFact('mock pages'),
  'request mediaType.schema': createNeededFact('mock types pages'),
  'request mediaType.examples': createFact('pages'),
  'request example.summary': createNeededFact('pages'),
  'request example.value': createNeededFact('pages'),

  'schema.$ref': createFact('mock types pages'),
  'schema.type': { shows: [], wrong: listWrongTypes },
  'schema.format': createAddableFact('mock types pages', changeValue, toProperties(['integer'], 'int64'), 'types pages'),
  'schema.enum': createFact('mock types pages', (value) => [...dropEach(value), undefined, addStray(value), replaceFirst(value)]),
  'schema.minLength': createFact('mock types tables pages', changeCount),
  'schema.maxLength': createFact('mock types tables pages', changeLimit),
  'schema.minimum': createFact('mock types tables pages', changeLimit),
  'schema.maximum': createFact('mock types tables pages', changeLimit),
  'schema.pattern': createFact('mock types pages', () => ['^never$', undefined]),
  'schema.not': createFact('mock tables pages'),
  'schema.minItems': createFact('mock pages', changeCount),
  'schema.maxItems': createFact('mock pages', changeLimit),
  'schema.minProperties': createFact('mock pages', changeCount),
  'schema.maxProperties': createFact('mock pages', changeLimit),
  'schema.required': {
    shows: [],
    wrong: (_value, { node }) => {
      const required = getList(node, 'required');
      const others = Object.keys(getNode(node, 'properties')).filter((name) => !required.includes(name));
      return toChanges([...dropEach(required), ...others.map((name) => [...required, name])], ['mock', 'types', 'pages']);
    },
  },
  'schema.properties': createFact('mock types pages'),
  'schema.items': createFact('mock types pages'),
  'schema.additionalProperties': createFact('mock types pages'),
  'schema.allOf': createFact('mock types pages'),
  'schema.anyOf': createFact('mock types pages'),
  'schema.oneOf': createFact('mock types pages'),
  'schema.unevaluatedProperties': createAddableFact(
    'mock',
    () => [undefined],
    ({ node }) => ('x-dli-open' in node ? [false] : []),
  ),
  'schema.default': createAddableFact('types pages', changeValue, toProperties(['string', 'integer', 'boolean'], 4)),
  'schema.deprecated': createFact('types'),
  'schema.x-dli-unit': createAddableFact('types pages', changeValue, toProperties(['integer'], 'ms')),
  'schema.x-dli-default': createFact('pages', changeValue),
  'schema.x-dli-default-formula': createFact('pages'),
  'schema.x-dli-only-when': createFact('pages'),
  'schema.x-dli-same-as': createFact('tables pages'),
  'schema.x-dli-while-running': createFact('reference'),
  'schema.x-dli-open': createFact('reference'),
  'schema.x-dli-final': createFact('tables'),
  'schema.x-dli-transitions': createNeededFact('tables'),
  'schema.x-enumDescriptions': createFact('pages'),
  'schema.description': createFact('pages'),
  'schema.title': createFact('pages'),
  'schema.examples': createFact('pages'),
  'schema.contentMediaType': createFact('pages'),
  'schema.contentSchema': createFact('pages'),
  'content schema.$ref': createFact('tables pages'),
  'content schema.type': createFact('pages'),
  'content schema.description': createFact('pages'),
  'content schema.x-dli-open': createFact('reference'),
  'header schema.type': createFact('types pages', () => ['integer']),
  'header schema.examples': createFact('pages'),
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
