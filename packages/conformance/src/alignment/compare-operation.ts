import type { DocumentedOperation } from '@dli-openapi/authoring/documented/types';
import type { Node, Operation, Pointer } from '@dli-openapi/openapi';
import { joinPointer } from '@dli-openapi/openapi';
import type { Comparison } from './comparison.ts';

/** Compares what concerns an operation as a whole: where it is, its statuses, headers, error codes. */
export function compareOperation(documented: DocumentedOperation, operation: Operation): Comparison[] {
  const {
    operationId,
    method,
    path,
    pages: [page],
  } = documented;
  const at = joinPointer('/paths', operation.path, operation.method);
  const comparison = (rule: string, pointer: string, said: unknown, document: unknown, place: Pointer = at): Comparison => ({
    ...{ operationId, rule, pointer, page: said, document },
    ...{ source: undefined, onPage: true, at: place },
  });
  const statuses = Object.keys(operation.responses);
  const codes = exampleCodes(operation);
  return [
    comparison('operation', 'method', method, operation.method),
    comparison('operation', 'path', path, operation.path),
    comparison('operation', 'docId', page.docId, operation.docId, joinPointer(at, 'x-dli-doc-id')),
    ...[...new Set([...page.statuses, ...statuses])].map((status) =>
      comparison(
        'status',
        `status.${status}`,
        present(page.statuses.includes(status)),
        present(statuses.includes(status)),
        joinPointer(at, 'responses', status),
      ),
    ),
    ...statuses
      .filter((status) => !status.startsWith('2'))
      .map((status) =>
        comparison(
          'body',
          `status.${status}`,
          'error',
          operation.responses[status]?.content?.schema && 'error',
          joinPointer(at, 'responses', status),
        ),
      ),
    ...headersOf(operation).flatMap(([name, where, types]) => [
      comparison('header', `headers.${name}`, undefined, where, joinPointer(at, 'responses')),
      comparison('type', `headers.${name}`, undefined, types, joinPointer(at, 'responses')),
    ]),
    ...page.errorCodes.map((code) =>
      comparison('errorCode', `errorCode.${code}`, 'present', present(codes.has(code)), joinPointer(at, 'responses')),
    ),
  ];
}

const present = (is: boolean): 'present' | undefined => (is ? 'present' : undefined);

/** Response headers, the statuses that carry them, and their types. */
function headersOf({ responses }: Operation): [name: string, statuses: string | string[], types: string][] {
  const statuses = Object.keys(responses);
  const names = new Set(Object.values(responses).flatMap(({ headers }) => Object.keys(headers)));
  return [...names].map((name) => {
    const carrying = statuses.filter((status) => responses[status]?.headers[name] !== undefined);
    const types = new Set(carrying.map((status) => String((responses[status]?.headers[name]?.schema as Node | undefined)?.type)));
    return [name, carrying.length === statuses.length ? 'every status' : carrying, [...types].join(' | ')];
  });
}

/** The error codes that the examples of an operation show. */
function exampleCodes({ responses }: Operation): Set<unknown> {
  const values = Object.values(responses).flatMap(({ content }) => Object.values(content?.examples ?? {}).flatMap(({ value }) => value));
  return new Set(values.map((value) => (value as { error_code?: unknown } | null)?.error_code));
}
