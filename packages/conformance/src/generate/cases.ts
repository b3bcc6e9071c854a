// Cases of a single schema: values at the edges of what it accepts, and values that break one of its rules.
import type { FlatSchema } from '@dli-openapi/openapi';
import type { Arbitrary } from 'fast-check';
import fc from 'fast-check';
import { keepFitting } from './property.ts';
import type { Rules } from './rules.ts';
import { readRules } from './rules.ts';
import { countCharacters, generateTexts, isValidText, makeLongestText, makeText } from './texts.ts';
import type { Context } from './values.ts';
import { generateArrays, generateObjects, generateOfType, generateUnknownNames, isSentAsText } from './values.ts';

/** A value, and the relevant place in it: empty for the value itself, `.name` for a property. */
export interface Placed {
  value: unknown;
  pointer: string;
}

/** A rule of a schema, and values at its edge, or values that break this rule only. */
export interface Case {
  rule: string;
  values: Arbitrary<Placed>;
}

/** Lists the cases of a schema itself, without those of its parts. */
export type ListCases = (schema: FlatSchema, context: Context) => Case[];

type Values = [rule: string, values: Arbitrary<unknown>];

function listIf(condition: boolean, rule: string, ...values: (() => Arbitrary<unknown>)[]): Values[] {
  return condition ? values.map((make) => [rule, make()]) : [];
}

function toCases(values: readonly Values[]): Case[] {
  return values.map(([rule, some]) => ({ rule, values: some.map((value) => ({ value, pointer: '' })) }));
}

/** Valid values: each type, each value of an enum, the ends of each range, null, also for what is omitted, and one name more where any may come. */
export const listEdges: ListCases = (schema, context) => {
  const rules = readRules(schema);
  const isNull = schema.nullable && !isSentAsText(context) && schema.keywords.has('type');
  const listed = rules.values?.filter((value) => !rules.excluded.includes(value)) ?? [];
  const isOmitted = !schema.nullable && context.mayBeOmitted === true;
  const nulls = [...listIf(isNull, 'null', () => fc.constant(null)), ...listIf(isOmitted, 'omitted', () => fc.constant(null))];
  const edges = toCases([...nulls, ...listed.map((value): Values => ['enum', fc.constant(value)])]);
  if (rules.values) return edges;
  const types = rules.types.map((type): Values => ['type', generateOfType(type, schema, context)]);
  return [...edges, ...toCases([...types, ...listEnds(schema, rules, context)]), ...listOpenEdges(schema, rules, context)];
};

function listEnds(schema: FlatSchema, rules: Rules, context: Context): Values[] {
  const { types, minimum, maximum, int64, minLength, minItems, maxItems } = rules;
  const isText = types.includes('string') && rules.pattern === undefined && !schema.keywords.has('contentMediaType');
  const isList = types.includes('array') && !isSentAsText(context);
  const isTextEnd = (text: string | undefined) => isText && text !== undefined && isValidText(text, rules, context.location);
  const [shortest, longest] = [makeText(minLength), makeLongestText(rules, context.location)];
  const ends64 = [2n ** 63n - 1n, -(2n ** 63n)].filter((end) => int64 && end >= (minimum ?? end) && end <= (maximum ?? end));
  return [
    ...listIf(isTextEnd(shortest), 'minLength', () => fc.constant(shortest)),
    ...listIf(isTextEnd(longest), 'maxLength', () => fc.constant(longest)),
    ...listIf(minimum !== undefined, 'minimum', () => fc.constant(minimum)),
    ...listIf(maximum !== undefined, 'maximum', () => fc.constant(maximum)),
    ...ends64.map((end): Values => ['int64', fc.constant(end)]),
    ...listIf(isList, 'minItems', () => generateArrays(schema, { minItems, maxItems: minItems }, context)),
    ...listIf(isList && maxItems !== undefined, 'maxItems', () => generateArrays(schema, { minItems: maxItems ?? 0, maxItems }, context)),
  ];
}

function listOpenEdges(schema: FlatSchema, { types, maxProperties }: Rules, context: Context): Case[] {
  if (!types.includes('object')) return [];
  const isOpen =
    !schema.additional && maxProperties === undefined && (context.location === 'response' ? schema.properties.size === 0 : !schema.closed);
  return [
    ...toCases([['required', generateObjects(schema, omitOptional(context))]]),
    ...(isOpen ? [addUnknownName(schema, context, 'open', generateUnknownNames(schema))] : []),
  ];
}

/** Copies a context in which optional parts are omitted. */
function omitOptional(context: Context): Context {
  return { ...context, picks: { ...context.picks, optional: 'never' } };
}

