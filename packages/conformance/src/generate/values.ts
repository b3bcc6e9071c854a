import { isDeepStrictEqual } from 'node:util';
import type { FlatSchema, Pointer } from '@dli-openapi/openapi';
import type { Arbitrary } from 'fast-check';
import fc from 'fast-check';
import { kept } from './kept.ts';
import type { Rules } from './rules.ts';
import { rulesOf } from './rules.ts';
import type { Location } from './texts.ts';
import { fits, textsOf } from './texts.ts';

/** How values are picked where a schema leaves a choice. */
export interface Picks {
  texts(rules: Rules, location: Location): Arbitrary<string>;
  integers(rules: Rules): Arbitrary<number>;
  /** Every optional property is there, no array is empty, and nothing is null. */
  complete: boolean;
}

export const anyPicks: Picks = { texts: textsOf, integers: integersOf, complete: false };

/** What is generated around a value. */
export interface Context {
  location: Location;
  picks: Picks;
  /** The schemas that the value is within: one of them within itself ends there. */
  above: ReadonlySet<Pointer>;
}

/** Values that fit a schema. JSON has no numbers beyond 2^53 here: that is as far as a JavaScript number goes. */
export function valuesOf(view: FlatSchema, context: Context): Arbitrary<unknown> {
  const variants = view.variants?.() ?? [view];
  const values = fc.oneof(...variants.map((variant) => presentValues(variant, context)));
  const asText = context.location !== 'body';
  return view.nullable && !asText && !context.picks.complete && rulesOf(view).types.length > 0 ? fc.option(values, { freq: 8 }) : values;
}

function presentValues(view: FlatSchema, context: Context): Arbitrary<unknown> {
  const rules = rulesOf(view);
  const { values, excluded, types } = rules;
  const isAllowed = (value: unknown) => !excluded.some((other) => isDeepStrictEqual(value, other));
  if (values) return fc.constantFrom(...values.filter(isAllowed));
  if (types.length === 0) return view.keywords.has('type') ? fc.constant(null) : anyJson;
  const all = fc.oneof(...types.map((type) => ofType(type, rules, view, context)));
  return excluded.length === 0 ? all : kept(all, isAllowed, () => `value that ${view.at} does not exclude`);
}

function ofType(type: string, rules: Rules, view: FlatSchema, context: Context): Arbitrary<unknown> {
  switch (type) {
    case 'string':
      return isJson(view) ? jsonTexts(view, rules, context) : context.picks.texts(rules, context.location);
    case 'integer':
      return context.picks.integers(rules);
    case 'number':
      return numbersOf(rules);
    case 'boolean':
      return fc.boolean();
    case 'array':
      return arraysOf(view, rules, context);
    case 'object':
      return objectsOf(view, context);
    default:
      throw new Error(`${view.at}: there is no type ${type}`);
  }
}

const anyJson: Arbitrary<unknown> = fc.jsonValue({ maxDepth: 2, stringUnit: 'grapheme' }).map(withoutNegativeZero);

/** JSON does not tell -0 from 0. */
function withoutNegativeZero(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

export function integersOf({ minimum, maximum }: Rules): Arbitrary<number> {
  return fc.integer({ min: minimum ?? Number.MIN_SAFE_INTEGER, max: maximum ?? Number.MAX_SAFE_INTEGER });
}

function numbersOf({ minimum, maximum }: Rules): Arbitrary<number> {
  const limits = { ...(minimum !== undefined && { min: minimum }), ...(maximum !== undefined && { max: maximum }) };
  return fc.double({ noNaN: true, noDefaultInfinity: true, ...limits }).map((value) => (value === 0 ? 0 : value));
}

function isJson({ keywords }: FlatSchema): boolean {
  return keywords.get('contentMediaType')?.value === 'application/json';
}

/** JSON in a string, tightly written or with white space. */
function jsonTexts(view: FlatSchema, rules: Rules, context: Context): Arbitrary<string> {
  const contents = view.content ? valuesOf(view.content(), inside(view, { ...context, location: 'body' })) : anyJson;
  const texts = fc.tuple(contents, fc.constantFrom(undefined, 2, '\t')).map(([content, indent]) => JSON.stringify(content, null, indent));
  return kept(
    texts,
    (text) => fits(text, rules, context.location),
    () => `JSON that fits ${view.at}`,
  );
}

export function inside(view: FlatSchema, context: Context): Context {
  return { ...context, above: new Set([...context.above, view.at]) };
}

export function arraysOf(view: FlatSchema, rules: Rules, context: Context): Arbitrary<unknown[]> {
  const { minItems, maxItems, uniqueItems } = rules;
  const items = view.items?.();
  if (items && context.above.has(items.at)) return fc.constant([]);
  // Values that are picked by turns are all the same.
  const picks = uniqueItems && minItems > 1 ? anyPicks : context.picks;
  const values = items ? valuesOf(items, inside(view, { ...context, picks })) : anyJson;
  // A list in the query that is empty is not there at all.
  const least = context.picks.complete || context.location !== 'body' ? 1 : 0;
  const limits = {
    minLength: Math.max(minItems, least),
    maxLength: Math.min(maxItems ?? minItems + 4, minItems + 4),
  };
  return uniqueItems ? fc.uniqueArray(values, { ...limits, comparator: isDeepStrictEqual }) : fc.array(values, limits);
}

/** Objects that fit a schema. `fixed` properties are left to the caller. */
export function objectsOf(view: FlatSchema, context: Context, fixed: ReadonlySet<string> = new Set()): Arbitrary<Record<string, unknown>> {
  const within = inside(view, context);
  const model: Record<string, Arbitrary<unknown>> = {};
  for (const [name, property] of view.properties) {
    const child = property();
    if (within.above.has(child.at) && !view.required.has(name)) continue;
    if (!fixed.has(name)) model[name] = valuesOf(child, within);
  }
  const required = [...view.required.keys()].filter((name) => !fixed.has(name));
  for (const name of required) model[name] ??= anyJson;
  const requiredKeys = context.picks.complete ? Object.keys(model) : required;
  const named = fc.record(model, { requiredKeys, noNullPrototype: true });
  const more = moreProperties(view, within);
  return more ? fc.tuple(more, named).map(([others, own]) => ({ ...others, ...own })) : named;
}

/** Properties that the schema does not name, where it describes them or names none at all. */
function moreProperties(view: FlatSchema, context: Context): Arbitrary<Record<string, unknown>> | undefined {
  const described = view.additional?.();
  if (described && context.above.has(described.at)) return undefined;
  if (!described && (view.closed || view.properties.size > 0)) return undefined;
  const values = described ? valuesOf(described, context) : anyJson;
  const entries = fc.tuple(unnamed(view), values);
  const limits = { minLength: context.picks.complete ? 1 : 0, maxLength: 3 };
  return fc.uniqueArray(entries, { ...limits, selector: ([name]) => name }).map((list) => Object.fromEntries(list));
}

/** Names that the schema does not have. */
export function unnamed({ properties, required }: FlatSchema): Arbitrary<string> {
  const near = [...properties.keys()].flatMap((name) => [name.toUpperCase(), `${name}s`, `_${name}`]);
  const names = fc.oneof(
    fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
    fc.constantFrom('__proto__', 'constructor', 'toString', ...near),
  );
  return names.filter((name) => !properties.has(name) && !required.has(name));
}
