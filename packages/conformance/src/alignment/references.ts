import type { DocumentedOperation, Facts, Page, Row, Source } from '@dli-openapi/authoring/documented/types';
import type { Witness } from './comparison.ts';
import type { SampleFacts } from './sample-rows.ts';
import { sampleRows } from './sample-rows.ts';

/** What is stated of one place of an operation. */
export interface Reference {
  /** Whose facts count: the page's, or where it has no such row, those of the first witness that has one. */
  facts: Facts;
  /** Undefined when the page itself has the row. */
  source: Witness | undefined;
  /** It stands in no table: it follows from another row (an array's items) or from there being rows at all (the body). */
  implied: boolean;
  /** A sample on the page shows null here. */
  nullable: boolean;
  witnesses: ReadonlyMap<Witness, Facts>;
}

/** A pointer with its location in front: `query.limit`, `response.job.job_id`, `response[].message`. */
export function placed(location: string, pointer: string): string {
  return pointer === '' || pointer.startsWith('[') ? location + pointer : `${location}.${pointer}`;
}

const known = new WeakMap<DocumentedOperation, ReadonlyMap<string, Reference>>();

/** What is stated of an operation, by pointer. The page's own rows come first, in the page's order. */
export function referencesOf(operation: DocumentedOperation): ReadonlyMap<string, Reference> {
  const references = known.get(operation) ?? collect(operation);
  known.set(operation, references);
  return references;
}

/** The pointers of the rows that the page prints. */
export function pageRows({ pages: [page] }: DocumentedOperation): string[] {
  return page.rows.map(placeOf);
}

function collect({ pages: [page, ...others] }: DocumentedOperation): Map<string, Reference> {
  const references = new Map<string, Reference & { witnesses: Map<Witness, Facts> }>();
  const shown = sampleRows(page.samples);
  const add = (pointer: string, facts: Facts, witness: Witness, source: Witness | undefined, implied: boolean): void => {
    const reference = references.get(pointer);
    if (reference) {
      if (!reference.witnesses.has(witness)) reference.witnesses.set(witness, facts);
      if (reference.source !== undefined) reference.facts = { ...facts, ...reference.facts };
      else if (facts.type !== undefined) reference.facts.type ??= facts.type;
      return;
    }
    const nullable = shown.get(pointer)?.nullable === true;
    references.set(pointer, { facts: { ...facts }, source, implied, nullable, witnesses: new Map([[witness, facts]]) });
  };
  addPage(page, page.source, undefined, add);
  for (const other of others) addPage(other, other.source, other.source, add);
  for (const [pointer, facts] of shown) add(pointer, withoutNull(facts), 'sample', 'sample', false);
  return references;
}

type Add = (pointer: string, facts: Facts, witness: Source, source: Witness | undefined, implied: boolean) => void;

function addPage({ rows }: Page, witness: Source, source: Witness | undefined, add: Add): void {
  const state = (pointer: string, facts: Facts, implied: boolean): void => add(pointer, facts, witness, source, implied);
  for (const location of ['body', 'response', 'error'] as const) {
    const within = rows.filter((row) => row.location === location);
    if (within.length > 0 && !within.some(({ pointer }) => pointer === '[]')) state(location, { type: 'object', required: true }, true);
  }
  for (const row of rows) {
    const { location: _location, pointer: _pointer, name: _name, ...facts } = row;
    const pointer = placeOf(row);
    const item = /^array<(.*)>$/.exec(facts.type ?? '')?.[1];
    if (item === undefined) state(pointer, facts, false);
    else {
      const { enum: values, ...own } = facts;
      state(pointer, own, false);
      state(`${pointer}[]`, { type: item, ...(values && { enum: values }) }, true);
    }
  }
}

/** A table says of an array at the top what `[]` is; what it says is about the array. */
function placeOf({ location, pointer, type }: Row): string {
  return placed(location, pointer === '[]' && type?.startsWith('array<') ? '' : pointer);
}

function withoutNull({ nullable: _nullable, ...facts }: SampleFacts): Facts {
  return facts;
}