function addUnknownName(schema: FlatSchema, context: Context, rule: string, names: Arbitrary<string>): Case {
  const values = fc
    .tuple(generateObjects(schema, context), names, fc.jsonValue({ maxDepth: 1 }))
    .map(([value, name, more]) => ({ value: { ...value, [name]: more }, pointer: `.${name}` }));
  return { rule, values };
}

/** Lists every rule that a value can break, each with the nearest such value, if there is one, and random ones. */
export const listBreaks: ListCases = (schema, context) => {
  const rules = readRules(schema);
  return [
    ...toCases([
      ...(isSentAsText(context) ? listWrongTexts(rules, context) : listWrongTypes(schema, rules, context)),
      ...listWrongValues(rules, context),
      ...listWrongCounts(schema, rules, context),
    ]),
    ...[...schema.required.keys()].map((name) => ({
      rule: 'required',
      values: generateObjects(schema, context, [name]).map((value) => ({ value, pointer: `.${name}` })),
    })),
    ...listStrayNames(schema, context),
  ];
};

/** A response may have undocumented fields, but a strict mock refuses to plan them. */
function listStrayNames(schema: FlatSchema, context: Context): Case[] {
  const { closed, properties, additional } = schema;
  if (!closed && (context.location !== 'response' || properties.size === 0 || additional)) return [];
  return [fc.constant(strayName), generateUnknownNames(schema)].map((names) => addUnknownName(schema, context, 'closed', names));
}

/** A name that no schema and no operation has. */
export const strayName = 'added';

/** Makes a value close to another one. */
export function makeStrayName(name: string): string {
  return `${name}s`;
}

function listWrongTypes({ nullable }: FlatSchema, { types }: Rules, { mayBeOmitted }: Context): Values[] {
  if (types.length === 0) return [];
  const isWrong = (type: string) => !types.includes(type) && !(type === 'integer' && types.includes('number'));
  return [
    ...Object.entries(valuesByType).flatMap(([type, values]) => listIf(isWrong(type), 'type', () => values)),
    ...listIf(types.includes('integer') && !types.includes('number'), 'type', () => fractions),
    ...listIf(!nullable && !mayBeOmitted, 'null', () => fc.constant(null)),
  ];
}

const fractions = fc.double({ noNaN: true, noDefaultInfinity: true, noInteger: true });

const valuesByType: Record<string, Arbitrary<unknown>> = {
  string: fc.string(),
  integer: fc.integer(),
  boolean: fc.boolean(),
  array: fc.array(fc.integer()),
  object: fc.object(),
};

/** Lists texts that are not a value of any of the types. */
function listWrongTexts({ types }: Rules, { location }: Context): Values[] {
  const slips = types.flatMap((type) => typos[type] ?? []).filter((text) => location !== 'path' || text !== '');
  const readable = types.includes('boolean') ? /^([-+\s\d.eE_]*|true|false)$/ : /^[-+\s\d.eE_]*$/;
  const words = fc.string({ minLength: 1 }).filter((text) => !readable.test(text));
  const isRule = slips.length > 0 && !types.includes('string');
  return listIf(
    isRule,
    'type',
    () => words,
    () => fc.constantFrom(...slips),
  );
}

/** Texts that are close to a value of a type. */
const typos: Record<string, string[]> = {
  integer: ['', '01', '+1', '1e3', '1.0', '1.5', ' 1', '1 ', '1_000', '0x1f', '١', '１', '--1', '-', 'NaN', 'Infinity', '1n', '1,000'],
  number: ['', '01', '+1', '.5', '1.', '1,5', ' 1', '1 ', '0x1f', '１', '--1', '-', 'NaN', 'Infinity'],
  boolean: ['', 'TRUE', 'True', 'yes', 'no', 'on', 'off', '1', '0', 'true ', 'null'],
};

