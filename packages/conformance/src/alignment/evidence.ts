import type { Deviation } from '@dli-openapi/authoring/deviations';
import type { DocumentedOperation } from '@dli-openapi/authoring/documented/types';
import { confirms, listStatements } from '@dli-openapi/authoring/statements';
import type { Comparison } from './compare-facts.ts';

type Operations = ReadonlyMap<string, DocumentedOperation>;

/**
 * Lists faults of the evidence of a deviation, as far as the documented facts show them. A source without a place has to state what
 * the document does, in at least one of the differences; a named place has to exist.
 */
export function listEvidenceFaults({ evidence }: Deviation, covered: readonly Comparison[], operations: Operations): string[] {
  const sources = new Set([...operations.values()].flatMap(({ pages }) => pages.map(({ source }) => source as string)));
  return evidence.flatMap((item) => {
    const [source = '', ...words] = item.split(' ');
    // Other sources and appendices of a reference have no facts.
    if (!sources.has(source) || words.at(-1)?.endsWith('.rst')) return [];
    if (words.length === 0) {
      const isBorneOut = covered.some((comparison) => statesDocument(source, comparison, operations.get(comparison.operationId)));
      return isBorneOut ? [] : [`its evidence "${item}" does not state what the document does`];
    }
    const place = words.pop() as string;
    const named = words.length > 0 ? words : covered.map(({ operationId }) => operationId);
    return named.some((operationId) => hasPlace(source, place, operations.get(operationId)))
      ? []
      : [`its evidence "${item}" is missing: no row or sample of that source is at ${place}`];
  });
}

/** Whether a source states what the document does, or is silent like it. */
function statesDocument(source: string, { place, rule, document }: Comparison, operation: DocumentedOperation | undefined): boolean {
  const statements = operation ? listStatements(operation).filter((statement) => statement.source === source) : [];
  const there = statements.filter((statement) => statement.place === place);
  const stated = there.filter((statement) => statement.rule === rule);
  const isSilent = stated.length === 0 || stated.some((statement) => confirms(statement, undefined));
  if (document === undefined) return rule === 'presence' ? there.length === 0 : there.length > 0 && isSilent;
  const values = rule === 'type' ? String(document).split(' | ') : [document];
  return stated.some((statement) => [document, ...values].some((value) => confirms(statement, value)));
}

function hasPlace(source: string, place: string, operation: DocumentedOperation | undefined): boolean {
  if (!operation) return false;
  const [, of, index] = /^sample\.(.+)\.(\d+)$/.exec(place) ?? [];
  if (of !== undefined) return operation.pages.some((page) => page.source === source && page.samples[Number(index)]?.of === of);
  return listStatements(operation).some((statement) => statement.source === source && statement.place === place);
}
