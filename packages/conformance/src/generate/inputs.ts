import type { FlatSchema } from '@dli-openapi/openapi';
import type { Arbitrary } from 'fast-check';
import fc from 'fast-check';
import type { Input, Subject } from '../subject.ts';
import { keepFitting, sampleOne } from './property.ts';
import type { Location } from './texts.ts';
import { generateTexts, hardTexts, isValidText, makeLongestText, makeText } from './texts.ts';
import type { Picks } from './values.ts';
import { anyPicks, generateIntegers, generateValues, startAt } from './values.ts';

/** Generates valid inputs of an operation. */
export function generateInputs({ parameters, body, fits }: Subject, picks: Picks = anyPicks): Arbitrary<Input> {
  const generateValid = (location: Location, place: string, schema: FlatSchema): Arbitrary<unknown> => {
    const values = generateValues(schema, startAt(location, picks));
    return hasVariants(schema)
      ? keepFitting(
          values,
          (value) => fits(place, value),
          () => `valid ${place} at ${schema.at}`,
        )
      : values;
  };
  const generatePlace = (place: 'path' | 'query') => {
    const own = parameters.filter((parameter) => parameter.in === place && (parameter.required || picks.optional !== 'never'));
    const model = Object.fromEntries(own.map(({ name, schema }) => [name, generateValid(place, `${place}.${name}`, schema)]));
    const requiredKeys = own.filter(({ required }) => picks.optional === 'always' || required).map(({ name }) => name);
    return fc.record(model, { requiredKeys, noNullPrototype: true });
  };
  const bodies = body ? generateValid('body', 'body', body) : fc.constant(undefined);
  return fc
    .record({ path: generatePlace('path'), query: generatePlace('query'), body: bodies })
    .map((input) => repeatParameters(input, body));
}

function hasVariants(schema: FlatSchema): boolean {
  if (schema.variants) return true;
  return [...schema.properties.values(), schema.items, schema.additional].some((child) => child && hasVariants(child()));
}

/** Copies a parameter's value into a body that repeats it, or the other way round if the body has it. */
export function repeatParameters(input: Input, body: FlatSchema | undefined, from: 'parameters' | 'body' = 'parameters'): Input {
  const copy = { path: { ...input.path }, query: { ...input.query }, body: input.body };
  for (const [name, property] of body?.properties ?? []) {
    const [place, parameter = ''] = String(property().keywords.get('x-dli-same-as')?.value ?? '').split('.');
    if (place !== 'path' && place !== 'query') continue;
    const repeated = (copy.body as Record<string, unknown>)[name] ?? undefined;
    if (from === 'body' && repeated !== undefined) copy[place][parameter] = repeated;
    else copy.body = { ...(copy.body as object), [name]: copy[place][parameter] };
  }
  return copy;
}

const smallest = new WeakMap<Subject, Input>();

/** Makes a valid input with required fields only. */
export function makeSmallestInput(subject: Subject): Input {
  const input = smallest.get(subject) ?? sampleOne(generateInputs(subject, { ...anyPicks, optional: 'never' }), 1);
  smallest.set(subject, input);
  return input;
}

const textTurns = Object.keys(hardTexts).map((_name, turn) => turn);
const [longest, shortest] = [textTurns.length, textTurns.length + 1];

/**
 * Lists inputs of difficult values: each hard text at every place that accepts it, texts of maximum and minimum length, and the ends
 * of integer ranges, with all optional fields.
 */
export function listHardInputs(subject: Subject, seed: number): Input[] {
  return [...textTurns, longest, shortest].map((turn) => makeHardInput(subject, seed, turn));
}

/** Deals the hard texts of {@link listHardInputs} out to many subjects, a few to each in turn. Each has its own longest and shortest. */
export function dealHardInputs(subjects: readonly Subject[], seed: number, texts: number): Map<Subject, Input[]> {
  const dealTurns = (index: number) =>
    Array.from({ length: texts }, (_, offset) => Math.abs(seed + index * texts + offset) % textTurns.length);
  return new Map(
    subjects.map((subject, index) => [subject, [...dealTurns(index), longest, shortest].map((turn) => makeHardInput(subject, seed, turn))]),
  );
}

function makeHardInput(subject: Subject, seed: number, turn: number): Input {
  return sampleOne(generateInputs(subject, makeHardPicks(turn)), seed + turn);
}

/** Creates picks that use another text at each turn, or the next that is valid. */
function makeHardPicks(turn: number): Picks {
  return {
    optional: 'always',
    texts: (rules, location) => {
      const all = [...Object.values(hardTexts), makeLongestText(rules, location), makeText(rules.minLength)];
      const inTurn = [...all.slice(turn), ...all.slice(0, turn)];
      const text = inTurn.find((candidate) => candidate !== undefined && isValidText(candidate, rules, location));
      return text === undefined ? generateTexts(rules, location) : fc.constant(text);
    },
    integers: (rules) => {
      const { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER } = rules;
      const end = turn % 2 === 0 ? maximum : minimum;
      return rules.excluded.includes(end) ? generateIntegers(rules) : fc.constant(end);
    },
  };
}
