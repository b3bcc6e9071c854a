// What an operation gives back when it succeeds.
import type { Content, Document, Operation } from '@dli-openapi/openapi';
import { listChildren, step } from '@dli-openapi/openapi';
import { DocumentProblem } from './document-problem.ts';

/** A 2xx response. */
export interface Success {
  status: number;
  description: string;
  /** Its JSON; undefined if it has no body. */
  content: Content | undefined;
}

/**
 * The responses that mean success, in the document's order.
 * @throws {DocumentProblem} if there is none, or one has a body that is not JSON
 */
export function listSuccesses(document: Document, { operationId, method, path, responses }: Operation): Success[] {
  const successes = Object.entries(responses).filter(([status]) => /^2\d\d$/.test(status));
  if (successes.length === 0) throw new DocumentProblem(`${operationId}: no 2xx response, so that a method has nothing to give back.`);
  const place = step(document, { node: document, at: '' }, 'paths', path, method, 'responses');
  return successes.map(([status, { description, content }]) => {
    const hasBody = place && listChildren(document, place, status, 'content').length > 0;
    if (hasBody && !content) throw new DocumentProblem(`${operationId}: the body of ${status} is not JSON; the client reads JSON only.`);
    return { status: Number(status), description, content };
  });
}

/** The type of what an operation gives back, in terms of the types in `schema.ts`. */
export function formatOutputExpression(operationId: string, successes: Success[]): string {
  const types = successes.map(({ status, content }) =>
    content ? `operations['${operationId}']['responses'][${status}]['content']['application/json']` : 'undefined',
  );
  return [...new Set(types)].join(' | ');
}
