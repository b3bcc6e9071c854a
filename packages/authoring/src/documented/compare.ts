import { isDeepStrictEqual } from 'node:util';
import { formatPlace } from '@dli-openapi/openapi';
import type { Page, Row, Sample } from './types.ts';

/** Compares a page with the known one: a line for each row and each value of a sample that differs. */
export function comparePages(known: Page | undefined, read: Page): string[] {
  const listRows = (page: Page | undefined): Map<string, Row> =>
    groupByKey(page?.rows ?? [], ({ location, pointer }) => formatPlace(location, pointer));
  const listSamples = (page: Page | undefined): Map<string, Sample> => groupByKey(page?.samples ?? [], ({ of }) => `sample of the ${of}`);
  return [
    ...compareMaps(
      listRows(known),
      listRows(read),
      ({ location: _location, pointer: _pointer, name: _name, ...facts }) => facts,
      compareFacts,
    ),
    ...compareSets('status', known?.statuses ?? [], read.statuses),
    ...compareSets('error code', known?.errorCodes ?? [], read.errorCodes),
    ...compareMaps(listSamples(known), listSamples(read), ({ of: _of, ...sample }) => sample, compareValues),
  ];
}

/** Groups entries by key. A repeated key gets a number. */
function groupByKey<Entry>(entries: Entry[], readKey: (entry: Entry) => string): Map<string, Entry> {
  const keyed = new Map<string, Entry>();
  for (const entry of entries) {
    const plain = readKey(entry);
    let key = plain;
    for (let number = 2; keyed.has(key); number++) key = `${plain} ${number}`;
    keyed.set(key, entry);
  }
  return keyed;
}

function compareMaps<Entry>(
  before: Map<string, Entry>,
  after: Map<string, Entry>,
  strip: (entry: Entry) => object,
  compare: (before: object, after: object) => string[],
): string[] {
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((key) => {
    const [gone, added] = [before.get(key), after.get(key)];
    if (!gone || !added) return [`${added ? '+' : '-'} ${key} ${JSON.stringify(strip((added ?? gone) as Entry))}`];
    const changes = compare(strip(gone), strip(added));
    return changes.length === 0 ? [] : [`~ ${key}: ${changes.join(', ')}`];
  });
}

function compareSets(what: string, before: string[], after: string[]): string[] {
  const gone = before.filter((entry) => !after.includes(entry)).map((entry) => `- ${what} ${entry}`);
  const added = after.filter((entry) => !before.includes(entry)).map((entry) => `+ ${what} ${entry}`);
  return [...gone, ...added];
}

function compareFacts(before: object, after: object): string[] {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((name) => !isDeepStrictEqual(old.get(name), now.get(name)))
    .map((name) => `${name} ${format(old.get(name))} → ${format(now.get(name))}`);
}

/** Like {@link compareFacts}, but down to the innermost values. */
function compareValues(before: object, after: object): string[] {
  const [old, now] = [before, after].map((value) => new Map(listLeaves(value, ''))) as [Map<string, unknown>, Map<string, unknown>];
  return compareFacts(Object.fromEntries(old), Object.fromEntries(now));
}

function listLeaves(value: unknown, pointer: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return [[pointer, value]];
  return Object.entries(value).flatMap(([key, inner]) => listLeaves(inner, pointer === '' ? key : `${pointer}.${key}`));
}

const format = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