function listWrongValues(rules: Rules, context: Context): Values[] {
  const { types, values = [], excluded, minLength, maxLength = 0, pattern, minimum = 0, maximum = 0, int64 } = rules;
  const isText = types.includes('string');
  const free: Rules = { ...rules, pattern: undefined, excluded: [], minLength: 0, maxLength: undefined };
  const tooShort = { ...free, minLength: minLength - 1, maxLength: minLength - 1 };
  const tooSmall = fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Math.ceil(minimum) - 1 });
  const tooLarge = fc.integer({ min: Math.floor(maximum) + 1, max: Math.max(Math.floor(maximum) + 1, Number.MAX_SAFE_INTEGER) });
  const [first] = values;
  const generateOthers = () => generateUnlisted(values, types);
  const breaks = [
    ...listIf(typeof first === 'string', 'enum', () => fc.constant(makeStrayName(String(first)))),
    ...listIf(values.length > 0, 'enum', generateOthers),
    ...excluded.map((value): Values => ['not', fc.constant(value)]),
    ...listIf(int64 && rules.maximum === undefined, 'int64', () => above64Bits),
    ...listIf(int64 && rules.minimum === undefined, 'int64', () => below64Bits),
    ...listIf(
      rules.minimum !== undefined,
      'minimum',
      () => fc.constant(minimum - 1),
      () => tooSmall,
    ),
    ...listIf(
      rules.maximum !== undefined,
      'maximum',
      () => fc.constant(maximum + 1),
      () => tooLarge,
    ),
    ...listIf(pattern !== undefined, 'pattern', () => generateUnmatched(rules, context)),
    ...listIf(isText && minLength > (context.location === 'path' ? 1 : 0), 'minLength', () => generateTexts(tooShort, context.location)),
    ...listIf(
      isText && rules.maxLength !== undefined,
      'maxLength',
      () => fc.constant(makeText(maxLength + 1)),
      () => generateTooLong(maxLength),
    ),
  ];
  const fitsPath = (value: unknown) => context.location !== 'path' || isValidText(String(value), free, 'path');
  return breaks.map(([rule, broken]) => [rule, broken.filter(fitsPath)]);
}

function generateUnlisted(values: readonly unknown[], types: readonly string[]): Arbitrary<unknown> {
  const near = values.flatMap((value) =>
    typeof value === 'string' ? [value.toUpperCase(), `${value} `, value.slice(1)].filter((text) => text !== '') : [],
  );
  const texts = near.length > 0 ? fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom(...near)) : fc.string({ minLength: 1 });
  const byType: Record<string, Arbitrary<unknown>> = { string: texts, integer: fc.integer(), number: fractions };
  const others = types.flatMap((type) => byType[type] ?? []);
  return fc.oneof(...(others.length > 0 ? others : [texts])).filter((value) => !values.map(String).includes(String(value)));
}

/** Integers beyond 64 bits. */
const above64Bits = fc.oneof(fc.bigInt({ min: 2n ** 63n, max: 2n ** 63n + 3n }), fc.bigInt({ min: 2n ** 64n, max: 10n ** 30n }));
const below64Bits = fc.bigInt({ min: -(2n ** 63n) - 3n, max: -(2n ** 63n) - 1n });

function generateUnmatched(rules: Rules, { location }: Context): Arbitrary<string> {
  const near = generateTexts(rules, location).chain((text) =>
    fc.constantFrom(`${text}!`, ` ${text}`, text.toUpperCase(), `${text}\n`, text.slice(1)),
  );
  const free: Rules = { ...rules, pattern: undefined };
  return keepFitting(
    fc.oneof(near, generateTexts(free, location)),
    (text) => !rules.pattern?.test(text) && isValidText(text, free, location),
    () => `text that does not match ${rules.pattern?.source}`,
  );
}

/** Generates texts that are too long in characters, not only in UTF-16 units. */
function generateTooLong(maxLength: number): Arbitrary<string> {
  const hard = fc.integer({ min: 1, max: 5 }).map((more) => makeText(maxLength + more));
  const plain = fc.integer({ min: 1, max: 60 }).map((more) => 'a'.repeat(maxLength + more));
  return fc.oneof(hard, plain).filter((text) => countCharacters(text) > maxLength);
}

function listWrongCounts(schema: FlatSchema, rules: Rules, context: Context): Values[] {
  const { types, minItems, maxItems = 0, minProperties, maxProperties = 0 } = rules;
  const few = omitOptional(context);
  const generateLists = (count: number) => generateArrays(schema, { minItems: count, maxItems: count }, few);
  const generateSized = (count: number) => {
    const words = ['minProperties', 'maxProperties'];
    const keywords = new Map([...schema.keywords, ...words.map((word) => [word, { value: count, at: schema.at }] as const)]);
    return generateObjects({ ...schema, keywords }, few);
  };
  return [
    ...listIf(types.includes('array') && minItems > 0, 'minItems', () => generateLists(minItems - 1)),
    ...listIf(types.includes('array') && rules.maxItems !== undefined, 'maxItems', () => generateLists(maxItems + 1)),
    ...listIf(minProperties > 0, 'minProperties', () => generateSized(minProperties - 1)),
    ...listIf(rules.maxProperties !== undefined, 'maxProperties', () => generateSized(maxProperties + 1)),
  ];
}
