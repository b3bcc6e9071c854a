import type { Deviation } from '@dli-openapi/authoring/deviations';
import type { Pointer } from '@dli-openapi/openapi';
import type { Comparison } from './comparison.ts';

/** A place where pages, document and deviations do not fit together. */
export interface Violation {
  /** `common` for what holds for all operations. */
  operationId: string;
  /** What differs; `deviation` when an entry of the list of deviations is at fault. */
  rule: string;
  /** Such as `query.limit` or `response.job_list.jobs[].status`. */
  pointer: string;
  page: unknown;
  document: unknown;
  /** What is wrong, and what to do. */
  message: string;
  /** Where in the bundled document it is, or would be; the line of the deviation that is at fault. */
  at: Pointer | { line: number };
}

export function differenceViolation({ operationId, rule, pointer, page, document, source, at }: Comparison): Violation {
  const speaker = source === undefined ? 'the page' : `the page has no such row, ${source}`;
  const message =
    rule === 'presence'
      ? presence(page)
      : `${rule}: ${speaker} says ${inWords(page)}, the document ${inWords(document)}. Mend the document, or name it in deviations.yaml`;
  return { operationId, rule, pointer, page, document, message, at };
}

function presence(page: unknown): string {
  return page === undefined
    ? 'presence: the page does not have it. Delete it from the document, or name it in deviations.yaml'
    : 'presence: the page has it, the document does not. Add it to the document, or name it in deviations.yaml';
}

export function deviationViolation(
  { id, page, document, line }: Deviation,
  operationId: string,
  pointer: string,
  fault: string,
): Violation {
  return { operationId, rule: 'deviation', pointer, page, document, message: `deviation ${id}: ${fault}`, at: { line } };
}

function inWords(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
