import type { Operation } from '@dli-openapi/openapi';
import type { Arbitrary } from 'fast-check';
import fc from 'fast-check';
import type { Input } from '../requests.ts';
import type { Broken } from './faults.ts';
import { faultsOf } from './faults.ts';
import type { PlacedFault } from './faults-within.ts';
import { faultsWithin } from './faults-within.ts';
import type { Subject } from './inputs.ts';
import { contextOf, inputsOf } from './inputs.ts';
import { kept } from './kept.ts';
import { rulesOf } from './rules.ts';
import type { WireRequest } from './wire.ts';
import { pairOf, wireOf } from './wire.ts';

/** A request that breaks one rule of the document, and is as it should be otherwise. */
export interface BrokenRequest {
  rule: string;
  /** What breaks the rule: `query.limit`, `body.tags[0].key`, `body` as a whole. */
  pointer: string;
  /** Or something within it: of variants, only that none fits can be told for sure. */
  orWithin: boolean;
  request: WireRequest;
}

/** One way to break a request of an operation. */
export interface Break {
  rule: string;
  /** `query.limit`, `body.tags[].key`. */
  place: string;
  requests: Arbitrary<BrokenRequest>;
}

/** Every rule that a request of an operation can break, each with requests that break it. */
export function breaksOf(subject: Subject): Break[] {
  const inputs = inputsOf(subject);
  return [
    ...withOneValue(subject, inputs, faultsOf),
    ...queryBreaks(subject, inputs),
    ...wireBreaks(subject, inputs),
    ...bodyBreaks(subject, inputs),
  ];
}

/** Requests that are valid but for the value of one parameter or schema of the body. */
export function withOneValue(subject: Subject, inputs: Arbitrary<Input>, faults: typeof faultsOf): Break[] {
  const { parameters, body } = subject.views;
  return [
    ...parameters.flatMap(({ name, in: place, view }) =>
      faultsWithin(view, contextOf(place), faults).flatMap((fault) => {
        const put = (input: Input, value: unknown) => ({ ...input, [place]: { ...input[place], [name]: value } });
        return replaced(subject, inputs, fault, `${place}.${name}`, put);
      }),
    ),
    ...(body ? faultsWithin(body, contextOf('body'), faults) : []).flatMap((fault) =>
      replaced(subject, inputs, fault, 'body', (input, value) => ({ ...input, body: value })),
    ),
  ];
}

function replaced(
  { operation, faultsAs }: Subject,
  inputs: Arbitrary<Input>,
  { rule, place, broken, ofVariant }: PlacedFault,
  at: string,
  put: (input: Input, value: unknown) => Input,
): Break[] {
  const requestsWith = (values: Arbitrary<Broken>): Arbitrary<BrokenRequest> =>
    fc.tuple(inputs, values).map(([input, { value, pointer }]) => ({
      rule,
      pointer: at + pointer,
      orWithin: ofVariant,
      request: wireOf(operation, put(input, value)),
    }));
  const found = { rule, place: at + place };
  if (!ofVariant) return [{ ...found, requests: requestsWith(broken) }];
  // What breaks a rule of one variant may always fit another one. The validator knows nothing of 64 bits.
  const isInvalid = ({ value }: Broken) => faultsAs(at, value).length > 0;
  const isRule = rule !== 'int64' && fc.sample(broken, { seed: 1, numRuns: 30 }).some(isInvalid);
  return isRule ? [{ ...found, requests: requestsWith(kept(broken, isInvalid, () => `value that breaks ${rule} of ${found.place}`)) }] : [];
}

function breakOf(rule: string, place: string, requests: Arbitrary<WireRequest>): Break {
  return { rule, place, requests: requests.map((request) => ({ rule, pointer: place, orWithin: false, request })) };
}

