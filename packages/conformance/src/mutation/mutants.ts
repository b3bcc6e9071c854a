import type { Document, Key, Node, Pointer } from '@dli-openapi/openapi';
import { formatValue, getNode, isNode, joinPointer, omitKey, parsePointer, renameKey, replaceAt } from '@dli-openapi/openapi';
import type { DocumentNode } from '../document-nodes.ts';
import { getShape, walkNodes } from '../document-nodes.ts';
import { makeStrayName, strayName } from '../generate/cases.ts';
import { strayStatus } from '../mock-expectations.ts';
import type { Product } from './facts.ts';
import { facts } from './facts.ts';

/** A document with one fact changed, dropped or added. */
export interface Mutant {
  /** Its name in {@link facts}. */
  fact: string;
  /** Where the fact stands, and its change. */
  what: string;
  pointer: Pointer;
  document: Document;
  /** The products in which that has to show. */
  shows: readonly Product[];
}

/** Lists every mutant of a document, one fact at a time. */
export function* listMutants(document: Document): Generator<Mutant> {
  for (const found of walkNodes(document)) {
    for (const { fact, at, what, node, shows } of listNodeMutants(document, found)) {
      const pointer = joinPointer('', ...found.keys, ...at);
      yield { fact, what: `${pointer}: ${what}`, pointer, document: replaceAt(document, found.keys, node), shows };
    }
  }
}

interface NodeMutant extends Pick<Mutant, 'fact' | 'what' | 'shows'> {
  at: Key[];
  node: unknown;
}

export function nameFact({ kind, keys }: DocumentNode, key: string): string {
  const place = keys.includes('contentSchema') ? 'content ' : keys.includes('headers') && kind === 'schema' ? 'header ' : '';
  const within = keys.includes('requestBody') && (kind === 'mediaType' || kind === 'example') ? 'request ' : place;
  return `${within}${kind}.${kind === 'pathItem' && getShape(kind, key) === 'one' ? 'method' : key}`;
}

function* listNodeMutants(document: Document, found: DocumentNode): Generator<NodeMutant> {
  const { kind, node } = found;
  const known = Object.keys(facts).filter((name) => name.startsWith(`${kind}.`));
  const keys = new Set([...Object.keys(node), ...known.map((name) => name.slice(kind.length + 1))]);
  for (const key of keys) {
    const name = nameFact(found, key);
    const fact = facts[name];
    if (!fact) continue;
    const { shows } = fact;
    const value = node[key];
    if (fact.wrong) {
      for (const { to, shows: where } of fact.wrong(value, found)) yield { fact: name, ...setAt(node, [key], to), shows: where };
    } else if (value !== undefined) {
      const changes = getShape(kind, key)
        ? listHolderChanges(found, key, value, fact.isNeeded === true)
        : key === '$ref'
          ? listRefChanges(document, found)
          : [...(fact.isNeeded ? [] : [setAt(node, [key], undefined)]), ...listPartChanges(node, [key], value)];
      for (const change of changes) yield { fact: name, ...change, shows };
    }
  }
}

type Changed = Omit<NodeMutant, 'fact' | 'shows'>;

function setAt(node: Node, at: Key[], to: unknown): Changed {
  const what = `${formatValue(getAt(node, at))} → ${formatValue(to)}`;
  return { at, what, node: to === undefined ? dropAt(node, at) : replaceAt(node, at, to) };
}

function getAt(value: unknown, keys: readonly Key[]): unknown {
  return keys.reduce<unknown>((node, key) => (node as Node)[key], value);
}

function dropAt(root: unknown, [key = '', ...rest]: readonly Key[]): unknown {
  if (rest.length > 0) return replaceAt(root, [key], dropAt((root as Node)[key], rest));
  return Array.isArray(root) ? root.toSpliced(Number(key), 1) : omitKey(root as Node, String(key));
}

/** Changes each part of a value. */
function* listPartChanges(node: Node, at: Key[], value: unknown): Generator<Changed> {
  if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value))
      yield* listPartChanges(node, [...at, Array.isArray(value) ? Number(key) : key], child);
  } else yield setAt(node, at, change(value));
}

/** Lists a reference to the first other component of its kind, and no reference if any value is accepted. */
function listRefChanges(document: Document, { kind, node }: DocumentNode): Changed[] {
  const [top, group = ''] = parsePointer(String(node.$ref)).slice(0, 2);
  const others = Object.keys(getNode(document.components, group)).map((name) => `#/${top}/${group}/${name}`);
  const other = others.find((each) => each !== node.$ref);
  return [...(kind === 'schema' ? [undefined] : []), ...(other === undefined ? [] : [other])].map((to) => setAt(node, ['$ref'], to));
}

/** Changes a value to another one, of the same type if possible. */
function change(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  return typeof value === 'boolean' ? !value : typeof value === 'string' ? makeStrayName(value) : 'wrong';
}

/** Changes a list or map of nodes: each of them dropped or renamed, and one added. */
function* listHolderChanges({ kind, node, under }: DocumentNode, key: string, value: unknown, isNeeded: boolean): Generator<Changed> {
  if (getShape(kind, key) === 'one') {
    if (!isNeeded) yield setAt(node, [key], undefined);
    if (kind === 'pathItem') yield { at: [key], what: `${key} → patch`, node: renameKey(node, key, 'patch') };
    return;
  }
  const [first] = Object.keys(value as object);
  for (const name of Object.keys(value as object)) {
    const index = Array.isArray(value) ? Number(name) : name;
    if (!isNeeded) yield setAt(node, [key, index], undefined);
    if (isNode(value)) yield { at: [key, name], what: `another name`, node: { ...node, [key]: renameKey(value, name, rename(key, name)) } };
  }
  const added = first === undefined ? undefined : add(key, value, first);
  if (added !== undefined && under !== 'components') yield { at: [key], what: 'one more', node: { ...node, [key]: added } };
}

function rename(key: string, name: string): string {
  if (key === 'responses') return name.startsWith('2') ? '202' : strayStatus;
  return key === 'content' ? 'text/plain' : makeStrayName(name);
}

function add(key: string, value: unknown, first: string): unknown {
  if (key === 'responses') return { ...(value as Node), [strayStatus]: (value as Node)[first] };
  if (key === 'properties') return { ...(value as Node), [strayName]: { description: 'Added.' } };
  if (key !== 'parameters') return undefined;
  return [...(value as unknown[]), { name: strayName, in: 'query', description: 'Added.', schema: { type: 'string', examples: ['x'] } }];
}
