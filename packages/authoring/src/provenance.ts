// Facts from a source other than the page of the operation, which are not deviations because a source states them.
import type { Document } from '@dli-openapi/openapi';
import { listRows } from '@dli-openapi/openapi';
import type { Documented } from './documented/types.ts';
import { confirms, listStatements } from './statements.ts';

/** A fact of the document on which the page of the operation is silent. */
export interface Provenance {
  operationId: string;
  place: string;
  rule: string;
  /** The sources that state it, the most trusted first. */
  sources: string[];
}

/** Lists every fact of the document on which the page of its operation is silent, but another source is not. */
export function listProvenance(document: Document, documented: Documented): Provenance[] {
  const statements = new Map(documented.operations.map((operation) => [operation.operationId, listStatements(operation)]));
  return listRows(document).flatMap(({ operationId, place, rule, value }) => {
    const there = (statements.get(operationId) ?? []).filter((statement) => statement.place === place && statement.rule === rule);
    const sources = new Set(there.filter((statement) => confirms(statement, value)).map(({ source }) => source));
    return sources.size === 0 || there.some(({ isOfPage }) => isOfPage) ? [] : [{ operationId, place, rule, sources: [...sources] }];
  });
}
