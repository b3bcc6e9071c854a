// Changes each leaf of the document, one at a time, and lists the rows again.
import type { Document, Key, Node, Operation } from '@dli-openapi/openapi';
import {
  isNode,
  joinPointer,
  listCommonRows,
  listOperationRows,
  listOperations,
  parsePointer,
  replaceAt,
  SchemaReader,
} from '@dli-openapi/openapi';
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

/** Other values of the same type. */
function* listOthers({ path, value }: Leaf): Generator<unknown> {
  if (typeof value === 'number') yield value + 1;
  else if (typeof value === 'boolean') yield !value;
  else if (value === null) yield 'other';
  else if (path.at(-1) !== '$ref') yield `${value}-other`;
  else {
    const [section = '', name = ''] = parsePointer(String(value)).slice(1);
    const components = document.components[section] ?? {};
    // A component that differs in texts alone states the same.
    const others = Object.keys(components).filter((other) => formatFacts(components[other]) !== formatFacts(components[name]));
    for (const other of others) yield `#/components/${section}/${other}`;
  }
}

const formatFacts = (node: unknown): string => JSON.stringify([...listLeaves(node, [])]);

function remove(root: Document, path: Key[]): Document {
  const last = path.at(-1) as Key;
  const above = path.slice(0, -1);
  const parent = above.reduce<unknown>((node, key) => (node as Node)[key], root);
  const rest = Array.isArray(parent)
    ? parent.toSpliced(Number(last), 1)
    : Object.fromEntries(Object.entries(parent as Node).filter(([key]) => key !== last));
  return replaceAt(root, above, rest);
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

/** The rows of one operation of a document, or those that hold for all; an error where it cannot be read. */
function listText(changed: Document, operation: Operation | undefined): string {
  const reader = new SchemaReader(changed);
  try {
    if (!operation) return formatRows(listCommonRows(changed, listOperations(changed), reader));
    const item = changed.paths[operation.path];
    const [own] = item
      ? listOperations({
          ...changed,
          paths: { [operation.path]: { parameters: item.parameters, [operation.method]: item[operation.method] } },
        })
      : [];
    return own ? formatRows(listOperationRows(changed, own, reader)) : '';
  } catch (error) {
    return String(error);
  }
}

const before = new Map([undefined, ...operations].map((operation) => [operation?.operationId, listText(document, operation)]));
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

const isNoticed = (changed: Document, path: Key[]): boolean =>
  listConcerned(path).some((operation) => listText(changed, operation) !== before.get(operation?.operationId));

it('every leaf of the document is a fact in the rows, a text, or part of an example', () => {
  const leaves = [...listLeaves(document, [])];
  const unnoticed = leaves.filter((leaf) => {
    const others = [...listOthers(leaf)].map((other) => replaceAt(document, leaf.path, other));
    // To remove one may change nothing: another part of its schema may say the same.
    const changes = others.length > 0 ? others : [remove(document, leaf.path)];
    return !changes.some((changed) => isNoticed(changed, leaf.path));
  });
  expect(unnoticed.map(({ path, value }) => `${joinPointer('', ...path)} ${JSON.stringify(value)}`)).toEqual([]);
});
