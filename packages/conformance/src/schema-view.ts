import type { Document, Schema } from '@dli-openapi/scripts/document';

/** A place in the bundled document, as a JSON pointer: `/components/schemas/FlinkJob`. */
export type Place = string;

/** A place below another. */
export function below(place: Place, ...keys: (string | number)[]): Place {
  return keys.reduce<Place>((at, key) => `${at}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`, place);
}

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
  /** The schemas of properties, looked at when asked for: schemas may hold themselves. */
  properties: ReadonlyMap<string, () => SchemaView>;
  items: (() => SchemaView) | undefined;
  /** The schema of properties that are not named. */
  additional: (() => SchemaView) | undefined;
  /** The schema of the JSON that a string carries. */
  content: (() => SchemaView) | undefined;
  /** Properties that are not named are refused. */
  closed: Keyword | undefined;
}

const structural: ReadonlySet<string> = new Set([
  ...['$ref', 'allOf', 'oneOf', 'anyOf', 'type', 'required', 'properties', 'items', 'contentSchema'],
  ...['additionalProperties', 'unevaluatedProperties', 'description', 'title', 'examples', 'x-enumDescriptions'],
]);

/** Looks at schemas of one document. Each schema is put together once. */
export class SchemaViews {
  readonly #document: Document;
  readonly #known = new WeakMap<Schema, SchemaView>();

  constructor(document: Document) {
    this.#document = document;
  }

  /** The schema at a place of the document. */
  of(schema: Schema, at: Place): SchemaView {
    const known = this.#known.get(schema);
    if (known) return known;
    const view = this.#assemble(schema, at);
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
    return [...parts, this.#own(schema, at)].reduce(both);
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
    const shut = ['additionalProperties', 'unevaluatedProperties'].find((word) => schema[word] === false);
    return {
      at,
      keywords,
      // A schema that names no type lets null through; only what it is put together with can say otherwise.
      nullable: types.length === 0 || types.includes('null'),
      required: new Map(
        (list(schema.required) as unknown as string[]).map((name, index) => [name, { value: true, at: place('required', index) }]),
      ),
      properties: new Map(properties.map(([name, property]) => [name, () => this.of(property, place('properties', name))])),
      items: child('items'),
      additional: child('additionalProperties'),
      content: child('contentSchema'),
      closed: shut === undefined ? undefined : { value: true, at: place(shut) },
    };
  }
}

/** A value has to be valid against both: the narrower keyword counts, and else that of the second. */
function both(first: SchemaView, second: SchemaView): SchemaView {
  const keywords = new Map(first.keywords);
  for (const [word, keyword] of second.keywords) {
    const other = keywords.get(word);
    keywords.set(word, other && narrower(word, other, keyword) ? other : keyword);
  }
  return {
    at: second.at,
    keywords,
    nullable: first.nullable && second.nullable,
    required: new Map([...first.required, ...second.required]),
    properties: merged(first.properties, second.properties, both),
    items: together(first.items, second.items, both),
    additional: together(first.additional, second.additional, both),
    content: together(first.content, second.content, both),
    closed: second.closed ?? first.closed,
  };
}

/** A value has to be valid against one of them: only what both ask for is asked for. */
function either(first: SchemaView, second: SchemaView): SchemaView {
  if (isNull(first)) return { ...second, nullable: true };
  if (isNull(second)) return { ...first, nullable: true };
  if (!sharesType(first, second)) return apart(first, second);
  const keywords = new Map<string, Keyword>();
  for (const [word, { value, at }] of first.keywords) {
    const other = second.keywords.get(word)?.value;
    if (word === 'type' || (word === 'enum' && other !== undefined)) {
      keywords.set(word, { value: [...new Set([...(value as unknown[]), ...((other ?? []) as unknown[])])], at });
    } else if (JSON.stringify(value) === JSON.stringify(other)) keywords.set(word, { value, at });
  }
  const types = second.keywords.get('type');
  if (types && !keywords.has('type')) keywords.set('type', types);
  return {
    at: first.at,
    keywords,
    nullable: first.nullable || second.nullable,
    required: new Map([...first.required].filter(([name]) => second.required.has(name))),
    properties: merged(first.properties, second.properties, either),
    items: together(first.items, second.items, either),
    additional: together(first.additional, second.additional, either),
    content: together(first.content, second.content, either),
    closed: first.closed && second.closed,
  };
}

/** A value of one type or of another: what each asks for can only concern values of its own type. */
function apart(first: SchemaView, second: SchemaView): SchemaView {
  const view = both(first, second);
  const types = [first, second].flatMap(({ keywords }) => keywords.get('type')?.value as string[]);
  const at = first.keywords.get('type')?.at ?? first.at;
  return {
    ...view,
    at: first.at,
    nullable: first.nullable || second.nullable,
    keywords: new Map(view.keywords).set('type', { value: types, at }),
  };
}

function sharesType(first: SchemaView, second: SchemaView): boolean {
  const [one, other] = [first, second].map(({ keywords }) => keywords.get('type')?.value as string[] | undefined);
  return !one || !other || one.some((type) => other.includes(type));
}

type Thunk = () => SchemaView;
type Merge = (first: SchemaView, second: SchemaView) => SchemaView;

function together(first: Thunk | undefined, second: Thunk | undefined, merge: Merge): Thunk | undefined {
  return first && second ? () => merge(first(), second()) : (second ?? first);
}

function merged(first: SchemaView['properties'], second: SchemaView['properties'], merge: Merge): SchemaView['properties'] {
  const properties = new Map(first);
  for (const [name, property] of second) properties.set(name, together(first.get(name), property, merge) ?? property);
  return properties;
}

function narrower(word: string, one: Keyword, other: Keyword): boolean {
  if (/^(min|exclusiveMin)/.test(word)) return Number(one.value) > Number(other.value);
  if (/^(max|exclusiveMax)/.test(word)) return Number(one.value) < Number(other.value);
  if (word === 'enum' || word === 'type') return (one.value as unknown[]).length < (other.value as unknown[]).length;
  return false;
}

/** Nothing but null fits. */
const isNull = ({ keywords }: SchemaView): boolean => (keywords.get('type')?.value as unknown[] | undefined)?.length === 0;

const isObject = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value);

const list = (value: unknown): Schema[] => (Array.isArray(value) ? (value as Schema[]) : []);
