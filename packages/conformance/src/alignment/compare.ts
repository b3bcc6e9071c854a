import type { Documented, DocumentedOperation } from '@dli-openapi/authoring/documented/types';
import type { Document, Operation } from '@dli-openapi/openapi';
import { joinPointer, listOperations, SchemaReader } from '@dli-openapi/openapi';
import { compareCommon } from './compare-common.ts';
import { compareOperation } from './compare-operation.ts';
import { compareRows } from './compare-rows.ts';
import { compareSamples } from './compare-samples.ts';
import type { Comparison } from './comparison.ts';
import { documentRows } from './document-rows.ts';
import { share } from './share.ts';

/** Everything that pages or document say, side by side, agreeing or not. */
export function compare(document: Document, documented: Documented): Comparison[] {
  return share(compareEach(document, documented));
}

/** Like {@link compare}, each operation on its own: no page speaks for another. */
export function compareEach(document: Document, documented: Documented): Comparison[] {
  const reader = new SchemaReader(document);
  const operations = listOperations(document);
  const byId = new Map(operations.map((operation) => [operation.operationId, operation]));
  return [
    ...documented.operations.flatMap((expected) => compareWith(document, expected, byId.get(expected.operationId), reader)),
    ...undocumented(operations, documented),
    ...compareCommon(document, documented.common, operations, reader),
  ];
}

/** What the pages say of one operation, beside what the document says of it, if it has it. */
export function compareWith(
  document: Document,
  expected: DocumentedOperation,
  operation: Operation | undefined,
  reader: SchemaReader,
): Comparison[] {
  if (!operation) return [missing(expected)];
  return [
    ...compareOperation(expected, operation),
    ...compareSamples(expected, operation),
    ...compareRows(expected, documentRows(document, operation, reader)),
  ];
}

function missing({ operationId, method, path }: DocumentedOperation): Comparison {
  return operationComparison(operationId, `${method} ${path}`, undefined, '/paths');
}

function undocumented(operations: readonly Operation[], documented: Documented): Comparison[] {
  const known = new Set(documented.operations.map(({ operationId }) => operationId));
  return operations
    .filter(({ operationId }) => !known.has(operationId))
    .map(({ operationId, method, path }) =>
      operationComparison(operationId, undefined, `${method} ${path}`, joinPointer('/paths', path, method)),
    );
}

function operationComparison(operationId: string, page: unknown, document: unknown, at: Comparison['at']): Comparison {
  return { operationId, rule: 'operation', pointer: 'operation', page, document, source: undefined, onPage: true, at };
}
