import type { Documented, DocumentedOperation } from '@dli-openapi/authoring/documented/types';
import type { Statement } from '@dli-openapi/authoring/statements';
import { findContradiction, listCommonStatements, listStatements } from '@dli-openapi/authoring/statements';
import type { Document, Operation, Pointer, Row } from '@dli-openapi/openapi';
import { common, joinPointer, listOperations, listRows } from '@dli-openapi/openapi';
import { isHeldElsewhere } from './held-elsewhere.ts';
import { compareSamples } from './samples.ts';

/** One fact, and what each side states. */
export interface Comparison {
  /** `common` for what holds for all operations. */
  operationId: string;
  /** Such as `query.limit`, `response.job_list.jobs[].status`, `status.400`. */
  place: string;
  rule: string;
  /** What the page states, or else the first other source that states anything. Undefined: nothing. */
  page: unknown;
  /** What the SDK states, where it alone contradicts the document. */
  sdk?: unknown;
  /** What the document states. Undefined: nothing. */
  document: unknown;
  agrees: boolean;
  /** Where the document states it, or would. */
  at: Pointer;
}

/** Compares every fact that the document or one of its sources states. */
export function compareFacts(document: Document, documented: Documented): Comparison[] {
  const rows = new Map<string, Row[]>();
  for (const row of listRows(document)) rows.set(row.operationId, [...(rows.get(row.operationId) ?? []), row]);
  const operations = new Map(listOperations(document).map((operation) => [operation.operationId, operation]));
  const sources = new Map(documented.operations.map((source) => [source.operationId, source]));
  return [
    ...[...new Set([...sources.keys(), ...operations.keys()])].flatMap((operationId) => {
      const [source, operation] = [sources.get(operationId), operations.get(operationId)];
      if (!source || !operation) return [compareExistence(operationId, source, operation)];
      const statements = listStatements(source);
      const own = [...(rows.get(operationId) ?? []), ...listErrorCodes(operation, statements)];
      return [...compareSides(operationId, own, statements), ...compareSamples(source, operation)];
    }),
    ...compareSides(common, rows.get(common) ?? [], listCommonStatements(documented.common)),
  ];
}

function compareExistence(operationId: string, source?: DocumentedOperation, operation?: Operation): Comparison {
  return {
    ...{ operationId, place: 'operation', rule: 'presence', agrees: false },
    ...{ page: source && `${source.method} ${source.path}`, document: operation && `${operation.method} ${operation.path}` },
    at: operation ? joinPointer('/paths', operation.path, operation.method) : '/paths',
  };
}

/** Lists the error codes of the page that the examples show. */
function listErrorCodes({ operationId, path, method, responses }: Operation, statements: readonly Statement[]): Row[] {
  const values = Object.values(responses).flatMap(({ content }) => Object.values(content?.examples ?? {}).flatMap(({ value }) => value));
  const shown = new Set(values.map((value) => `errorCode.${(value as { error_code?: unknown } | null)?.error_code}`));
  return statements
    .filter(({ place }) => shown.has(place))
    .map(({ place, rule, value }) => ({ operationId, place, rule, value, at: joinPointer('/paths', path, method, 'responses') }));
}

function compareSides(operationId: string, rows: readonly Row[], statements: readonly Statement[]): Comparison[] {
  const groupByKey = <Item extends { place: string; rule: string }>(items: readonly Item[]): Map<string, Item[]> => {
    const groups = new Map<string, Item[]>();
    for (const item of items) {
      const key = `${item.place} ${item.rule}`;
      groups.set(key, [...(groups.get(key) ?? []), item]);
    }
    return groups;
  };
  const sides = { rows: groupByKey(rows), statements: groupByKey([...statements, ...listConventions(rows)]) };
  const places = new Map(rows.map(({ place, at }) => [place, at]));
  return [...new Set([...sides.statements.keys(), ...sides.rows.keys()])].flatMap((key) => {
    const stated = sides.statements.get(key) ?? [];
    const [row] = sides.rows.get(key) ?? [];
    const { place, rule } = (row ?? stated[0]) as Row | Statement;
    if (row ? stated.length === 0 && isHeldElsewhere(row) : !isRequired(place, rule, stated, places)) return [];
    if (isImplied(place, rule)) return [];
    // Where no type is named, null is one of the values.
    if (rule === 'nullable' && !row && places.has(place) && !sides.rows.has(`${place} type`)) return [];
    const inherited = rule === 'onlyWhen' ? findInherited(place, sides.rows) : undefined;
    const document = row ? row.value : inherited;
    // What the document states more than once, it has to state alike.
    const others = (sides.rows.get(key) ?? []).filter(({ value }) => value !== row?.value);
    const contradiction = findContradiction(stated, document);
    const claims = contradiction ?? { page: stated[0]?.value };
    const at = row?.at ?? places.get(place) ?? places.get(place.replace(/(\[\]|\{\})?\.[^.]*$/, '')) ?? '/paths';
    return [{ operationId, place, rule, page: undefined, ...claims, document, agrees: !contradiction && others.length === 0, at }];
  });
}

/** Whether the document has to state a fact that it lacks. Of a missing field, only its presence is required. */
function isRequired(place: string, rule: string, stated: readonly Statement[], places: ReadonlyMap<string, Pointer>): boolean {
  if (rule !== 'presence') return places.has(place);
  if (!stated.every(({ isSampled }) => isSampled)) return true;
  // A sample also shows names that cannot be listed, and JSON in texts that can be anything.
  const [string] = /^.*?\{\}/.exec(place) ?? [];
  return !places.has(place.replace(/[^.]*$/, '*')) && (string === undefined || places.has(string));
}

/** Whether another fact implies it: the array or the string the presence of its items or JSON, the array's type that of its items. */
function isImplied(place: string, rule: string): boolean {
  return rule === 'presence' ? /(\[\]|\{\})$/.test(place) : rule === 'type' && place.endsWith('[]');
}

/** Finds the condition of a parent, which also holds for everything within. */
function findInherited(place: string, rows: ReadonlyMap<string, Row[]>): unknown {
  const above = place.replace(/(\[\])?\.[^.]*$/, '');
  if (above === place) return undefined;
  return rows.get(`${above} onlyWhen`)?.[0]?.value ?? findInherited(above, rows);
}

/** Lists what this project decided for every operation: requests refuse unknown names, so that typos are found; every error has a body. */
function listConventions(rows: readonly Row[]): Statement[] {
  const expected: Record<string, (place: string) => string> = {
    openness: (place) => (place.startsWith('body') && !place.includes('{}') ? 'closed' : 'open'),
    body: () => 'error',
  };
  const errors = rows
    .filter(({ place, rule }) => rule === 'presence' && /^status\.[^2]/.test(place))
    .map(({ place }) => ({ place, rule: 'body' }));
  return [...errors, ...rows.filter(({ rule }) => rule === 'openness')].map(({ place, rule }) => ({
    ...{ place, rule, value: expected[rule]?.(place), source: 'seed', isOfPage: true, isSampled: false },
  }));
}
