import type { Arbitrary } from 'fast-check';
import fc from 'fast-check';
import type { Input, Subject } from '../subject.ts';
import type { ListCases, Placed } from './cases.ts';
import { listBreaks, listEdges, strayName } from './cases.ts';
import type { PlacedCase } from './cases-within.ts';
import { listCasesWithin } from './cases-within.ts';
import { generateInputs, repeatParameters } from './inputs.ts';
import { keepFitting } from './property.ts';
import { readRules } from './rules.ts';
import { startAt } from './values.ts';
import type { WireRequest } from './wire.ts';
import { parseJson, writePair, writeRequest } from './wire.ts';

/** Valid inputs with one value at the edge of what the document accepts. */
export interface InputCase {
  rule: string;
  /** `query.limit`, `body.tags[].key`. */
  place: string;
  inputs: Arbitrary<Input & { pointer: string }>;
  ofVariant: boolean;
}

/** A request that breaks one rule of the document, and is valid otherwise. */
export interface BrokenRequest {
  rule: string;
  /** The place of the violation: `query.limit`, `body.tags[0].key`, `body` as a whole. */
  pointer: string;
  /** The violation may be reported within the place: of variants, it is only certain that none applies. */
  orWithin: boolean;
  request: WireRequest;
}

/** One way to break a request of an operation. */
export interface Break {
  rule: string;
  place: string;
  requests: Arbitrary<BrokenRequest>;
}

/** Lists every edge of an operation's inputs, each with valid inputs. */
export function listInputEdges(subject: Subject): InputCase[] {
  return listInputCases(subject, listEdges, true);
}

/** Lists every rule that a request of an operation can break, each with requests that break it. */
export function listRequestBreaks(subject: Subject): Break[] {
  const inputs = generateInputs(subject);
  return [
    ...listInputCases(subject, listBreaks, false).map(({ rule, place, inputs: broken, ofVariant }) => ({
      rule,
      place,
      requests: broken.map(({ pointer, ...input }) => ({
        rule,
        pointer,
        orWithin: ofVariant,
        request: writeRequest(subject.operation, input),
      })),
    })),
    ...listQueryBreaks(subject, inputs),
    ...listWireBreaks(subject, inputs),
    ...listBodyBreaks(subject, inputs),
  ];
}

/** Lists inputs in which one parameter or schema of the body has a special value. */
function listInputCases(subject: Subject, listCases: ListCases, valid: boolean): InputCase[] {
  const inputs = generateInputs(subject);
  const { parameters, body } = subject;
  const put = (at: string, cases: readonly PlacedCase[], set: (input: Input, value: unknown) => Input): InputCase[] =>
    cases.flatMap((found) =>
      keepSure(subject, at, found, valid).map(({ rule, place, values, ofVariant }) => ({
        rule,
        place: at + place,
        ofVariant,
        inputs: fc.tuple(inputs, values).map(([input, { value, pointer }]) => {
          const changed = set(input, value);
          // A rule is broken in one place only.
          const repeated = valid ? repeatParameters(changed, body, at === 'body' ? 'body' : 'parameters') : changed;
          return { ...repeated, pointer: at + pointer };
        }),
      })),
    );
  return [
    ...parameters.flatMap(({ name, in: place, schema }) =>
      put(`${place}.${name}`, listCasesWithin(schema, startAt(place), listCases), (input, value) => ({
        ...input,
        [place]: { ...input[place], [name]: value },
      })),
    ),
    ...put('body', body ? listCasesWithin(body, startAt('body'), listCases) : [], (input, value) => ({ ...input, body: value })),
  ];
}

/** Keeps the values of a variant that are certainly valid or invalid as a whole. The validator does not check 64 bits. */
export function keepSure({ fits }: Subject, at: string, found: PlacedCase, valid: boolean): PlacedCase[] {
  if (!found.ofVariant) return [found];
  const isSure = ({ value }: Placed) => fits(at, value) === valid;
  // Mostly the first of them is sure.
  const isFound = [1, 30].some((numRuns) => fc.sample(found.values, { seed: 1, numRuns }).some(isSure));
  if (found.rule === 'int64' || !isFound) return [];
  return [{ ...found, values: keepFitting(found.values, isSure, () => `value for ${found.rule} of ${at}${found.place}`) }];
}

