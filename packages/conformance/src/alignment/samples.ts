import type { DocumentedOperation, Sample } from '@dli-openapi/authoring/documented/types';
import { isSame } from '@dli-openapi/authoring/statements';
import type { Content, Operation, Pointer, Schema } from '@dli-openapi/openapi';
import { isNode, joinPointer } from '@dli-openapi/openapi';
import type { Comparison } from './compare-facts.ts';

/** Compares each sample of the page with the example that is closest to it, and lists the samples that are not JSON. */
export function compareSamples({ operationId, pages: [page] }: DocumentedOperation, operation: Operation): Comparison[] {
  return page.samples.flatMap((sample, index) => {
    const place = `sample.${sample.of}.${index}`;
    const comparison = { operationId, rule: 'sample', place, agrees: false };
    const { at, differences } = closestExample(sample, operation);
    const known = 'value' in sample ? differences : [];
    return [
      ...(sample.broken === undefined ? [] : [{ ...comparison, page: sample.broken, document: undefined, at }]),
      ...known.map(({ pointer, ...sides }) => ({ ...comparison, ...sides, place: place + pointer, at })),
    ];
  });
}

/** A value that the document has where a page prints a sample. */
export interface SampleMatch {
  /** Undefined when the document has no example there at all. */
  value: unknown;
  /** The schema of the request or response that has the value. */
  schema: Schema | undefined;
  /** Where the value stands, or would. */
  at: Pointer;
  /** Where the sample differs from it, by pointer. Undefined stands for what is not there. */
  differences: Difference[];
}

export interface Difference {
  /** Below the sample: `.job.status_name`, `.jobs[0]`; empty for the sample as a whole. */
  pointer: string;
  page: unknown;
  document: unknown;
}

/** The example that differs least from a sample: of the operation's examples, or of the field's values in them. */
export function closestExample({ of, value }: Sample, operation: Operation): SampleMatch {
  const nowhere = joinPointer('/paths', operation.path, operation.method);
  const [location = '', ...keys] = of.split(/\.|(?=\[\])/);
  const matches = examplesAt(operation, location).flatMap((example) =>
    valuesAt(example.value, keys).map((found) => ({ ...example, value: found, differences: [...differences(value, found)] })),
  );
  const [first, ...others] = matches;
  if (!first) return { value: undefined, schema: undefined, at: nowhere, differences: [...differences(value, undefined)] };
  return others.reduce((best, match) => (distance(match) < distance(best) ? match : best), first);
}

/** How much differs: what stands on one side only counts with all that is in it, but a list around the sample is close to it. */
function distance({ differences }: SampleMatch): number {
  return differences.reduce((sum, { page, document }) => sum + (isAround(document, page) ? 1 : sizeOf(page) + sizeOf(document)), 0);
}

function isAround(list: unknown, value: unknown): boolean {
  return Array.isArray(list) && list.some((item) => isSame(item, value));
}

function sizeOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, child) => sum + sizeOf(child), 1);
}

type Example = Pick<SampleMatch, 'value' | 'schema' | 'at'>;

/** A page does not always say whether its sample is sent or received: then it may be either. */
function examplesAt({ path, method, requestBody, responses }: Operation, location: string): Example[] {
  const at = joinPointer('/paths', path, method);
  const requests = () => examplesOf(requestBody, joinPointer(at, 'requestBody'));
  const received = () =>
    Object.entries(responses).flatMap(([status, { content }]) => examplesOf(content, joinPointer(at, 'responses', status)));
  if (location === 'request' || location === 'body') return requests();
  return location === 'response' ? received() : [...requests(), ...received()];
}

function examplesOf(content: Content | undefined, at: Pointer): Example[] {
  return Object.entries(content?.examples ?? {}).map(([name, { value }]) => ({
    value,
    schema: content?.schema,
    at: joinPointer(at, 'content', 'application/json', 'examples', name),
  }));
}

/** The values at a place of an example; `[]` stands for every item. */
function valuesAt(value: unknown, [key, ...rest]: string[]): unknown[] {
  if (key === undefined) return [value];
  if (key === '[]') return Array.isArray(value) ? value.flatMap((item) => valuesAt(item, rest)) : [];
  return isNode(value) && key in value ? valuesAt(value[key], rest) : [];
}

function* differences(page: unknown, document: unknown, pointer = ''): Generator<Difference> {
  if (Array.isArray(page) && Array.isArray(document)) {
    const length = Math.max(page.length, document.length);
    for (let index = 0; index < length; index++) yield* differences(page[index], document[index], `${pointer}[${index}]`);
  } else if (isNode(page) && isNode(document)) {
    const keys = new Set([...Object.keys(page), ...Object.keys(document)]);
    for (const key of keys) yield* differences(page[key], document[key], `${pointer}.${key}`);
  } else if (page !== document) yield { pointer, page, document };
}
