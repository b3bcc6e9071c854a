// The document's operations as types. They are those of @dli-openapi/spec; a mock of another document has none of its own.
import type { operations } from '@dli-openapi/client';
import type { OperationTypes } from './generated/operations.ts';

/** The id of an operation, such as `showFlinkJob`. */
export type OperationId = keyof OperationTypes;

/** What an operation takes: path, query and body fields together, as the client's methods take them. Without `project_id`. */
export type OperationInput<Id extends OperationId> = OperationTypes[Id]['input'];

/** The statuses that the document has for an operation. */
export type OperationStatus<Id extends OperationId> = keyof OperationTypes[Id]['examples'] & number;

/** Those of success. */
export type SuccessStatus<Id extends OperationId> = {
  [Status in OperationStatus<Id>]: `${Status}` extends `2${string}` ? Status : never;
}[OperationStatus<Id>];

type Responses<Id extends OperationId> = operations[Id]['responses'];

/** The body of an operation's response with a status; undefined where it has none. */
export type OperationBody<Id extends OperationId, Status extends OperationStatus<Id>> = Responses<Id>[Status &
  keyof Responses<Id>] extends {
  content: { 'application/json': infer Body };
}
  ? Body
  : undefined;

/** The names of the examples that the document has for an operation and status. */
export type OperationExample<Id extends OperationId, Status extends OperationStatus<Id> = OperationStatus<Id>> = {
  [Each in Status]: OperationTypes[Id]['examples'][Each];
}[Status] &
  string;
