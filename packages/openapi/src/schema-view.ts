import type { Document, Schema } from './document.ts';
import { both, either } from './schema-merge.ts';

/** A place in the bundled document, as a JSON pointer: `/components/schemas/FlinkJob`. */
export type Place = string;

/** A place below another. */
export function below(place: Place, ...keys: (string | number)[]): Place {
  return keys.reduce<Place>((at, key) => `${at}/${typeof key === 'string' && /[~/]/.test(key) ? escaped(key) : key}`, place);
}

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** A keyword's value and the place in the bundled document that it comes from. */
export interface Keyword {
  value: unknown;
  at: Place;
}

/** What a schema asks for once references, `allOf` and alternatives are put together. */
export interface SchemaView {
  /** Where the schema stands. */
  at: Place;
  /** Keywords that limit or describe the value itself, `null` taken out of `type`. */
  keywords: ReadonlyMap<string, Keyword>;
  nullable: boolean;
  required: ReadonlyMap<string, Keyword>;
  /** What the first of the alternatives requires, where there are any: enough for a value that fits. */
  requiredFirst: ReadonlySet<string>;
  /** The schemas of properties, looked at when asked for: schemas may hold themselves. */
  properties: ReadonlyMap<string, () => SchemaView>;
  items: (() => SchemaView) | undefined;
  /** The schema of properties that are not named. */
  additional: (() => SchemaView) | undefined;
  /** The schema of the JSON that a string carries. */
  content: (() => SchemaView) | undefined;
  /** Properties that are not named are refused. */
  closed: Keyword | undefined;
  /** Where there are `oneOf` or `anyOf`: what a value may be that is not null, one by one. */
  variants?: () => SchemaView[];
  /** The properties that alternatives speak of: with one of these wrong, it may be that no alternative fits. */
  varying?: ReadonlySet<string>;
}

const structural: ReadonlySet<string> = new Set([
  ...['$ref', 'allOf', 'oneOf', 'anyOf', 'type', 'required', 'properties', 'items', 'contentSchema'],
  ...['additionalProperties', 'unevaluatedProperties', 'description', 'title', 'examples', 'x-enumDescriptions'],
]);

/** Looks at schemas of one document. Each schema is put together once. */
export class SchemaViews {
  readonly #document: Document;
  readonly #known = new WeakMap<Schema, SchemaView>();
  readonly #unfinished = new Set<Schema>();

  constructor(document: Document) {
    this.#document = document;
  }

  /**
   * The schema at a place of the document.
   * @throws {Error} when a reference in it leads nowhere, or a schema is a part of itself
   */
  of(schema: Schema, at: Place): SchemaView {
    const known = this.#known.get(schema);
    if (known) return known;
    if (this.#unfinished.has(schema)) throw new Error(`${at} is a part of itself. Break the circle of $ref, allOf, oneOf and anyOf`);
    this.#unfinished.add(schema);
    const view = this.#assemble(schema, at);
    this.#unfinished.delete(schema);
    this.#known.set(schema, view);
    return view;
  }

  #assemble(schema: Schema, at: Place): SchemaView {
    const parts: SchemaView[] = [];
    if (typeof schema.$ref === 'string') parts.push(this.#target(schema.$ref));
    for (const [index, part] of list(schema.allOf).entries()) parts.push(this.of(part, below(at, 'allOf', index)));
    for (const word of ['oneOf', 'anyOf']) {
      const alternatives = list(schema[word]).map((part, index) => this.of(part, below(at, word, index)));
      if (alternatives.length > 0) parts.push(alternatives.reduce(either));
    }
    return shut([...parts, this.#own(schema, at)].reduce(both), schema, at);
  }

  #target(ref: string): SchemaView {
    const keys = ref
      .slice(2)
      .split('/')
      .map((token) => decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~'));
    const target = keys.reduce<unknown>((parent, key) => (parent as Schema | undefined)?.[key], this.#document);
    if (target === undefined) throw new Error(`${ref} leads nowhere in the document`);
    return this.of(target as Schema, below('', ...keys));
  }

  #own(schema: Schema, at: Place): SchemaView {
    const place = (...keys: (string | number)[]): Place => below(at, ...keys);
    const child = (word: string): (() => SchemaView) | undefined => {
      const value = schema[word];
      return isObject(value) ? () => this.of(value, place(word)) : undefined;
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
      properties: new Map(properties.map(([name, property]) => [name, () => this.of(property, place('properties', name))])),
      items: child('items'),
      additional: child('additionalProperties'),
      content: child('contentSchema'),
      closed: undefined,
    };
  }
}

/** Refuses names that the schema does not list: of all its parts, or with `additionalProperties` those beside it only. */
function shut(view: SchemaView, schema: Schema, at: Place): SchemaView {
  const word = ['additionalProperties', 'unevaluatedProperties'].find((candidate) => schema[candidate] === false);
  if (word === undefined) return view;
  const beside = (schema.properties ?? {}) as Schema;
  const properties = word === 'unevaluatedProperties' ? view.properties : new Map([...view.properties].filter(([name]) => name in beside));
  const { variants } = view;
  return {
    ...view,
    properties,
    closed: { value: true, at: below(at, word) },
    ...(variants && { variants: () => variants().map((variant) => shut(variant, schema, at)) }),
  };
}

const isObject = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value);

const list = (value: unknown): Schema[] => (Array.isArray(value) ? (value as Schema[]) : []);
