import type { Follow, Node, Place, Schema } from './document.ts';
import { createFollow } from './document.ts';
import { anything, closeSchema, createLazy, mergeAlternatives, mergeBoth } from './merge-schemas.ts';
import { getList, getNode, isNode } from './node.ts';
import type { Pointer } from './pointer.ts';
import { joinPointer, parsePointer } from './pointer.ts';

/** A keyword's value and the place in the document that it comes from. */
export interface Keyword {
  value: unknown;
  at: Pointer;
}

/** A schema with references, `allOf` and alternatives merged. */
export interface FlatSchema {
  /** Where the schema stands. */
  at: Pointer;
  /** The schema as it stands. Of a property that several parts of a schema describe, the keywords of all. */
  node: Schema;
  /** Keywords that limit or describe the value itself, `null` taken out of `type`. */
  keywords: ReadonlyMap<string, Keyword>;
  /** Keywords for people: `title`, `description`, `examples`, `x-enumDescriptions`. */
  texts: ReadonlyMap<string, Keyword>;
  nullable: boolean;
  required: ReadonlyMap<string, Keyword>;
  /** The schemas of properties, read lazily because a schema may contain itself. The schema's own come first. */
  properties: ReadonlyMap<string, () => FlatSchema>;
  items: (() => FlatSchema) | undefined;
  /** The schema of unlisted properties. */
  additional: (() => FlatSchema) | undefined;
  /** The schema of the JSON that a string carries. */
  content: (() => FlatSchema) | undefined;
  /** Unlisted properties are refused. */
  closed: Keyword | undefined;
  /** Unlisted properties are explicitly allowed. */
  open: Keyword | undefined;
  /** Each `oneOf` and `anyOf` that leaves more than null to choose: a value fits one schema of each, of `anyOf` perhaps several. */
  choices: readonly (readonly FlatSchema[])[];
  /** The schema without its choices, if it has any. */
  base?: () => FlatSchema;
  /** The schema once for each combination of choices, if it has any. */
  variants?: () => FlatSchema[];
}

/** What has a schema and stands at a place. */
type SchemaHolder = { schema: Schema; at: Pointer };

const structural: ReadonlySet<string> = new Set([
  ...['$ref', 'allOf', 'oneOf', 'anyOf', 'type', 'required', 'properties', 'items', 'contentSchema'],
  ...['additionalProperties', 'unevaluatedProperties'],
]);
const forPeople: ReadonlySet<string> = new Set(['title', 'description', 'examples', 'x-enumDescriptions']);

/** A schema is a part of itself, so that no value can be validated against it. */
export class CircleError extends Error {
  override name = 'CircleError';
  readonly at: Pointer;

  constructor(at: Pointer) {
    super(`${at} is a part of itself. Break the circle of $ref, allOf, oneOf and anyOf`);
    this.at = at;
  }
}

/** Reads the schemas of one document, each once. */
export class SchemaReader {
  readonly #follow: Follow;
  readonly #known = new WeakMap<Schema, FlatSchema>();
  readonly #unfinished = new Set<Schema>();

  /** @param document the document, or a function that follows the references of a document in several files */
  constructor(document: Node | Follow) {
    this.#follow = typeof document === 'function' ? (document as Follow) : createFollow(document);
  }

