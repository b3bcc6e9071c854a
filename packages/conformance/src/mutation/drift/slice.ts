import type { Document, Key, Node, Schema } from '@dli-openapi/openapi';
import { getList, getNode, isNode } from '@dli-openapi/openapi';
import { methodsOf } from '../../document-nodes.ts';
import { componentAt, componentsIn } from '../reach.ts';

/** What a slice is wanted for. */
export interface Cut {
  /** Where in the original something has changed. */
  target: readonly string[];
  /** The path of the operation, in the original. */
  path: string;
  /** What is wanted of the operation. */
  operation(node: Node): Node;
}

/** What a slice is being made of. */
interface Work extends Cut {
  document: Document;
  /** The references that are being followed: a schema within itself is left as it is. */
  above?: ReadonlySet<string>;
  /** What is referred to is not put in its place: a mock tells less of an alternative than of a reference in it. */
  isAlternative?: boolean;
}

/**
 * Cuts documents down to one operation and to the fields around one place. To ask a mock about a field takes little time,
 * to make it ready for all the fields beside it takes much; and those are as they were. What is referred to is put in its place,
 * which saves much too.
 */
export class Slicer {
  readonly #original: Document;
  readonly #required: ReadonlySet<string>;
  readonly #reached = new WeakMap<object, ReadonlySet<string>>();

  constructor(original: Document) {
    this.#original = original;
    this.#required = new Set(requiredNames(original.components.schemas));
  }

