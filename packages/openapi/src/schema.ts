import type { Document, Schema } from './document.ts';
import { both, either } from './merge-schemas.ts';
import type { Pointer } from './pointer.ts';
import { joinPointer, parsePointer, readPointer } from './pointer.ts';

/** A keyword's value and the place in the bundled document that it comes from. */
export interface Keyword {
  value: unknown;
  at: Pointer;
}

/** What a schema asks for once references, `allOf` and alternatives are put together. */
export interface FlatSchema {
  /** Where the schema stands. */
  at: Pointer;
  /** Keywords that limit or describe the value itself, `null` taken out of `type`. */
  keywords: ReadonlyMap<string, Keyword>;
  nullable: boolean;
  required: ReadonlyMap<string, Keyword>;
  /** What the first of the alternatives requires, where there are any: enough for a value that fits. */
  requiredFirst: ReadonlySet<string>;
  /** The schemas of properties, looked at when asked for: schemas may hold themselves. */
  properties: ReadonlyMap<string, () => FlatSchema>;
  items: (() => FlatSchema) | undefined;
  /** The schema of properties that are not named. */
  additional: (() => FlatSchema) | undefined;
  /** The schema of the JSON that a string carries. */
  content: (() => FlatSchema) | undefined;
  /** Properties that are not named are refused. */
  closed: Keyword | undefined;
  /** Where there are `oneOf` or `anyOf`: what a value may be that is not null, one by one. */
  variants?: () => FlatSchema[];
  /** The properties that alternatives speak of: with one of these wrong, it may be that no alternative fits. */
  varying?: ReadonlySet<string>;
}

const structural: ReadonlySet<string> = new Set([
  ...['$ref', 'allOf', 'oneOf', 'anyOf', 'type', 'required', 'properties', 'items', 'contentSchema'],
  ...['additionalProperties', 'unevaluatedProperties', 'description', 'title', 'examples', 'x-enumDescriptions'],
]);

/** Looks at schemas of one document. Each schema is put together once. */
export class SchemaReader {
  readonly #document: Document;
  readonly #known = new WeakMap<Schema, FlatSchema>();
  readonly #unfinished = new Set<Schema>();

  constructor(document: Document) {
    this.#document = document;
  }

  /**
   * The schema at a place of the document.
   * @throws {Error} when a reference in it leads nowhere, or a schema is a part of itself
   */
  flatten(schema: Schema, at: Pointer): FlatSchema {
    const known = this.#known.get(schema);
    if (known) return known;
    if (this.#unfinished.has(schema)) throw new Error(`${at} is a part of itself. Break the circle of $ref, allOf, oneOf and anyOf`);
    this.#unfinished.add(schema);
    const view = this.#assemble(schema, at);
    this.#unfinished.delete(schema);
    this.#known.set(schema, view);
    return view;
  }

  #assemble(schema: Schema, at: Pointer): FlatSchema {
    const parts: FlatSchema[] = [];
    if (typeof schema.$ref === 'string') parts.push(this.#target(schema.$ref));
    for (const [index, part] of list(schema.allOf).entries()) parts.push(this.flatten(part, joinPointer(at, 'allOf', index)));
    for (const word of ['oneOf', 'anyOf']) {
      const alternatives = list(schema[word]).map((part, index) => this.flatten(part, joinPointer(at, word, index)));
      if (alternatives.length > 0) parts.push(alternatives.reduce(either));
    }
    return shut([...parts, this.#own(schema, at)].reduce(both), schema, at);
  }

  #target(ref: string): FlatSchema {
    const target = readPointer(this.#document, ref);
    if (target === undefined) throw new Error(`${ref} leads nowhere in the document`);
    return this.flatten(target as Schema, joinPointer('', ...parsePointer(ref)));
  }

  #own(schema: Schema, at: Pointer): FlatSchema {
    const place = (...keys: (string | number)[]): Pointer => joinPointer(at, ...keys);
    const child = (word: string): (() => FlatSchema) | undefined => {
      const value = schema[word];
      return isObject(value) ? () => this.flatten(value, place(word)) : undefined;
    };
    const types = [schema.type ?? []].flat() as string[];
    const keywords = new Map<string, Keyword>();
    for (const [word, value] of Object.entries(schema)) if (!structural.has(word)) keywords.set(word, { value, at: place(word) });
    const named = types.filter((type) => type !== 'null');
    if (types.length > 0) keywords.set('type', { value: named, at: place('type') });
    const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
    return {
      at,
      keywords,
      // A schema that names no type lets null through; only what it is put together with can say otherwise.
      nullable: types.length === 0 || types.includes('null'),
      required: new Map(
        (list(schema.required) as unknown as string[]).map((name, index) => [name, { value: true, at: place('required', index) }]),
      ),
      requiredFirst: new Set(list(schema.required) as unknown as string[]),
      properties: new Map(properties.map(([name, property]) => [name, () => this.flatten(property, place('properties', name))])),
      items: child('items'),
      additional: child('additionalProperties'),
      content: child('contentSchema'),
      closed: undefined,
    };
  }
}

/** Refuses names that the schema does not list: of all its parts, or with `additionalProperties` those beside it only. */
function shut(view: FlatSchema, schema: Schema, at: Pointer): FlatSchema {
  const word = ['additionalProperties', 'unevaluatedProperties'].find((candidate) => schema[candidate] === false);
  if (word === undefined) return view;
  const beside = (schema.properties ?? {}) as Schema;
  const properties = word === 'unevaluatedProperties' ? view.properties : new Map([...view.properties].filter(([name]) => name in beside));
  const { variants } = view;
  return {
    ...view,
    properties,
    closed: { value: true, at: joinPointer(at, word) },
    ...(variants && { variants: () => variants().map((variant) => shut(variant, schema, at)) }),
  };
}

const isObject = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value);

const list = (value: unknown): Schema[] => (Array.isArray(value) ? (value as Schema[]) : []);
