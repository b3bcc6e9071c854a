import type { Document, FlatSchema, Operation, Pointer } from '@dli-openapi/openapi';
import type { Arbitrary } from 'fast-check';
import fc from 'fast-check';
import type { Input, RequestViews } from '../requests.ts';
import { requestViews } from '../requests.ts';
import { validatorOf } from '../validator.ts';
import { kept } from './kept.ts';
import type { Rules } from './rules.ts';
import type { Location } from './texts.ts';
import { fits, hardTexts, longestText, textOfLength, textsOf } from './texts.ts';
import type { Context, Picks } from './values.ts';
import { anyPicks, integersOf, valuesOf } from './values.ts';

/** What inputs are generated for. */
export interface Subject {
  operation: Operation;
  views: RequestViews;
  /** The faults of a value as `body`, `query.limit`. Asked only where a schema has variants: what is made for one may fit another. */
  faultsAs(place: string, value: unknown): string[];
}

export function subjectOf(document: Document, operation: Operation): Subject {
  const validate = validatorOf(document);
  const { parameters, requestBody } = operation;
  const schemas = new Map(parameters.map(({ in: place, name, schema }) => [`${place}.${name}`, schema]));
  if (requestBody) schemas.set('body', requestBody.schema);
  return {
    operation,
    views: requestViews(document, operation),
    faultsAs: (place, value) => validate(schemas.get(place) ?? {})(value),
  };
}

/** The context of a value that stands at the top of where it goes. */
export function contextOf(location: Location, picks: Picks = anyPicks): Context {
  return { location, picks, above: new Set() };
}

/** Inputs of an operation that are valid. */
export function inputsOf({ views: { parameters, body }, faultsAs }: Subject, picks: Picks = anyPicks): Arbitrary<Input> {
  const validValues = (place: Location, pointer: string, view: FlatSchema): Arbitrary<unknown> => {
    const values = valuesOf(view, contextOf(place, picks));
    const isValid = (value: unknown) => faultsAs(pointer, value).length === 0;
    return hasVariants(view) ? kept(values, isValid, () => `valid ${pointer} at ${view.at}`) : values;
  };
  const ofPlace = (place: 'path' | 'query') => {
    const own = parameters.filter((parameter) => parameter.in === place);
    const requiredKeys = own.filter(({ required }) => picks.complete || required).map(({ name }) => name);
    const model = Object.fromEntries(own.map(({ name, view }) => [name, validValues(place, `${place}.${name}`, view)]));
    return fc.record(model, { requiredKeys, noNullPrototype: true });
  };
  const bodies = body ? validValues('body', 'body', body) : fc.constant(undefined);
  return fc.record({ path: ofPlace('path'), query: ofPlace('query'), body: bodies }).map((input) => withRepeated(input, body));
}

function hasVariants(view: FlatSchema, above: ReadonlySet<Pointer> = new Set()): boolean {
  if (view.variants) return true;
  if (above.has(view.at)) return false;
  const children = [...view.properties.values(), view.items, view.additional];
  return children.some((child) => child && hasVariants(child(), new Set([...above, view.at])));
}

/** A body may have to carry a parameter's value once more. */
function withRepeated(input: Input, body: RequestViews['body']): Input {
  const repeated = [...(body?.properties ?? [])].flatMap(([name, property]) => {
    const [place, parameter = ''] = String(property().keywords.get('x-dli-same-as')?.value ?? '').split('.');
    return place === 'path' || place === 'query' ? [[name, input[place][parameter]] as const] : [];
  });
  return repeated.length === 0 ? input : { ...input, body: { ...(input.body as object), ...Object.fromEntries(repeated) } };
}

/**
 * Inputs that hold what is hard, by construction: each hard text wherever it may stand, texts as short and as long as
 * they may be, the ends of the range of integers; all that is optional is there.
 */
export function hardInputs(subject: Subject, seed: number): Input[] {
  return Array.from({ length: texts.length + 2 }, (_, index) => hardInput(subject, seed, index));
}

/** One of {@link hardInputs}. */
export function hardInput(subject: Subject, seed: number, index = 0): Input {
  const [input] = fc.sample(inputsOf(subject, hardPicks(index)), { numRuns: 1, seed: seed + index });
  if (!input) throw new Error(`${subject.operation.operationId}: no input was generated`);
  return input;
}

const texts: readonly string[] = Object.values(hardTexts);

/** In each input each text is another one: where the one whose turn it is does not fit, the next that does. */
function hardPicks(index: number): Picks {
  return {
    complete: true,
    texts: (rules, location) => {
      const ends = [longestText(rules, location), textOfLength(rules.minLength)];
      const all = [...texts, ...ends];
      const inTurn = [...all.slice(index), ...all.slice(0, index)];
      const text = inTurn.find((candidate) => candidate !== undefined && fits(candidate, rules, location));
      return text === undefined ? textsOf(rules, location) : fc.constant(text);
    },
    integers: (rules) => {
      const { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER }: Rules = rules;
      const end = index % 2 === 0 ? maximum : minimum;
      return rules.excluded.includes(end) ? integersOf(rules) : fc.constant(end);
    },
  };
}
