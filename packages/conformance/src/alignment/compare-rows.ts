import type { DocumentedOperation, Facts } from '@dli-openapi/authoring/documented/types';
import type { Keyword } from '@dli-openapi/openapi';
import type { Comparison } from './comparison.ts';
import { same } from './comparison.ts';
import type { DocumentRow } from './document-rows.ts';
import type { Reference } from './references.ts';
import { referencesOf } from './references.ts';

/** A row's place, whose row it is, and both sides of it. */
interface Pair {
  operationId: string;
  pointer: string;
  reference: Reference | undefined;
  row: DocumentRow;
}

/** Facts that have a comparison of their own. */
const own: ReadonlySet<string> = new Set(['required', 'type', 'onlyWhen']);

/** Compares every row of the page with its place in the document, and every place with its row. */
export function compareRows(operation: DocumentedOperation, rows: ReadonlyMap<string, DocumentRow>): Comparison[] {
  const { operationId } = operation;
  const references = referencesOf(operation);
  const comparisons = missingRows(operationId, references, rows);
  for (const [pointer, row] of rows) {
    const pair = { operationId, pointer, reference: references.get(pointer), row };
    for (const found of [presence(pair), required(pair), type(pair), nullable(pair), openness(pair, rows), onlyWhen(pair, rows)]) {
      if (found) comparisons.push(found);
    }
    comparisons.push(...otherFacts(pair));
  }
  return comparisons;
}

function missingRows(
  operationId: string,
  references: ReadonlyMap<string, Reference>,
  rows: ReadonlyMap<string, DocumentRow>,
): Comparison[] {
  return [...references]
    .filter(
      ([pointer, { source, implied }]) => !implied && !rows.has(pointer) && (source === undefined || isSampled(pointer, source, rows)),
    )
    .map(([pointer]) => {
      const parent = rows.get(pointer.replace(/(\[\])?\.[^.]*$/, '$1')) ?? rows.get(pointer.replace(/\..*$/, ''));
      const at = parent?.at ?? '/paths';
      return { operationId, rule: 'presence', pointer, page: 'present', document: undefined, source: undefined, onPage: true, at };
    });
}

/** What samples show of the JSON in a string takes the place of a table, where the document knows that it is JSON. */
function isSampled(pointer: string, source: Reference['source'], rows: ReadonlyMap<string, DocumentRow>): boolean {
  return source === 'sample' && pointer.includes('{}') && rows.has(pointer.replace(/\{\}.*/, '{}'));
}

/** Undefined when neither side says anything. */
function comparison(
  { operationId, pointer, reference }: Pair,
  rule: string,
  page: unknown,
  document: unknown,
  at: Comparison['at'],
): Comparison | undefined {
  if (page === undefined && document === undefined) return undefined;
  const onPage = reference !== undefined && reference.source === undefined;
  return { operationId, rule, pointer, page, document, source: reference?.source, onPage, at };
}

/** An array's items and the JSON in a string are there because the array and the string are. */
function presence(pair: Pair): Comparison | undefined {
  const { reference, pointer, row } = pair;
  const stated = reference !== undefined && (reference.source === undefined || (reference.source === 'sample' && pointer.includes('{}')));
  const page = stated || /(\[\]|\{\})$/.test(pointer) ? 'present' : undefined;
  return ofThePage(comparison(pair, 'presence', page, 'present', row.at));
}

/** What the page alone can say, whoever else has the row. */
function ofThePage(found: Comparison | undefined): Comparison | undefined {
  return found && { ...found, source: undefined };
}

/** What is not said to be required is optional. */
function required(pair: Pair): Comparison | undefined {
  const { reference, row } = pair;
  return comparison(pair, 'required', reference?.facts.required || undefined, row.required || undefined, row.requiredAt ?? row.at);
}

function type(pair: Pair): Comparison | undefined {
  const { pointer, reference, row } = pair;
  // An array's type names that of its items.
  if (pointer.endsWith('[]')) return undefined;
  const said = reference?.facts.type;
  const vague = reference?.source === 'sdk-2026' && said === row.type?.replace(/integer|long/, 'number') && said !== row.type;
  return comparison(pair, 'type', vague ? undefined : said, row.type, row.typeAt);
}

/** The pages never speak of null; a null in a sample does. */
function nullable(pair: Pair): Comparison | undefined {
  return comparison(pair, 'nullable', pair.reference?.nullable || undefined, pair.row.nullable || undefined, pair.row.at);
}

/** Requests refuse names that are not known, so that a slip is found; answers may grow new ones. */
function openness(pair: Pair, rows: ReadonlyMap<string, DocumentRow>): Comparison | undefined {
  const { pointer, row } = pair;
  if (row.closed === undefined || !hasNames(pointer, rows)) return undefined;
  const request = pointer.startsWith('body') && !pointer.includes('{}');
  return ofThePage(comparison(pair, 'openness', request ? 'closed' : 'open', row.closed ? 'closed' : 'open', row.at));
}

function hasNames(pointer: string, rows: ReadonlyMap<string, DocumentRow>): boolean {
  for (const other of rows.keys()) if (other.startsWith(`${pointer}.`) && !other.startsWith(`${pointer}.*`)) return true;
  return false;
}

/** A condition counts in operations that have what it speaks of; it also holds for everything within. */
function onlyWhen(pair: Pair, rows: ReadonlyMap<string, DocumentRow>): Comparison | undefined {
  const { pointer, reference, row } = pair;
  const page = reference?.facts.onlyWhen;
  const document = condition(pointer, row, rows);
  const inherited = page !== undefined && above(pointer, rows).some(([place, parent]) => same(condition(place, parent, rows), page));
  return comparison(pair, 'onlyWhen', page, document ?? (inherited ? page : undefined), row.facts.get('onlyWhen')?.at ?? row.at);
}

function condition(pointer: string, row: DocumentRow, rows: ReadonlyMap<string, DocumentRow>): unknown {
  const value = row.facts.get('onlyWhen')?.value as Facts['onlyWhen'];
  if (value === undefined) return undefined;
  const beside = pointer.slice(0, pointer.lastIndexOf('.') + 1);
  const speaks = Object.keys(value).every((name) => rows.has(`query.${name}`) || rows.has(beside + name));
  return speaks ? value : undefined;
}

function above(pointer: string, rows: ReadonlyMap<string, DocumentRow>): [string, DocumentRow][] {
  const parents: [string, DocumentRow][] = [];
  for (let place = pointer; place.includes('.'); ) {
    place = place.slice(0, place.lastIndexOf('.'));
    const parent = rows.get(place);
    if (parent) parents.push([place, parent]);
  }
  return parents;
}

function otherFacts(pair: Pair): Comparison[] {
  const stated: Record<string, unknown> = { ...pair.reference?.facts };
  const said: ReadonlyMap<string, Keyword> = pair.row.facts;
  const names = new Set([...Object.keys(stated), ...said.keys()]);
  return (
    [...names]
      .filter((name) => !own.has(name))
      // A least length of 0 limits nothing.
      .filter((name) => !(name === 'minLength' && stated[name] === undefined && said.get(name)?.value === 0))
      .flatMap((name) => comparison(pair, name, stated[name], said.get(name)?.value, said.get(name)?.at ?? pair.row.at) ?? [])
  );
}
