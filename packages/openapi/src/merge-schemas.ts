import type { Schema } from './document.ts';
import type { Pointer } from './pointer.ts';
import { joinPointer } from './pointer.ts';
import type { FlatSchema, Keyword } from './schema.ts';

/** A schema that accepts any value. */
export const anything: FlatSchema = {
  at: '',
  node: {},
  keywords: new Map(),
  texts: new Map(),
  nullable: true,
  required: new Map(),
  properties: new Map(),
  items: undefined,
  additional: undefined,
  content: undefined,
  closed: undefined,
  open: undefined,
  choices: [],
};

/** Merges schemas that a value has to satisfy both. Of a limit that both have, the narrower counts; of any other keyword, the first. */
export function mergeBoth(first: FlatSchema, second: FlatSchema): FlatSchema {
  const keywords = new Map(first.keywords);
  for (const [word, keyword] of second.keywords) {
    const other = keywords.get(word);
    keywords.set(word, other ? chooseNarrower(word, other, keyword) : keyword);
  }
  const choices = [...first.choices, ...second.choices];
  return {
    at: first.at,
    node: { ...second.node, ...first.node },
    keywords,
    texts: new Map([...second.texts, ...first.texts]),
    nullable: first.nullable && second.nullable,
    required: new Map([...first.required, ...[...second.required].filter(([name]) => !first.required.has(name))]),
    properties: dropRefused(mergeProperties(first.properties, second.properties, mergeBoth), first, second),
    items: mergeChildren(first.items, second.items, mergeBoth),
    additional: mergeChildren(first.additional, second.additional, mergeBoth),
    content: mergeChildren(first.content, second.content, mergeBoth),
    closed: first.closed ?? second.closed,
    open: first.open ?? second.open,
    choices,
    ...(choices.length > 0 && {
      base: () => mergeBoth(getBase(first), getBase(second)),
      variants: () => listVariants(first).flatMap((one) => listVariants(second).map((other) => mergeBoth(one, other))),
    }),
  };
}

/** Merges schemas of which a value has to satisfy one: only what all of them require is required. */
export function mergeAlternatives(alternatives: readonly [FlatSchema, ...FlatSchema[]]): FlatSchema {
  const [first, ...others] = alternatives.filter((alternative) => !isNull(alternative));
  if (first === undefined) return alternatives[0];
  const common = others.reduce(mergeEither, first);
  const nullable = common.nullable || others.length + 1 < alternatives.length;
  if (others.length === 0) return { ...common, nullable };
  return {
    ...common,
    nullable,
    choices: [[first, ...others]],
    base: () => anything,
    variants: () => [first, ...others].flatMap(listVariants),
  };
}

/** Refuses names that the schema does not list. `additionalProperties` sees only the names beside it, `unevaluatedProperties` those of all parts. */
export function closeSchema(flat: FlatSchema, schema: Schema, at: Pointer): FlatSchema {
  const word = ['additionalProperties', 'unevaluatedProperties'].find((candidate) => schema[candidate] === false);
  if (word === undefined) return flat;
  const beside = (schema.properties ?? {}) as Schema;
  const { properties, base, variants } = flat;
  return {
    ...flat,
    properties: word === 'unevaluatedProperties' ? properties : new Map([...properties].filter(([name]) => name in beside)),
    closed: { value: true, at: joinPointer(at, word) },
    ...(base && { base: () => closeSchema(base(), schema, at) }),
    ...(variants && { variants: () => variants().map((variant) => closeSchema(variant, schema, at)) }),
  };
}

/** Gets the schema without its choices. */
function getBase(flat: FlatSchema): FlatSchema {
  return flat.base?.() ?? flat;
}

/** Lists the alternatives that a value may satisfy. */
function listVariants(flat: FlatSchema): FlatSchema[] {
  return flat.variants?.() ?? [flat];
}

function mergeEither(first: FlatSchema, second: FlatSchema): FlatSchema {
  const common = shareType(first, second) ? mergeSameType(first, second) : mergeOtherTypes(first, second);
  const texts = new Map([...first.texts].filter(([word, { value }]) => isSame(value, second.texts.get(word)?.value)));
  return { ...common, at: first.at, texts, nullable: first.nullable || second.nullable, open: first.open ?? second.open };
}

