import type { DocumentedOperation, Sample } from '@dli-openapi/authoring/documented/types';
import { isSame } from '@dli-openapi/authoring/statements';
import type { Content, Operation, Pointer, Schema } from '@dli-openapi/openapi';
import { isNode, joinPointer } from '@dli-openapi/openapi';
import type { Comparison } from './compare-facts.ts';

/** Compares each sample of the page with the closest example, and lists the samples that are not JSON. */
export function compareSamples({ operationId, pages: [page] }: DocumentedOperation, operation: Operation): Comparison[] {
  return page.samples.flatMap((sample, index) => {
    const place = `sample.${sample.of}.${index}`;
    const comparison = { operationId, rule: 'sample', place, agrees: false };
    const { at, differences } = findClosestExample(sample, operation);
    const known = 'value' in sample ? differences : [];
    return [
      ...(sample.broken === undefined ? [] : [{ ...comparison, page: sample.broken, document: undefined, at }]),
      ...known.map(({ pointer, ...sides }) => ({ ...comparison, ...sides, place: place + pointer, at })),
    ];
  });
}

/** The document's value for a sample of a page. */
export interface SampleMatch {
  /** Undefined if the document has no example there. */
  value: unknown;
  /** The schema of the request or response. */
  schema: Schema | undefined;
  /** Where the value stands, or would stand. */
  at: Pointer;
  /** The differences of the sample, by pointer. Undefined stands for nothing. */
  differences: Difference[];
}

export interface Difference {
  /** Below the sample: `.job.status_name`, `.jobs[0]`; empty for the sample as a whole. */
  pointer: string;
  page: unknown;
  document: unknown;
}

/** Finds the example closest to a sample, among the operation's examples or the field's values in them. */
export function findClosestExample({ of, value }: Sample, operation: Operation): SampleMatch {
  const nowhere = joinPointer('/paths', operation.path, operation.method);
  const [location = '', ...keys] = of.split(/\.|(?=\[\])/);
  const matches = listExamplesAt(operation, location).flatMap((example) =>
    listValues(example.value, keys).map((found) => ({ ...example, value: found, differences: [...findDifferences(value, found)] })),
  );
  const [first, ...others] = matches;
  if (!first) return { value: undefined, schema: undefined, at: nowhere, differences: [...findDifferences(value, undefined)] };
  return others.reduce((best, match) => (countDifferences(match) < countDifferences(best) ? match : best), first);
}

/** Counts differences, each with all its parts. A list that contains the sample counts as one. */
function countDifferences({ differences }: SampleMatch): number {
  return differences.reduce((sum, { page, document }) => sum + (isAround(document, page) ? 1 : countParts(page) + countParts(document)), 0);
}

function isAround(list: unknown, value: unknown): boolean {
  return Array.isArray(list) && list.some((item) => isSame(item, value));
}

function countParts(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, child) => sum + countParts(child), 1);
}

type Example = Pick<SampleMatch, 'value' | 'schema' | 'at'>;

/** Lists the examples at a location. A sample of unknown direction may be a request or a response. */
function listExamplesAt({ path, method, requestBody, responses }: Operation, location: string): Example[] {
  const at = joinPointer('/paths', path, method);
  const listRequests = () => listExamples(requestBody, joinPointer(at, 'requestBody'));
  const listReceived = () =>
    Object.entries(responses).flatMap(([status, { content }]) => listExamples(content, joinPointer(at, 'responses', status)));
  if (location === 'request' || location === 'body') return listRequests();
  return location === 'response' ? listReceived() : [...listRequests(), ...listReceived()];
}

function listExamples(content: Content | undefined, at: Pointer): Example[] {
  return Object.entries(content?.examples ?? {}).map(([name, { value }]) => ({
    value,
    schema: content?.schema,
    at: joinPointer(at, 'content', 'application/json', 'examples', name),
  }));
}

/** Lists the values at a place of an example; `[]` stands for every item. */
function listValues(value: unknown, [key, ...rest]: string[]): unknown[] {
  if (key === undefined) return [value];
  if (key === '[]') return Array.isArray(value) ? value.flatMap((item) => listValues(item, rest)) : [];
  return isNode(value) && key in value ? listValues(value[key], rest) : [];
}

function* findDifferences(page: unknown, document: unknown, pointer = ''): Generator<Difference> {
  if (Array.isArray(page) && Array.isArray(document)) {
    const length = Math.max(page.length, document.length);
    for (let index = 0; index < length; index++) yield* findDifferences(page[index], document[index], `${pointer}[${index}]`);
  } else if (isNode(page) && isNode(document)) {
    const keys = new Set([...Object.keys(page), ...Object.keys(document)]);
    for (const key of keys) yield* findDifferences(page[key], document[key], `${pointer}.${key}`);
  } else if (page !== document) yield { pointer, page, document };
}