function toBreak(rule: string, place: string, requests: Arbitrary<WireRequest>): Break {
  return { rule, place, requests: requests.map((request) => ({ rule, pointer: place, orWithin: false, request })) };
}

function listQueryBreaks({ operation, parameters }: Subject, inputs: Arbitrary<Input>): Break[] {
  return parameters
    .filter((parameter) => parameter.in === 'query')
    .flatMap(({ name, required, schema }) => {
      const twice = inputs.map(({ query: { [name]: value = '', ...others }, ...input }) => {
        const request = writeRequest(operation, { ...input, query: { ...others, [name]: value } });
        return { ...request, query: `${request.query}&${writePair(name, value)}` };
      });
      const missing = inputs.map(({ query: { [name]: _, ...query }, ...input }) => writeRequest(operation, { ...input, query }));
      return [
        ...(readRules(schema).types.includes('array') ? [] : [toBreak('repeated', `query.${name}`, twice)]),
        ...(required ? [toBreak('required', `query.${name}`, missing)] : []),
      ];
    });
}

/** Lists violations in the HTTP request. Only a strict mock refuses unknown parameters. */
function listWireBreaks({ operation, parameters }: Subject, inputs: Arbitrary<Input>): Break[] {
  const known = new Set(parameters.map(({ name }) => name));
  const names = fc.string({ minLength: 1, maxLength: 40 }).filter((name) => !known.has(name));
  const stray = [fc.constant(strayName), names].map((some) =>
    fc.tuple(inputs, some, fc.string()).map(([input, name, value]) => ({
      rule: 'unknown',
      pointer: `query.${name}`,
      orWithin: false,
      request: writeRequest(operation, { ...input, query: { ...input.query, [name]: value } }),
    })),
  );
  const notUtf8 = fc.constantFrom('%', '%zz', '%ff', '%e4%bd', '%c0%af', '%ed%a0%80');
  const badQuery = fc.tuple(inputs, notUtf8, fc.string({ maxLength: 5 })).map(([input, bytes, before]) => {
    const { query, ...request } = writeRequest(operation, input);
    return { ...request, query: `${query}&other=${encodeURIComponent(before)}${bytes}` };
  });
  const badPath = fc.tuple(inputs, notUtf8).map(([input, bytes]) => {
    const encoded = writeRequest(operation, { ...input, path: Object.fromEntries(Object.keys(input.path).map((name) => [name, '\0'])) });
    return { ...writeRequest(operation, input), path: encoded.path.replaceAll('%00', bytes) };
  });
  return [
    ...stray.map((requests) => ({ rule: 'unknown', place: 'query.*', requests })),
    toBreak('encoding', 'query', badQuery),
    ...(operation.path.includes('{') ? [toBreak('encoding', 'path', badPath)] : []),
  ];
}

function listBodyBreaks({ operation: { method, requestBody, ...operation }, body }: Subject, inputs: Arbitrary<Input>): Break[] {
  const requests = inputs.map((input) => writeRequest({ ...operation, method, requestBody }, input));
  // `fetch` sends no body with GET.
  if (!body && (method === 'get' || method === 'head')) return [];
  const stray = fc
    .tuple(requests, fc.json({ maxDepth: 1 }))
    .map(([request, text]) => ({ ...request, body: text, mediaType: 'application/json' }));
  if (!body) return [toBreak('unexpected', 'body', stray)];
  const ends = fc.constantFrom('', ',', '}', ']', '"', "'", '\0');
  const malformed = fc
    .tuple(requests, fc.nat(), ends)
    .map(([{ body: text = '', ...request }, anywhere, end]) => ({ ...request, body: text.slice(0, anywhere % (text.length + 1)) + end }))
    .filter(({ body: text }) => text !== '' && parseJson(text) === undefined);
  const otherType = fc.tuple(requests, otherMediaTypes).map(([request, mediaType]) => ({ ...request, mediaType }));
  const withoutBody = requests.map((request) => ({ ...request, body: undefined, mediaType: undefined }));
  return [
    toBreak('json', 'body', malformed),
    toBreak('media type', 'header.content-type', otherType),
    ...(requestBody?.required ? [toBreak('required', 'body', withoutBody)] : []),
  ];
}

const otherMediaTypes = fc.constantFrom('text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'application/jsonp', 'json');
