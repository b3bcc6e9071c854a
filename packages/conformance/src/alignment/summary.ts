import type { Documented } from '@dli-openapi/authoring/documented/types';
import { textTable } from '../text-table.ts';
import type { Comparison } from './comparison.ts';
import { pageRows } from './references.ts';
import type { Violation } from './violation.ts';

/** How one operation stands to its page. */
export interface Summary {
  operation: string;
  /** Rows of the page's tables. */
  rows: number;
  /** Rows that the document has as they are. */
  agreeing: number;
  /** Rows that it has otherwise, each with a deviation. */
  deviating: number;
  /** Parameters and properties that the page does not have, each with a deviation. */
  beyond: number;
  violations: number;
}

export function summarize({ operations }: Documented, violations: readonly Violation[], excused: ReadonlySet<Comparison>): Summary[] {
  return operations.map((operation) => {
    const { operationId } = operation;
    const wrong = violations.filter((violation) => violation.operationId === operationId);
    const known = [...excused].filter((comparison) => comparison.operationId === operationId);
    const faulty = new Set(wrong.map(({ pointer }) => pointer));
    const different = new Set(known.map(({ pointer }) => pointer));
    const rows = pageRows(operation);
    const clean = rows.filter((row) => !faulty.has(row));
    return {
      operation: operationId,
      rows: rows.length,
      agreeing: clean.filter((row) => !different.has(row)).length,
      deviating: clean.filter((row) => different.has(row)).length,
      beyond: known.filter(({ rule, page }) => rule === 'presence' && page === undefined).length,
      violations: wrong.length,
    };
  });
}

const columns = ['operation', 'rows', 'agreeing', 'deviating', 'beyond', 'violations'] as const;

/** The summaries and their sum, as a table of text. */
export function tableOf(summaries: readonly Summary[]): string {
  const sum = columns.map((column) => (column === 'operation' ? 'sum' : summaries.reduce((total, summary) => total + summary[column], 0)));
  return textTable([columns, ...summaries.map((summary) => columns.map((column) => summary[column])), sum]);
}