  /** The slice of the original, or of a changed copy of it. */
  of(document: Document, cut: Cut): Document {
    const items = Object.entries(document.paths).filter(([path, item]) => path === cut.path || item !== this.#original.paths[path]);
    const work = { ...cut, document };
    const paths = Object.fromEntries(items.map(([path, item]) => [path, this.#pathItem(path, item, work)]));
    return { ...document, paths, components: this.#components(paths, work) };
  }

  /** What the paths refer to, cut as well. */
  #components(paths: Node, work: Work): Document['components'] {
    const components: Document['components'] = { securitySchemes: work.document.components.securitySchemes ?? {} };
    const add = (value: unknown): void => {
      for (const component of directly(value)) {
        const [group = '', name = ''] = component.split('/');
        if (components[group]?.[name]) continue;
        const node = componentAt(work.document, component) as Node;
        const sliced = group === 'schemas' ? this.#schema(node, ['components', group, name], work) : node;
        components[group] = { ...components[group], [name]: sliced };
        add(sliced);
      }
    };
    add(paths);
    return components;
  }

  #pathItem(path: string, item: Node, work: Work): Node {
    const operations = methodsOf(item).map((method) => {
      const keys = ['paths', path, method];
      const { requestBody, responses, parameters, ...operation } = work.operation(getNode(item, method));
      const answers = Object.entries((responses ?? {}) as Node).map(([status, response]) => [
        status,
        this.#holder(response as Node, [...keys, 'responses', status], work),
      ]);
      const body = isNode(requestBody) && { requestBody: this.#holder(requestBody, [...keys, 'requestBody'], work) };
      const kept = this.#keptParameters((parameters ?? []) as Node[], [...keys, 'parameters'], work);
      return [method, { ...operation, parameters: kept, ...body, responses: Object.fromEntries(answers) }];
    });
    return { ...item, ...Object.fromEntries(operations) };
  }

  /** Those of the path, those that are required, those on the way to the target, and those that the original does not have. */
  #keptParameters(parameters: Node[], keys: Key[], { target, document }: Work): Node[] {
    const truth = valueAt(this.#original, keys);
    return parameters.filter((parameter) => {
      const index = Array.isArray(truth) ? truth.indexOf(parameter) : -1;
      const [{ in: place, required }] = followed(parameter, keys, document);
      return index < 0 || place === 'path' || required === true || this.#leadsTo(parameter, [...keys, index], target);
    });
  }

  /** A request body or an answer. */
  #holder(node: Node, keys: Key[], work: Work): Node {
    const [holder, at] = followed(node, keys, work.document);
    const media = getNode(getNode(holder, 'content'), 'application/json');
    if (!isNode(media.schema)) return holder;
    const schema = this.#schema(media.schema, [...at, 'content', 'application/json', 'schema'], work);
    return { ...holder, content: { 'application/json': { ...media, schema } } };
  }

  #schema(schema: Schema, keys: Key[], work: Work): Schema {
    const { $ref, examples: _examples, contentSchema: _content, ...sliced } = schema;
    const within = (child: unknown, ...more: Key[]): unknown => (isNode(child) ? this.#schema(child, [...keys, ...more], work) : child);
    if (isNode(schema.properties)) {
      const kept = this.#keptProperties(schema.properties, [...keys, 'properties'], work);
      sliced.properties = Object.fromEntries(kept.map(([name, child]) => [name, within(child, 'properties', name)]));
    }
    for (const word of ['items', 'additionalProperties']) if (word in schema) sliced[word] = within(schema[word], word);
    for (const word of ['allOf', 'oneOf', 'anyOf']) {
      const inner = word === 'allOf' ? work : { ...work, isAlternative: true };
      const part = (node: unknown, index: number) => this.#schema(node as Schema, [...keys, word, index], inner);
      if (word in schema) sliced[word] = getList(schema, word).map(part);
    }
    if (typeof $ref !== 'string') return sliced;
    if (work.isAlternative || work.above?.has($ref)) return { ...sliced, $ref };
    const [target, at] = followed({ $ref }, keys, work.document);
    const inside = this.#schema(target, at, { ...work, above: new Set(work.above).add($ref) });
    return Object.keys(sliced).length === 0 ? inside : { ...sliced, allOf: [...getList(sliced, 'allOf'), inside] };
  }

  /**
   * What is on the way to the target, what is required, one more, and what the original does not have. Parts of one
   * schema may each describe a property, so all of its name are kept.
   */
  #keptProperties(properties: Node, keys: Key[], { target }: Work): [string, unknown][] {
    const truth = valueAt(this.#original, keys);
    const known = isNode(truth) ? truth : {};
    const [first] = Object.keys(known);
    if (isWithin(target, keys.slice(0, -1)) && !structural.has(String(target[keys.length - 1]))) return Object.entries(properties);
    const isKept = (name: string): boolean =>
      name === first ||
      !(name in known) ||
      target.includes(name) ||
      this.#required.has(name) ||
      this.#leadsTo(known[name], [...keys, name], target);
    return Object.entries(properties).filter(([name]) => isKept(name));
  }

  #leadsTo(node: unknown, keys: Key[], target: readonly string[]): boolean {
    if (isWithin(target, keys)) return true;
    const [top, group, name] = target;
    return top === 'components' && isNode(node) && this.#componentsOf(node).has(`${group}/${name}`);
  }

  #componentsOf(node: Node): ReadonlySet<string> {
    const known = this.#reached.get(node) ?? componentsIn(this.#original, node);
    this.#reached.set(node, known);
    return known;
  }
}

/** Keywords that hold schemas: what changes below them is no change of the schema that they stand in. */
const structural: ReadonlySet<string> = new Set(['properties', 'required', 'items', 'additionalProperties', 'allOf', 'oneOf', 'anyOf']);

function isWithin(target: readonly string[], keys: readonly Key[]): boolean {
  return keys.every((key, index) => String(key) === target[index]);
}

function* requiredNames(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  if (isNode(value)) for (const name of getList(value, 'required')) if (typeof name === 'string') yield name;
  for (const child of Object.values(value)) yield* requiredNames(child);
}

/** What a reference refers to, and where that stands. */
function followed(node: Node, keys: Key[], document: Document): [Node, Key[]] {
  if (typeof node.$ref !== 'string') return [node, keys];
  const at = node.$ref.slice(2).split('/');
  return followed(valueAt(document, at) as Node, at, document);
}

/** The components that a value itself refers to. */
function* directly(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  const { $ref } = value as Node;
  if (typeof $ref === 'string') yield $ref.slice('#/components/'.length);
  for (const child of Object.values(value)) yield* directly(child);
}

function valueAt(document: Document, keys: readonly Key[]): unknown {
  return keys.reduce<unknown>((node, key) => (node as Record<Key, unknown> | undefined)?.[key], document);
}
