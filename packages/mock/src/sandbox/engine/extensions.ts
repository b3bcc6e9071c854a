// What the document's extensions say of lists and properties.
import type { Operation } from '../../document/operations.ts';
import type { FlatSchema } from '../../generated/openapi/index.ts';
import { getKeyword, isNode } from '../../generated/openapi/index.ts';
import { writeJson } from '../../json.ts';
import { MockError } from '../../mock-error.ts';
import type { Project } from './project.ts';
import type { SchemaName, Schemas } from './types.ts';
import type { World } from './world.ts';

/** The values that a schema's properties have by default. */
export function listDefaults(schema: FlatSchema | undefined): Record<string, unknown> {
  return Object.fromEntries(listProperties(schema, 'default'));
}

/** The properties of a schema that have a keyword, with its value. */
export function listProperties(schema: FlatSchema | undefined, keyword: string): [name: string, value: unknown][] {
  return [...(schema?.properties ?? [])].flatMap(([name, property]) => {
    const value = getKeyword(property(), keyword);
    return value === undefined ? [] : [[name, value]];
  });
}

/**
 * Omits the properties of a thing that are absent under the circumstances, by `x-dli-only-when` of its schema.
 * @param circumstances what conditions may name beside the thing's own properties, such as parameters of the query
 */
export function selectVisible<Name extends SchemaName>(
  { loaded }: World,
  schemaName: Name,
  circumstances: Record<string, unknown> = {},
): (thing: Schemas[Name] & object) => Schemas[Name] {
  const conditions = listProperties(loaded.getComponent(schemaName), 'x-dli-only-when').flatMap(([name, condition]) =>
    isNode(condition) ? [[name, Object.entries(condition)] as const] : [],
  );
  return (thing) => {
    const visible: Record<string, unknown> = Object.fromEntries(Object.entries(thing));
    const all = { ...visible, ...circumstances };
    for (const [name, condition] of conditions) {
      const holds = condition.every(([key, values]) => !(key in all) || [values].flat().includes(all[key]));
      if (!holds) delete visible[name];
    }
    return visible as Schemas[Name];
  };
}

/**
 * The part of a list that a call asks for, as {@link takePage} takes it. The list is made once for all its pages.
 * @param make gives the whole list, filtered and sorted
 */
export function takeSharedPage<Item>({ operation, query, project, world, now }: ListCall, make: () => Item[]): Page<Item> {
  const { size = '', position = '' } = readPaging(operation);
  const { [size]: _, [position]: __, ...others } = query as Record<string, unknown>;
  const key = writeJson([operation.operationId, project.id, now, others]);
  return takePage(operation, query, world.list(key, make));
}

interface ListCall {
  operation: Operation;
  query: object;
  project: Project;
  world: World;
  now: number;
}

interface Paging {
  size?: string;
  position?: string;
  style?: 'offset' | 'page';
}

/** A page of a list. */
export interface Page<Item> {
  items: Item[];
  /** How many there are on all pages together. */
  total: number;
  /** How many come before the page. */
  skipped: number;
}

/**
 * The part of a list that a call asks for, by what the document says in `x-dli-paging` of how the operation pages.
 * @throws {MockError} when the document does not say it
 */
export function takePage<Item>(operation: Operation, query: object, all: readonly Item[]): Page<Item> {
  const paging = readPaging(operation);
  const given = query as Record<string, number | bigint | undefined>;
  // Sizes and positions are small, or else so large that nothing is left to round.
  const number = (name = '', otherwise = 0) => Number(given[name] ?? otherwise);
  const size = Math.max(0, number(paging.size, readDefault(operation, paging.size) ?? all.length));
  const skipped = paging.style === 'page' ? (number(paging.position, 1) - 1) * size : number(paging.position);
  return { items: all.slice(skipped, skipped + size), total: all.length, skipped };
}

function readPaging({ node, operationId }: Operation): Paging {
  const paging = node['x-dli-paging'] as Paging | undefined;
  if (paging === undefined) throw new MockError(`The document does not say in x-dli-paging how ${operationId} pages.`);
  return paging;
}

function readDefault({ parameters }: Operation, name: string | undefined): number | undefined {
  const parameter = parameters.find((candidate) => candidate.in === 'query' && candidate.name === name);
  return parameter && (getKeyword(parameter.schema, 'default') as number | undefined);
}