  /**
   * Reads the schema at a place of the document.
   * @throws {CircleError} if a schema is a part of itself
   * @throws {Error} if a reference in it leads nowhere
   */
  flatten(schema: Schema, at: Pointer): FlatSchema {
    const known = this.#known.get(schema);
    if (known) return known;
    if (this.#unfinished.has(schema)) throw new CircleError(at);
    this.#unfinished.add(schema);
    try {
      const flat = this.#assemble(schema, at);
      this.#known.set(schema, flat);
      return flat;
    } finally {
      this.#unfinished.delete(schema);
    }
  }

  /** Reads the schema of a parameter, a header or a body. */
  flattenIn(holder: SchemaHolder): FlatSchema {
    const { node, at } = this.locate(holder);
    return this.flatten(node, at);
  }

  /** Finds the schema of a parameter, a header or a body. A mere reference is replaced by its target. */
  locate({ schema, at }: SchemaHolder): Place {
    const isReference = typeof schema.$ref === 'string' && Object.keys(schema).length === 1;
    return isReference ? this.#follow(schema.$ref as string, at) : { node: schema, at: joinPointer(at, 'schema') };
  }

  #assemble(schema: Schema, at: Pointer): FlatSchema {
    const parts = [this.#readOwn(schema, at)];
    if (typeof schema.$ref === 'string') {
      const target = this.#follow(schema.$ref, at);
      parts.push(this.flatten(target.node, target.at));
    }
    parts.push(...this.#flattenList(schema, at, 'allOf'));
    for (const word of ['oneOf', 'anyOf']) {
      const [first, ...others] = this.#flattenList(schema, at, word);
      if (first) parts.push(mergeAlternatives([first, ...others]));
    }
    return { ...closeSchema(parts.reduce(mergeBoth), schema, at), at, node: schema };
  }

  #flattenList(schema: Schema, at: Pointer, word: string): FlatSchema[] {
    return getList(schema, word).map((part, index) => this.#flattenPart(part, joinPointer(at, word, index)));
  }

  /** JSON Schema has `true` for a schema that accepts any value, and `false` for one that accepts none. */
  #flattenPart(part: unknown, at: Pointer): FlatSchema {
    if (isNode(part)) return this.flatten(part, at);
    return this.flatten(part === false ? { not: {} } : {}, at);
  }

  /** Reads the schema's own keywords. */
  #readOwn(schema: Schema, at: Pointer): FlatSchema {
    const keywords = new Map<string, Keyword>();
    const texts = new Map<string, Keyword>();
    for (const [word, value] of Object.entries(schema)) {
      if (!structural.has(word)) (forPeople.has(word) ? texts : keywords).set(word, { value, at: joinPointer(at, word) });
    }
    const types = [schema.type ?? []].flat();
    if (types.length > 0) keywords.set('type', { value: types.filter((type) => type !== 'null'), at: joinPointer(at, 'type') });
    const readChild = (word: string) =>
      isNode(schema[word]) ? createLazy(() => this.#flattenPart(schema[word], joinPointer(at, word))) : undefined;
    const required = getList(schema, 'required') as string[];
    const properties = Object.entries(getNode(schema, 'properties'));
    const opening = ['additionalProperties', 'unevaluatedProperties', 'patternProperties'].find((word) => schema[word] ?? false);
    return {
      ...anything,
      at,
      node: schema,
      keywords,
      texts,
      // Without a type, null is accepted unless a schema that it is merged with refuses it.
      nullable: types.length === 0 || types.includes('null'),
      required: new Map(required.map((name, index) => [name, { value: true, at: joinPointer(at, 'required', index) }])),
      properties: new Map(
        properties.map(([name, property]) => [name, createLazy(() => this.#flattenPart(property, joinPointer(at, 'properties', name)))]),
      ),
      items: readChild('items'),
      additional: readChild('additionalProperties'),
      content: readChild('contentSchema'),
      open: opening === undefined ? undefined : { value: true, at: joinPointer(at, opening) },
    };
  }
}

/** Whether a value must fit no more than one of a schema's alternatives. */
export function isExclusive([alternative]: FlatSchema['choices'][number]): boolean {
  return alternative !== undefined && parsePointer(alternative.at).at(-2) === 'oneOf';
}

/** The value of a keyword, for people or not; undefined if the schema does not have it. */
export function getKeyword({ keywords, texts }: FlatSchema, word: string): unknown {
  return (keywords.get(word) ?? texts.get(word))?.value;
}

/** Lists the types of a schema, `null` omitted; empty if it has no `type`. */
export function listTypes(schema: FlatSchema): readonly string[] {
  return (getKeyword(schema, 'type') ?? []) as string[];
}