function mergeSameType(first: FlatSchema, second: FlatSchema): FlatSchema {
  const keywords = new Map<string, Keyword>();
  for (const [word, { value, at }] of first.keywords) {
    const other = second.keywords.get(word)?.value;
    if (other !== undefined && (word === 'type' || word === 'enum')) keywords.set(word, { value: uniteLists(value, other), at });
    else if (isSame(value, other)) keywords.set(word, { value, at });
  }
  return {
    ...first,
    keywords,
    required: new Map([...first.required].filter(([name]) => second.required.has(name))),
    properties: mergeProperties(first.properties, second.properties, mergeEither),
    items: mergeChildren(first.items, second.items, mergeEither),
    additional: mergeChildren(first.additional, second.additional, mergeEither),
    content: mergeChildren(first.content, second.content, mergeEither),
    closed: first.closed && second.closed,
  };
}

/** Merges alternatives of different types, whose keywords only concern values of their own type. */
function mergeOtherTypes(first: FlatSchema, second: FlatSchema): FlatSchema {
  const both = mergeBoth(first, second);
  const keywords = new Map(both.keywords);
  for (const word of ['type', 'enum']) {
    const [one, other] = [first.keywords.get(word), second.keywords.get(word)];
    if (one && other) keywords.set(word, { value: uniteLists(one.value, other.value), at: one.at });
  }
  return { ...both, keywords };
}

function shareType(first: FlatSchema, second: FlatSchema): boolean {
  const [one, other] = [first, second].map(({ keywords }) => keywords.get('type')?.value as string[] | undefined);
  return !one || !other || one.some((type) => other.includes(type));
}

/** Creates a schema that is merged when it is first read. */
export function createLazy(read: Thunk): Thunk {
  let schema: FlatSchema | undefined;
  return () => {
    schema ??= read();
    return schema;
  };
}

type Thunk = () => FlatSchema;
type Merge = (first: FlatSchema, second: FlatSchema) => FlatSchema;

function mergeChildren(first: Thunk | undefined, second: Thunk | undefined, merge: Merge): Thunk | undefined {
  return first && second ? createLazy(() => merge(first(), second())) : (first ?? second);
}

function mergeProperties(first: FlatSchema['properties'], second: FlatSchema['properties'], merge: Merge): FlatSchema['properties'] {
  const properties = new Map(first);
  for (const [name, property] of second) properties.set(name, mergeChildren(first.get(name), property, merge) ?? property);
  return properties;
}

/** Drops the names that a closed side does not list. */
function dropRefused(properties: FlatSchema['properties'], ...sides: FlatSchema[]): FlatSchema['properties'] {
  const closed = sides.filter((side) => side.closed);
  return closed.length === 0 ? properties : new Map([...properties].filter(([name]) => closed.every((side) => side.properties.has(name))));
}

function chooseNarrower(word: string, one: Keyword, other: Keyword): Keyword {
  if (/^(min|exclusiveMin)/.test(word)) return Number(other.value) > Number(one.value) ? other : one;
  if (/^(max|exclusiveMax)/.test(word)) return Number(other.value) < Number(one.value) ? other : one;
  if (word !== 'enum' && word !== 'type') return one;
  const [values, others] = [one.value as unknown[], other.value as unknown[]];
  const isListed = (list: unknown[], value: unknown) =>
    list.includes(value) || (word === 'type' && value === 'integer' && list.includes('number'));
  const shared = uniteLists(
    values.filter((value) => isListed(others, value)),
    others.filter((value) => isListed(values, value)),
  );
  if (isSame(shared, values)) return one;
  // A type without names is null alone.
  return { value: shared.length > 0 || others.length === 0 ? shared : ['never'], at: other.at };
}

function uniteLists(one: unknown, other: unknown): unknown[] {
  return [...new Set([...(one as unknown[]), ...(other as unknown[])])];
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Whether the schema accepts null only. */
function isNull({ keywords }: FlatSchema): boolean {
  return (keywords.get('type')?.value as unknown[] | undefined)?.length === 0;
}
