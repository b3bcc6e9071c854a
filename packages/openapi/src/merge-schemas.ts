import type { FlatSchema, Keyword } from './schema.ts';

/** A value has to be valid against both: the narrower keyword counts, and else that of the second. */
export function both(first: FlatSchema, second: FlatSchema): FlatSchema {
  const keywords = new Map(first.keywords);
  for (const [word, keyword] of second.keywords) {
    const other = keywords.get(word);
    keywords.set(word, other ? narrower(word, other, keyword) : keyword);
  }
  return {
    at: second.at,
    keywords,
    nullable: first.nullable && second.nullable,
    required: new Map([...first.required, ...second.required]),
    requiredFirst: new Set([...first.requiredFirst, ...second.requiredFirst]),
    properties: allowed(merged(first.properties, second.properties, both), first, second),
    items: together(first.items, second.items, both),
    additional: together(first.additional, second.additional, both),
    content: together(first.content, second.content, both),
    closed: second.closed ?? first.closed,
    ...((first.variants ?? second.variants) && {
      variants: () => variantsOf(first).flatMap((one) => variantsOf(second).map((other) => both(one, other))),
      varying: new Set([...(first.varying ?? []), ...(second.varying ?? [])]),
    }),
  };
}

/** What a value may be, one by one. */
function variantsOf(view: FlatSchema): FlatSchema[] {
  return view.variants?.() ?? [view];
}

/** A value has to be valid against one of them: only what both ask for is asked for. */
export function either(first: FlatSchema, second: FlatSchema): FlatSchema {
  if (isNull(first)) return { ...second, nullable: true };
  if (isNull(second)) return { ...first, nullable: true };
  const common = sharesType(first, second) ? shared(first, second) : apart(first, second);
  const varying = [first, second].flatMap((view) => [...view.properties.keys(), ...view.required.keys(), ...(view.varying ?? [])]);
  return { ...common, variants: () => [...variantsOf(first), ...variantsOf(second)], varying: new Set(varying) };
}

function shared(first: FlatSchema, second: FlatSchema): FlatSchema {
  const keywords = new Map<string, Keyword>();
  for (const [word, { value, at }] of first.keywords) {
    const other = second.keywords.get(word)?.value;
    if (word === 'type' || (word === 'enum' && other !== undefined)) {
      keywords.set(word, { value: [...new Set([...(value as unknown[]), ...((other ?? []) as unknown[])])], at });
    } else if (JSON.stringify(value) === JSON.stringify(other)) keywords.set(word, { value, at });
  }
  if (!second.keywords.has('type')) keywords.delete('type');
  return {
    at: first.at,
    keywords,
    nullable: first.nullable || second.nullable,
    required: new Map([...first.required].filter(([name]) => second.required.has(name))),
    requiredFirst: first.requiredFirst,
    properties: merged(first.properties, second.properties, either),
    items: together(first.items, second.items, either),
    additional: together(first.additional, second.additional, either),
    content: together(first.content, second.content, either),
    closed: first.closed && second.closed,
  };
}

/** A value of one type or of another: what each asks for can only concern values of its own type. */
function apart(first: FlatSchema, second: FlatSchema): FlatSchema {
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

function sharesType(first: FlatSchema, second: FlatSchema): boolean {
  const [one, other] = [first, second].map(({ keywords }) => keywords.get('type')?.value as string[] | undefined);
  return !one || !other || one.some((type) => other.includes(type));
}

type Thunk = () => FlatSchema;
type Merge = (first: FlatSchema, second: FlatSchema) => FlatSchema;

function together(first: Thunk | undefined, second: Thunk | undefined, merge: Merge): Thunk | undefined {
  return first && second ? () => merge(first(), second()) : (second ?? first);
}

function merged(first: FlatSchema['properties'], second: FlatSchema['properties'], merge: Merge): FlatSchema['properties'] {
  const properties = new Map(first);
  for (const [name, property] of second) properties.set(name, together(first.get(name), property, merge) ?? property);
  return properties;
}

/** A name is allowed when no side that is closed lacks it. */
function allowed(properties: FlatSchema['properties'], first: FlatSchema, second: FlatSchema): FlatSchema['properties'] {
  const closed = [first, second].filter((side) => side.closed);
  return closed.length === 0 ? properties : new Map([...properties].filter(([name]) => closed.every((side) => side.properties.has(name))));
}

function narrower(word: string, one: Keyword, other: Keyword): Keyword {
  if (/^(min|exclusiveMin)/.test(word)) return Number(one.value) > Number(other.value) ? one : other;
  if (/^(max|exclusiveMax)/.test(word)) return Number(one.value) < Number(other.value) ? one : other;
  if (word !== 'enum' && word !== 'type') return other;
  const [values, others] = [one.value as unknown[], other.value as unknown[]];
  const shared = values.filter((value) => others.includes(value) || (word === 'type' && value === 'integer' && others.includes('number')));
  if (shared.length === values.length) return one;
  return { value: shared.length > 0 || values.length === 0 ? shared : ['never'], at: other.at };
}

/** Nothing but null fits. */
const isNull = ({ keywords }: FlatSchema): boolean => (keywords.get('type')?.value as unknown[] | undefined)?.length === 0;
