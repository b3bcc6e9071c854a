import type { CodeSample } from '@dli-openapi/authoring/modules/openapi';
import type { Document, Operation } from '@dli-openapi/openapi';
import { getList, listOperations } from '@dli-openapi/openapi';

/** A sample of a document, with its operation and a name. */
export interface NamedSample extends CodeSample {
  operation: Operation;
  /** The example of the request whose values it sends. */
  example: string | undefined;
  /** Such as `createSqlJob`, or `createSqlJob.query` for an example of its request. */
  name: string;
}

/** Lists the `x-codeSamples` of all operations of a document. */
export function listSamples(document: Document): NamedSample[] {
  return listOperations(document).flatMap((operation) =>
    (getList(operation.node, 'x-codeSamples') as CodeSample[]).map(({ 'x-dli-example': example, ...sample }) => ({
      ...sample,
      operation,
      example,
      name: example === undefined ? operation.operationId : `${operation.operationId}.${example}`,
    })),
  );
}
