import type { Operation } from '@dli-openapi/openapi';
import { DocumentProblem } from './document-problem.ts';

// What a client already has, what would make it a promise, and reserved words.
const taken: ReadonlySet<string> = new Set(
  (
    'call raw then constructor toString valueOf ' +
    'await break case catch class const continue debugger default delete do else enum export extends false finally for function if ' +
    'implements import in instanceof interface let new null package private protected public return static super switch this throw ' +
    'true try typeof var void while with yield arguments eval'
  ).split(' '),
);

/**
 * Checks that each operationId can name a constant, a method and two types.
 * @throws {DocumentProblem} for the first that cannot
 */
export function checkNames(operations: Operation[]): void {
  const seen = new Set<string>();
  for (const { operationId, method, path } of operations) {
    const where = `${method.toUpperCase()} ${path}`;
    if (typeof operationId !== 'string' || !/^[a-z][A-Za-z0-9]*$/.test(operationId)) {
      throw new DocumentProblem(
        `${where}: the operationId "${operationId}" is not an identifier in camelCase, so no method can have its name.`,
      );
    }
    if (taken.has(operationId)) throw new DocumentProblem(`${where}: the operationId "${operationId}" is taken. Choose another.`);
    if (seen.has(operationId)) throw new DocumentProblem(`${where}: the operationId "${operationId}" is used twice.`);
    seen.add(operationId);
  }
}

/** `listFlinkJobs` → `ListFlinkJobsInput`. */
export function nameInputType(operationId: string): string {
  return `${capitalize(operationId)}Input`;
}

/** `listFlinkJobs` → `ListFlinkJobsOutput`. */
export function nameOutputType(operationId: string): string {
  return `${capitalize(operationId)}Output`;
}

/** `listFlinkJobs` → `ListFlinkJobsItem`. */
export function nameItemType(operationId: string): string {
  return `${capitalize(operationId)}Item`;
}

function capitalize(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
