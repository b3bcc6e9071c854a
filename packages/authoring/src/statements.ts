// What the sources state of an operation, as facts to compare with the rows of the document.
import { formatPlace, isNode } from '@dli-openapi/openapi';
import type { DocumentedCommon, DocumentedOperation, Row, Sample, Source } from './documented/types.ts';

/** One fact that a source states. */
export interface Statement {
  /** Such as `query.limit`, `response.job_list.jobs[].status`, `status.400`. */
  place: string;
  /** Such as `presence`, `type`, `maxLength`. */
  rule: string;
  value: unknown;
  source: Source;
  /** A table of the operation's page states it, with which the document is compared first. */
  isOfPage: boolean;
  /** A sample shows it. */
  isSampled: boolean;
}

/** Limits that tables state in prose, and the keywords for them. */
const proseRules: Record<string, Record<string, unknown>> = {
  '-1 or > 0': { minimum: -1, not: { const: 0 } },
  '0, 1 or 2:<path>': { pattern: '^(?:0|1|2:.+)$' },
};

/** Lists everything that the sources state of an operation, its page first. */
export function listStatements({ pages, ...operation }: DocumentedOperation): Statement[] {
  const [page] = pages;
  const statements = Object.entries(operation).map(
    ([rule, value]): Statement => ({ place: 'operation', rule, value, source: page.source, isOfPage: true, isSampled: false }),
  );
  pages.forEach(({ source, docId, statuses, errorCodes, rows, samples }, index) => {
    const isOfPage = index === 0;
    const add = (place: string, rule: string, value: unknown, isSampled = false) =>
      statements.push({ place, rule, value, source, isOfPage: isOfPage && !isSampled, isSampled });
    if (docId !== undefined) add('operation', 'x-dli-doc-id', docId);
    for (const status of statuses) add(`status.${status}`, 'presence', 'present');
    for (const code of isOfPage ? errorCodes : []) add(`errorCode.${code}`, 'presence', 'present');
    for (const location of ['body', 'response'] as const) addBody(rows, location, add);
    for (const row of rows) addRow(row, add);
    addSamples(samples, (place, rule, value) => add(place, rule, value, true));
  });
  return statements;
}

/** Lists what is stated of all operations. */
export function listCommonStatements({ error, regions, credentials }: DocumentedCommon): Statement[] {
  const statements: Statement[] = [];
  const add = (place: string, rule: string, value: unknown) =>
    statements.push({ place, rule, value, source: 'seed', isOfPage: true, isSampled: false });
  addBody(error, 'error', add);
  for (const row of error) addRow(row, add);
  add('servers.domain', 'enum', Object.keys(regions));
  for (const [domain, names] of Object.entries(regions)) add(`servers.${domain}`, 'regions', names);
  add('security', 'credentials', credentials);
  return statements;
}

/** Whether a source states a value; undefined stands for nothing. The SDK does not state the bits of a number. */
export function confirms({ rule, value, source }: Statement, said: unknown): boolean {
  if (isSame(value, said)) return true;
  if (rule === 'required') return value === false && said === undefined;
  if (rule !== 'type' || source !== 'sdk-2026' || typeof said !== 'string') return false;
  return value === said.replaceAll('long', 'integer') || value === said.replaceAll(/integer|long/g, 'number');
}

/**
 * Finds what the sources state in place of a value, if they contradict it: the page, or the SDK if only the SDK does. If the page is
 * silent, any other source but the SDK stands in for it. A property of a response is required only if page and SDK both say so: one
 * of them suffices for it to be optional.
 */
export function findContradiction(stated: readonly Statement[], said: unknown): { page: unknown } | { sdk: unknown } | undefined {
  const page = stated.find(({ isOfPage }) => isOfPage);
  const sdk = stated.find(({ source }) => source === 'sdk-2026');
  const others = page ? [page] : stated.filter((statement) => statement !== sdk);
  const byPage = (others.length > 0 ? others : stated).some((statement) => confirms(statement, said));
  const bySdk = sdk ? confirms(sdk, said) : byPage;
  const isOptional = !said && sdk?.rule === 'required' && sdk.place.startsWith('response');
  if (isOptional ? byPage || bySdk : byPage && bySdk) return undefined;
  return byPage ? { sdk: sdk?.value } : { page: (page ?? stated[0])?.value };
}

