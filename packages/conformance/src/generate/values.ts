import type { FlatSchema, Pointer } from '@dli-openapi/openapi';
import type { Arbitrary } from 'fast-check';
import fc from 'fast-check';
import { keepFitting } from './property.ts';
import type { Rules } from './rules.ts';
import { readRules } from './rules.ts';
import type { Location } from './texts.ts';
import { generateTexts, isValidText } from './texts.ts';

/** How values are picked if a schema leaves a choice. */
export interface Picks {
  texts(rules: Rules, location: Location): Arbitrary<string>;
  integers(rules: Rules): Arbitrary<number>;
  /** Whether optional properties are present. `always` also means that no array is empty and nothing is null. */
  optional: 'always' | 'sometimes' | 'never';
}

export const anyPicks: Picks = { texts: generateTexts, integers: generateIntegers, optional: 'sometimes' };

/** The context in which a value is generated. */
export interface Context {
  location: Location;
  picks: Picks;
  /** The schemas that contain the value. */
  above: readonly Pointer[];
  /** Whether it is an optional property of a request: null then means that it is omitted. */
  mayBeOmitted?: boolean;
}

/** Creates the context of a value at the top of its location. */
export function startAt(location: Location, picks: Picks = anyPicks): Context {
  return { location, picks, above: [] };
}

/** @throws {Error} if a schema contains itself */
export function enterSchema({ at }: FlatSchema, context: Context): Context {
  if (context.above.includes(at))
    throw new Error(`${at} contains itself: generated values do not support that yet. Add it to generateValues`);
  return { ...context, above: [...context.above, at] };
}

export function isSentAsText({ location }: Context): boolean {
  return location === 'path' || location === 'query';
}

/** Generates valid values of a schema. JSON has no numbers beyond 2^53 here, which is the limit of JavaScript's numbers. */
export function generateValues(schema: FlatSchema, context: Context): Arbitrary<unknown> {
  const variants = schema.variants?.() ?? [schema];
  const values = fc.oneof(...variants.map((variant) => generatePresent(variant, context)));
  const mayBeNull =
    schema.nullable && !isSentAsText(context) && context.picks.optional === 'sometimes' && readRules(schema).types.length > 0;
  return mayBeNull ? fc.option(values, { freq: 8 }) : values;
}

function generatePresent(schema: FlatSchema, context: Context): Arbitrary<unknown> {
  const rules = readRules(schema);
  const { values, excluded, types } = rules;
  const isAllowed = (value: unknown) => !excluded.includes(value);
  if (values) return fc.constantFrom(...values.filter(isAllowed));
  if (types.length === 0) return schema.keywords.has('type') ? fc.constant(null) : anyJson;
  const all = fc.oneof(...types.map((type) => generateOfType(type, schema, context)));
  return excluded.length === 0 ? all : keepFitting(all, isAllowed, () => `value that ${schema.at} does not exclude`);
}

/** Generates values of one of the types of a schema. */
export function generateOfType(type: string, schema: FlatSchema, context: Context): Arbitrary<unknown> {
  const rules = readRules(schema);
  switch (type) {
    case 'string':
      return schema.keywords.has('contentMediaType')
        ? generateJsonTexts(schema, rules, context)
        : context.picks.texts(rules, context.location);
    case 'integer':
      return context.picks.integers(rules);
    case 'number':
      return generateNumbers(rules);
    case 'boolean':
      return fc.boolean();
    case 'array':
      return generateArrays(schema, rules, context);
    case 'object':
      return generateObjects(schema, context);
    default:
      throw new Error(`${schema.at}: the type ${type} is unknown`);
  }
}

/** JSON does not distinguish -0 from 0. */
const anyJson: Arbitrary<unknown> = fc.jsonValue({ maxDepth: 2, stringUnit: 'grapheme' }).map((value) => JSON.parse(JSON.stringify(value)));

