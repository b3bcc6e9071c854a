import type { FlatSchema } from '@dli-openapi/openapi';
import type { Arbitrary } from 'fast-check';
import fc from 'fast-check';
import { isOfType } from '../broken-inputs.ts';
import { kept } from './kept.ts';
import type { Rules } from './rules.ts';
import { rulesOf } from './rules.ts';
import { fits, lengthOf, textOfLength, textsOf } from './texts.ts';
import type { Context } from './values.ts';
import { arraysOf, inside, objectsOf, unnamed, valuesOf } from './values.ts';

/** A value that breaks a rule, and where in it: empty for the value itself, `.name` for a property of it. */
export interface Broken {
  value: unknown;
  pointer: string;
}

/** A rule of a schema, and values that break it and no other. */
export interface Fault {
  rule: string;
  broken: Arbitrary<Broken>;
}

/** Every rule of a single schema that a value at its place can break. What is in arrays and objects is not looked into. */
export function faultsOf(view: FlatSchema, context: Context): Fault[] {
  const rules = rulesOf(view);
  const isText = context.location !== 'body';
  const own = [...(isText ? textFaults(rules, context) : typeFaults(view, rules)), ...valueFaults(rules, context)].map(
    ([rule, values]) => ({
      rule,
      broken: values.map((value) => ({ value, pointer: '' })),
    }),
  );
  return [...own, ...(rules.types.includes('array') ? arrayFaults(view, rules, context) : []), ...objectFaults(view, context)];
}

/** The ends of the range of 64 bits, where a schema asks for them: no fault, but more than a JavaScript number holds. */
export function endsOf64Bits(view: FlatSchema): Fault[] {
  const { int64, minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = rulesOf(view);
  const ends = [2n ** 63n - 1n, -(2n ** 63n)].filter((end) => int64 && end >= minimum && end <= maximum);
  return ends.map((value) => ({ rule: String(value), broken: fc.constant({ value, pointer: '' }) }));
}

type Values = [rule: string, values: Arbitrary<unknown>];

function typeFaults(view: FlatSchema, { types }: Rules): Values[] {
  const isWrong = (value: unknown) => !types.some((type) => isOfType(value, type));
  const wrong = kept(ofAnyType, isWrong, () => `value of another type than ${types.join(', ')}`);
  if (types.length === 0) return [];
  const faults: Values[] = [['type', wrong]];
  if (!view.nullable) faults.push(['null', fc.constant(null)]);
  if (types.includes('integer') && !types.includes('number')) faults.push(['integer', fractions]);
  return faults;
}

const ofAnyType: Arbitrary<unknown> = fc.oneof(
  ...[fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.boolean(), fc.array(fc.integer()), fc.object()],
);

const fractions = fc.double({ noNaN: true, noDefaultInfinity: true, noInteger: true });

/** Texts that are no way to write a value of any of the types. */
function textFaults({ types }: Rules, { location }: Context): Values[] {
  if (types.length === 0 || types.includes('string')) return [];
  const readable = types.includes('boolean') ? /^([-+\s\d.eE_]*|true|false)$/ : /^[-+\s\d.eE_]*$/;
  const words = fc.string({ minLength: 1 }).filter((text) => !readable.test(text));
  const slips = types.flatMap((type) => slipsOf[type] ?? []).filter((text) => location !== 'path' || text !== '');
  if (slips.length === 0) return [];
  return [['type', fc.oneof(words, fc.constantFrom(...slips))]];
}

/** Texts that are nearly one of a type. */
const slipsOf: Record<string, string[]> = {
  integer: ['', '01', '+1', '1e3', '1.0', '1.5', ' 1', '1 ', '1_000', '0x1f', '١', '１', '--1', '-', 'NaN', 'Infinity', '1n', '1,000'],
  number: ['', '01', '+1', '.5', '1.', '1,5', ' 1', '1 ', '0x1f', '１', '--1', '-', 'NaN', 'Infinity'],
  boolean: ['', 'TRUE', 'True', 'yes', 'no', 'on', 'off', '1', '0', 'true ', 'null'],
};

/** Rules of the value itself. */
function valueFaults(rules: Rules, context: Context): Values[] {
  const { types, values, excluded, minLength, maxLength, pattern, minimum, maximum, int64 } = rules;
  const isText = types.includes('string');
  const free = { ...rules, pattern: undefined, excluded: [], minLength: 0, maxLength: undefined };
  const wire = (text: unknown) => context.location !== 'path' || fits(String(text), free, 'path');
  const faults: Values[] = [];
  if (values) faults.push(['enum', unlisted(values, types)]);
  if (excluded.length > 0) faults.push(['not', fc.constantFrom(...excluded)]);
  if (int64) faults.push(['int64', beyond64Bits]);
  if (minimum !== undefined) faults.push(['minimum', fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Math.ceil(minimum) - 1 })]);
  if (maximum !== undefined) faults.push(['maximum', fc.integer({ min: Math.floor(maximum) + 1, max: Number.MAX_SAFE_INTEGER })]);
  if (pattern) faults.push(['pattern', unmatched(pattern, rules, context)]);
  if (isText && minLength > (context.location === 'path' ? 1 : 0)) {
    faults.push(['minLength', textsOf({ ...free, maxLength: minLength - 1 }, context.location)]);
  }
  if (isText && maxLength !== undefined) faults.push(['maxLength', tooLong(maxLength)]);
  return faults.map(([rule, broken]) => [rule, broken.filter(wire)]);
}