/** Whether two values are the same. Lists are sets: their order says nothing. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one, sortKeys) === JSON.stringify(other, sortKeys);
}

function sortKeys(_key: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => JSON.stringify(item, sortKeys)).sort();
  return isNode(value) ? Object.fromEntries(Object.entries(value).sort()) : value;
}

type Add = (place: string, rule: string, value: unknown) => void;

/** Adds the body, which no table states, if there are rows of it. */
function addBody(rows: readonly Row[], location: 'body' | 'response' | 'error', add: Add): void {
  const within = rows.filter((row) => row.location === location);
  if (within.length === 0 || within.some(({ pointer }) => pointer === '[]')) return;
  add(location, 'presence', 'present');
  add(location, 'type', 'object');
  add(location, 'required', true);
}

function addRow({ location, pointer, name: _name, type, enum: values, rule, ...facts }: Row, add: Add): void {
  const item = /^array<(.*)>$/.exec(type ?? '')?.[1];
  // A table states an array at the top as `[]`, but means the array.
  const place = formatPlace(location, pointer === '[]' && item !== undefined ? '' : pointer);
  add(place, 'presence', 'present');
  if (type !== undefined) add(place, 'type', type);
  if (values) add(item === undefined ? place : `${place}[]`, 'enum', values);
  if (rule !== undefined) for (const [word, value] of Object.entries(proseRules[rule] ?? { rule })) add(place, word, value);
  for (const [word, value] of Object.entries(facts)) add(place, word, value);
}

const locations: Record<string, string> = { request: 'body', response: 'response' };

/** Adds what samples show: the fields, their types, and which can be null. */
function addSamples(samples: readonly Sample[], add: Add): void {
  const types = new Map<string, string | undefined>();
  const nulls = new Set<string>();
  for (const { of, value } of samples) {
    const location = locations[of] ?? (of.includes('.') ? of : undefined);
    if (value !== undefined && location !== undefined) visit(value, location, types, nulls);
  }
  for (const [place, type] of types) {
    add(place, 'presence', 'present');
    if (type !== undefined) add(place, 'type', type);
  }
  for (const place of nulls) add(place, 'nullable', true);
}

function visit(value: unknown, place: string, types: Map<string, string | undefined>, nulls: Set<string>): void {
  const known = types.get(place);
  if (value === null) nulls.add(place);
  types.set(place, value === null ? known : mergeTypes(known, readType(value)));
  if (Array.isArray(value)) for (const item of value) visit(item, `${place}[]`, types, nulls);
  else if (isNode(value)) for (const [name, child] of Object.entries(value)) visit(child, `${place}.${name}`, types, nulls);
  else if (typeof value === 'string' && /^\s*[{[]/.test(value)) {
    const content = parseJson(value);
    if (content !== undefined) visit(content, `${place}{}`, types, nulls);
  }
}

function readType(value: unknown): string {
  if (Array.isArray(value)) return `array<${value.map(readType).reduce(mergeTypes, undefined as string | undefined) ?? '?'}>`;
  if (typeof value !== 'number') return typeof value;
  if (!Number.isInteger(value)) return 'number';
  return Math.abs(value) > 2 ** 31 ? 'long' : 'integer';
}

function mergeTypes(one: string | undefined, other: string): string {
  if (one === undefined || one === other) return other;
  const numbers = ['integer', 'long', 'number'];
  if (numbers.includes(one) && numbers.includes(other)) return numbers[Math.max(numbers.indexOf(one), numbers.indexOf(other))] ?? other;
  return [one, other].sort().join(' | ');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