function queryBreaks({ operation, views }: Subject, inputs: Arbitrary<Input>): Break[] {
  return views.parameters
    .filter((parameter) => parameter.in === 'query')
    .flatMap(({ name, required, view }) => {
      const twice = inputs.map(({ query: { [name]: value = '', ...others }, ...input }) => {
        const request = wireOf(operation, { ...input, query: { ...others, [name]: value } });
        return { ...request, query: `${request.query}&${pairOf(name, value)}` };
      });
      const missing = inputs.map(({ query: { [name]: _, ...query }, ...input }) => wireOf(operation, { ...input, query }));
      return [
        ...(rulesOf(view).types.includes('array') ? [] : [breakOf('repeated', `query.${name}`, twice)]),
        ...(required ? [breakOf('required', `query.${name}`, missing)] : []),
      ];
    });
}

/** Rules of what goes over the wire. The mock has to be strict to refuse parameters that are not known. */
function wireBreaks({ operation, views }: Subject, inputs: Arbitrary<Input>): Break[] {
  const known = new Set(views.parameters.map(({ name }) => name));
  const unknown = fc.tuple(fc.string({ minLength: 1, maxLength: 40 }), fc.string()).filter(([name]) => !known.has(name));
  const notUtf8 = fc.constantFrom('%', '%zz', '%ff', '%e4%bd', '%c0%af', '%ed%a0%80');
  const stray = fc.tuple(inputs, unknown).map(([input, [name, value]]) => ({
    rule: 'unknown',
    pointer: `query.${name}`,
    orWithin: false,
    request: wireOf(operation, { ...input, query: { ...input.query, [name]: value } }),
  }));
  const badQuery = fc.tuple(inputs, notUtf8, fc.string({ maxLength: 5 })).map(([input, bytes, before]) => {
    const { query, ...request } = wireOf(operation, input);
    return { ...request, query: `${query}&other=${encodeURIComponent(before)}${bytes}` };
  });
  const badPath = fc.tuple(inputs, notUtf8).map(([input, bytes]) => {
    const encoded = wireOf(operation, { ...input, path: Object.fromEntries(Object.keys(input.path).map((name) => [name, '\0'])) });
    return { ...wireOf(operation, input), path: encoded.path.replaceAll('%00', bytes) };
  });
  return [
    { rule: 'unknown', place: 'query.*', requests: stray },
    breakOf('encoding', 'query', badQuery),
    ...(operation.path.includes('{') ? [breakOf('encoding', 'path', badPath)] : []),
  ];
}

function bodyBreaks({ operation, views }: Subject, inputs: Arbitrary<Input>): Break[] {
  const requests = inputs.map((input) => wireOf(operation, input));
  if (!views.body) return strayBodies(operation, requests);
  const ends = fc.constantFrom('', ',', '}', ']', '"', "'", '\0');
  const malformed = fc
    .tuple(requests, fc.nat(), ends)
    .map(([{ body = '', ...request }, anywhere, end]) => ({ ...request, body: body.slice(0, anywhere % (body.length + 1)) + end }))
    .filter(({ body }) => body !== '' && !isJson(body));
  const otherType = fc.tuple(requests, otherMediaTypes).map(([request, mediaType]) => ({ ...request, mediaType }));
  const withoutBody = requests.map((request) => ({ ...request, body: undefined, mediaType: undefined }));
  return [
    breakOf('json', 'body', malformed),
    breakOf('media type', 'header.content-type', otherType),
    ...(operation.requestBody?.required ? [breakOf('required', 'body', withoutBody)] : []),
  ];
}

const otherMediaTypes = fc.constantFrom('text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'application/jsonp', 'json');

/** A body where the operation takes none. `fetch` sends none with GET. */
function strayBodies({ method }: Operation, requests: Arbitrary<WireRequest>): Break[] {
  if (method === 'get' || method === 'head') return [];
  const bodies = fc.tuple(requests, fc.json({ maxDepth: 1 }));
  return [
    breakOf(
      'unexpected',
      'body',
      bodies.map(([request, body]) => ({ ...request, body, mediaType: 'application/json' })),
    ),
  ];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
