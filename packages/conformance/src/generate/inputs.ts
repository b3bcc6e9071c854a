import type { FlatSchema } from '@dli-openapi/openapi';
import type { Arbitrary } from 'fast-check';
import fc from 'fast-check';
import type { Input, Subject } from '../subject.ts';
import { keepFitting, sampleOne } from './property.ts';
import type { Location } from './texts.ts';
import { fitsAsText, generateTexts, hardTexts, makeLongestText, makeText } from './texts.ts';
import type { Picks } from './values.ts';
import { anyPicks, generateIntegers, generateValues, startAt } from './values.ts';

/** Inputs of an operation that are valid. */
export function generateInputs({ parameters, body, fits }: Subject, picks: Picks = anyPicks): Arbitrary<Input> {
  const valid = (location: Location, place: string, schema: FlatSchema): Arbitrary<unknown> => {
    const values = generateValues(schema, startAt(location, picks));
    return hasVariants(schema)
      ? keepFitting(
          values,
          (value) => fits(place, value),
          () => `valid ${place} at ${schema.at}`,
        )
      : values;
  };
  const inPlace = (place: 'path' | 'query') => {
    const own = parameters.filter((parameter) => parameter.in === place && (parameter.required || picks.optional !== 'never'));
    const model = Object.fromEntries(own.map(({ name, schema }) => [name, valid(place, `${place}.${name}`, schema)]));
    const requiredKeys = own.filter(({ required }) => picks.optional === 'always' || required).map(({ name }) => name);
    return fc.record(model, { requiredKeys, noNullPrototype: true });
  };
  const bodies = body ? valid('body', 'body', body) : fc.constant(undefined);
  return fc.record({ path: inPlace('path'), query: inPlace('query'), body: bodies }).map((input) => repeatParameters(input, body));
}

function hasVariants(schema: FlatSchema): boolean {
  if (schema.variants) return true;
  return [...schema.properties.values(), schema.items, schema.additional].some((child) => child && hasVariants(child()));
}

/** A body may have to carry a parameter's value once more: what one of the two says goes for the other. */
export function repeatParameters(input: Input, body: FlatSchema | undefined, from: 'parameters' | 'body' = 'parameters'): Input {
  const copy = { path: { ...input.path }, query: { ...input.query }, body: input.body };
  for (const [name, property] of body?.properties ?? []) {
    const [place, parameter = ''] = String(property().keywords.get('x-dli-same-as')?.value ?? '').split('.');
    if (place !== 'path' && place !== 'query') continue;
    if (from === 'parameters') copy.body = { ...(copy.body as object), [name]: copy[place][parameter] };
    else copy[place][parameter] = (copy.body as Record<string, unknown>)[name];
  }
  return copy;
}

/** A valid input of only what is required. */
export function makeSmallestInput(subject: Subject): Input {
  return sampleOne(generateInputs(subject, { ...anyPicks, optional: 'never' }), 1);
}

/**
 * Inputs that hold what is hard, by construction: each hard text wherever it may stand, texts as short and as long as
 * they may be, the ends of the range of integers; all that is optional is there.
 */
export function listHardInputs(subject: Subject, seed: number): Input[] {
  return Array.from({ length: Object.keys(hardTexts).length + 2 }, (_, index) =>
    sampleOne(generateInputs(subject, makeHardPicks(index)), seed + index),
  );
}

/** In each input each text is another one: where the one whose turn it is does not fit, the next that does. */
function makeHardPicks(turn: number): Picks {
  return {
    optional: 'always',
    texts: (rules, location) => {
      const all = [...Object.values(hardTexts), makeLongestText(rules, location), makeText(rules.minLength)];
      const inTurn = [...all.slice(turn), ...all.slice(0, turn)];
      const text = inTurn.find((candidate) => candidate !== undefined && fitsAsText(candidate, rules, location));
      return text === undefined ? generateTexts(rules, location) : fc.constant(text);
    },
    integers: (rules) => {
      const { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER } = rules;
      const end = turn % 2 === 0 ? maximum : minimum;
      return rules.excluded.includes(end) ? generateIntegers(rules) : fc.constant(end);
    },
  };
}
