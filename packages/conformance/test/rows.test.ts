// Changes each leaf of the document, one at a time, and lists the rows again.
import type { Key, Node, Operation } from '@dli-openapi/openapi';
import { isNode, joinPointer, listCommonRows, listOperationRows, listOperations, parsePointer, SchemaReader } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { expect, it } from 'vitest';

const document = readDocument();
const operations = listOperations(document);
const texts = new Set([
  'summary',
  'description',
  'title',
  'x-displayName',
  'x-dli-open',
  'x-enumDescriptions',
  'x-codeSamples',
  'meaning',
  'cure',
]);

interface Leaf {
  path: Key[];
  value: unknown;
}

/** Every leaf that is neither text nor part of an example. */
function* listLeaves(value: unknown, path: Key[]): Generator<Leaf> {
  if (typeof value !== 'object' || value === null) yield { path, value };
  else {
    for (const [key, child] of Object.entries(value)) {
      // A property can itself be called `properties`.
      const isName = path.at(-1) === 'properties' && path.at(-2) !== 'properties';
      if (isName || (!texts.has(key) && key !== 'examples')) yield* listLeaves(child, [...path, key]);
    }
  }
}

/** Other values of the same type; undefined, so that it is missing, for the only component of its kind. */
function* listOthers({ path, value }: Leaf): Generator<unknown> {
  if (typeof value === 'number') yield value + 1;
  else if (typeof value === 'boolean') yield !value;
  else if (value === null) yield 'other';
  else if (path.at(-1) !== '$ref') yield `${value}-other`;
  else {
    const [section = '', name = ''] = parsePointer(String(value)).slice(1);
    const facts = factsByName.get(section);
    // A component that differs in texts alone states the same.
    const others = [...(facts?.keys() ?? [])].filter((other) => facts?.get(other) !== facts?.get(name));
    if (others.length === 0) yield undefined;
    for (const other of others) yield `#/components/${section}/${other}`;
  }
}

/** The facts of the components of each section, as text. */
const factsByName = new Map(
  Object.entries(document.components).map(([section, components]) => [
    section,
    new Map(Object.entries(components).map(([name, node]) => [name, JSON.stringify([...listLeaves(node, [])])])),
  ]),
);

/** Whether a condition holds while a leaf of the document has another value. To copy the document for each would take longer than all else. */
function holdsWith({ path, value }: Leaf, other: unknown, condition: () => boolean): boolean {
  const parent = path.slice(0, -1).reduce<Node>((node, key) => node[key] as Node, document);
  const last = String(path.at(-1));
  parent[last] = other;
  const holds = condition();
  parent[last] = value;
  return holds;
}

/** The components that a node refers to, directly or through others. */
function listReached(node: unknown, reached = new Set<string>()): Set<string> {
  if (Array.isArray(node)) for (const item of node) listReached(item, reached);
  else if (isNode(node)) {
    for (const [key, child] of Object.entries(node)) {
      if (key !== '$ref') listReached(child, reached);
      else if (!reached.has(String(child))) {
        reached.add(String(child));
        listReached(
          parsePointer(String(child)).reduce<unknown>((parent, name) => (parent as Node)[name], document),
          reached,
        );
      }
    }
  }
  return reached;
}

const reached = new Map(operations.map(({ operationId, node }) => [operationId, listReached(node)]));
const formatRows = (rows: object[]): string => JSON.stringify(rows, (key, value) => (key === 'at' ? undefined : value));

/** The rows of one operation as the document is now, or those that hold for all; an error where it cannot be read. */
function listText(operation: Operation | undefined): string {
  const reader = new SchemaReader(document);
  try {
    if (!operation) return formatRows(listCommonRows(document, listOperations(document), reader));
    const item = document.paths[operation.path];
    const [own] = item
      ? listOperations({
          ...document,
          paths: { [operation.path]: { parameters: item.parameters, [operation.method]: item[operation.method] } },
        })
      : [];
    return own ? formatRows(listOperationRows(document, own, reader)) : '';
  } catch (error) {
    return String(error);
  }
}

const before = new Map([undefined, ...operations].map((operation) => [operation?.operationId, listText(operation)]));
const countCharacters = (operation: Operation) => before.get(operation.operationId)?.length ?? 0;
const smallestFirst = operations.toSorted((one, other) => countCharacters(one) - countCharacters(other));

/** The operations that a place of the document can be about, and last what holds for all. */
function listConcerned([top, first, second]: Key[]): (Operation | undefined)[] {
  if (top === 'paths')
    return [...smallestFirst.filter(({ path, method }) => path === first && (method === second || second === 'parameters')), undefined];
  if (top !== 'components' || first === 'securitySchemes') return [undefined];
  const reference = `#${joinPointer('/components', String(first), String(second))}`;
  return [...smallestFirst.filter(({ operationId }) => reached.get(operationId)?.has(reference)), undefined];
}

const isNoticed = ({ path }: Leaf): boolean =>
  listConcerned(path).some((operation) => listText(operation) !== before.get(operation?.operationId));

it('every leaf of the document is a fact in the rows, a text, or part of an example', () => {
  const unnoticed = [...listLeaves(document, [])].filter(
    (leaf) => ![...listOthers(leaf)].some((other) => holdsWith(leaf, other, () => isNoticed(leaf))),
  );
  expect(unnoticed.map(({ path, value }) => `${joinPointer('', ...path)} ${JSON.stringify(value)}`)).toEqual([]);
});