function unlisted(values: readonly unknown[], types: readonly string[]): Arbitrary<unknown> {
  const near = values.flatMap((value) =>
    typeof value === 'string' ? [value.toUpperCase(), `${value} `, value.slice(1), `${value}s`] : [],
  );
  const texts = fc.oneof(fc.string({ minLength: 1 }), ...(near.length > 0 ? [fc.constantFrom(...near.filter((text) => text !== ''))] : []));
  const byType: Record<string, Arbitrary<unknown>> = { string: texts, integer: fc.integer(), number: fractions };
  const others = types.flatMap((type) => byType[type] ?? []);
  return fc.oneof(...(others.length > 0 ? others : [texts])).filter((value) => !values.map(String).includes(String(value)));
}

/** Integers that 64 bits cannot hold, as they are. */
const beyond64Bits: Arbitrary<bigint> = fc.oneof(
  fc.bigInt({ min: 2n ** 63n, max: 2n ** 63n + 3n }),
  fc.bigInt({ min: -(2n ** 63n) - 3n, max: -(2n ** 63n) - 1n }),
  fc.bigInt({ min: 2n ** 64n, max: 10n ** 30n }),
);

function unmatched(pattern: RegExp, rules: Rules, { location }: Context): Arbitrary<string> {
  const near = textsOf(rules, location).chain((text) =>
    fc.constantFrom(`${text}!`, ` ${text}`, text.toUpperCase(), `${text}\n`, text.slice(1)),
  );
  const free = { ...rules, pattern: undefined };
  return kept(
    fc.oneof(near, textsOf(free, location)),
    (text) => !pattern.test(text) && fits(text, free, location),
    () => `text that does not match ${pattern.source}`,
  );
}

/** A text counts in characters, not in UTF-16 units: those with emoji are not too long by their units alone. */
function tooLong(maxLength: number): Arbitrary<string> {
  const hard = fc.integer({ min: 1, max: 5 }).map((more) => textOfLength(maxLength + more));
  const plain = fc.integer({ min: 1, max: 60 }).map((more) => 'a'.repeat(maxLength + more));
  return fc.oneof(hard, plain).filter((text) => lengthOf(text) > maxLength);
}

function arrayFaults(view: FlatSchema, rules: Rules, context: Context): Fault[] {
  const { minItems, maxItems, uniqueItems } = rules;
  const ofLength = (least: number, most: number) =>
    arraysOf(view, { ...rules, minItems: least, maxItems: most }, { ...context, picks: { ...context.picks, complete: false } });
  const here = (rule: string, values: Arbitrary<unknown>): Fault => ({ rule, broken: values.map((value) => ({ value, pointer: '' })) });
  const items = view.items?.();
  return [
    ...(minItems > 0 ? [here('minItems', ofLength(0, minItems - 1))] : []),
    ...(maxItems === undefined ? [] : [here('maxItems', ofLength(maxItems + 1, maxItems + 3))]),
    ...(uniqueItems && items ? [here('uniqueItems', twice(valuesOf(items, inside(view, context))))] : []),
  ];
}

/** Ajv takes each `__proto__` for a new one. */
function twice(items: Arbitrary<unknown>): Arbitrary<unknown[]> {
  return items.filter((item) => item !== '__proto__').map((item) => [item, item]);
}

function objectFaults(view: FlatSchema, context: Context): Fault[] {
  const missing = [...view.required.keys()].map((name) => ({
    rule: 'required',
    broken: objectsOf(view, context, new Set([name])).map((value) => ({ value, pointer: `.${name}` })),
  }));
  if (!view.closed) return missing;
  const unknown = fc
    .tuple(objectsOf(view, context), unnamed(view), fc.jsonValue({ maxDepth: 1 }))
    .map(([value, name, more]) => ({ value: { ...value, [name]: more }, pointer: `.${name}` }));
  return [...missing, { rule: 'closed', broken: unknown }];
}
