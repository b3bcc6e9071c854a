// The output of an operation: the body of its success.
import type { Content, Document, Operation } from '@dli-openapi/openapi';
import { findPlace, listChildren } from '@dli-openapi/openapi';
import { DocumentProblem } from './document-problem.ts';

/** A 2xx response. */
export interface Success {
  status: number;
  description: string;
  /** Undefined without a body. */
  content: Content | undefined;
}

/**
 * Lists the responses that mean success, in the document's order.
 * @throws {DocumentProblem} without a success, or if one has a body that is not JSON
 */
export function listSuccesses(document: Document, { operationId, method, path, responses }: Operation): Success[] {
  const successes = Object.entries(responses).filter(([status]) => /^2\d\d$/.test(status));
  if (successes.length === 0) throw new DocumentProblem(`${operationId}: no 2xx response, so that a method has nothing to return.`);
  const place = findPlace(document, { node: document, at: '' }, 'paths', path, method, 'responses');
  return successes.map(([status, { description, content }]) => {
    const hasBody = place && listChildren(document, place, status, 'content').length > 0;
    if (hasBody && !content) throw new DocumentProblem(`${operationId}: the body of ${status} is not JSON; the client reads JSON only.`);
    return { status: Number(status), description, content };
  });
}

/** Formats the type of an operation's output in terms of the types in `schema.ts`. */
export function formatOutputExpression(operationId: string, successes: Success[]): string {
  const types = successes.map(({ status, content }) =>
    content ? `operations['${operationId}']['responses'][${status}]['content']['application/json']` : 'undefined',
  );
  return [...new Set(types)].join(' | ');
}