export function generateIntegers({ minimum, maximum }: Rules): Arbitrary<number> {
  return fc.integer({ min: minimum ?? Number.MIN_SAFE_INTEGER, max: maximum ?? Number.MAX_SAFE_INTEGER });
}

function generateNumbers({ minimum, maximum }: Rules): Arbitrary<number> {
  const limits = { ...(minimum !== undefined && { min: minimum }), ...(maximum !== undefined && { max: maximum }) };
  return fc.double({ noNaN: true, noDefaultInfinity: true, ...limits }).map((value) => (value === 0 ? 0 : value));
}

/** Generates JSON in a string, with and without white space. */
function generateJsonTexts(schema: FlatSchema, rules: Rules, context: Context): Arbitrary<string> {
  const contents = schema.content ? generateValues(schema.content(), enterSchema(schema, context)) : anyJson;
  const texts = fc.tuple(contents, fc.constantFrom(undefined, 2, '\t')).map(([content, indent]) => JSON.stringify(content, null, indent));
  return keepFitting(
    texts,
    (text) => isValidText(text, rules, context.location),
    () => `JSON that fits ${schema.at}`,
  );
}

export function generateArrays(
  schema: FlatSchema,
  { minItems, maxItems }: Pick<Rules, 'minItems' | 'maxItems'>,
  context: Context,
): Arbitrary<unknown[]> {
  const items = schema.items ? generateValues(schema.items(), enterSchema(schema, context)) : anyJson;
  // An empty list in the query is not sent at all.
  const least = context.picks.optional === 'always' || isSentAsText(context) ? 1 : 0;
  return fc.array(items, { minLength: Math.max(minItems, least), maxLength: Math.min(maxItems ?? minItems + 4, minItems + 4) });
}

/** Generates valid objects of a schema. Properties of `without` are up to the caller. */
export function generateObjects(schema: FlatSchema, context: Context, without: readonly string[] = []): Arbitrary<Record<string, unknown>> {
  const within = enterSchema(schema, context);
  const { optional } = context.picks;
  const required = [...schema.required.keys()].filter((name) => !without.includes(name));
  const named = [...schema.properties].filter(([name]) => !without.includes(name) && (optional !== 'never' || schema.required.has(name)));
  const model: Record<string, Arbitrary<unknown>> = {
    ...Object.fromEntries(required.map((name) => [name, anyJson])),
    ...Object.fromEntries(named.map(([name, property]) => [name, generateValues(property(), within)])),
  };
  const own = fc.record(model, { requiredKeys: optional === 'always' ? Object.keys(model) : required, noNullPrototype: true });
  const more = generateUnnamedProperties(schema, within);
  return more ? fc.tuple(more, own).map(([others, record]) => ({ ...others, ...record })) : own;
}

/** Generates unlisted properties, if the schema describes them or lists none at all. */
function generateUnnamedProperties(schema: FlatSchema, context: Context): Arbitrary<Record<string, unknown>> | undefined {
  const { minProperties, maxProperties = 3 } = readRules(schema);
  const described = schema.additional?.();
  if (!described && (schema.closed || schema.properties.size > 0)) return undefined;
  const entries = fc.tuple(generateUnknownNames(schema), described ? generateValues(described, context) : anyJson);
  const minLength = context.picks.optional === 'always' ? Math.max(1, minProperties) : minProperties;
  const limits = {
    minLength,
    maxLength: maxProperties,
    selector: ([name]: [string, unknown]) => name,
    comparator: 'IsStrictlyEqual' as const,
  };
  return fc.uniqueArray(entries, limits).map((list) => Object.fromEntries(list));
}

/** Generates names that the schema does not list. */
export function generateUnknownNames({ properties, required }: FlatSchema): Arbitrary<string> {
  const near = [...properties.keys()].flatMap((name) => [name.toUpperCase(), `${name}s`, `_${name}`]);
  const names = fc.oneof(
    fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
    fc.constantFrom('__proto__', 'constructor', 'toString', ...near),
  );
  return names.filter((name) => !properties.has(name) && !required.has(name));
}
