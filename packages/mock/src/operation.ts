// The document's operations as types. They are those of @dli-openapi/spec; a mock of another document has none of its own.
import type { OperationTypes } from './generated/operations.ts';

/** The id of an operation, such as `showFlinkJob`. */
export type OperationId = keyof OperationTypes;

/** What an operation takes: path, query and body fields together, as the client's methods take them. Without `project_id`. */
export type OperationInput<Id extends OperationId> = OperationTypes[Id]['input'];

type Answers<Id extends OperationId> = OperationTypes[Id]['answers'];

/** The statuses that the document has for an operation. */
export type OperationStatus<Id extends OperationId> = keyof Answers<Id> & number;

type AnswerOf<Id extends OperationId, Status extends OperationStatus<Id>> = Answers<Id>[Status] & { body: unknown; example: string };

/** What an operation answers with a status. */
export type OperationBody<Id extends OperationId, Status extends OperationStatus<Id>> = AnswerOf<Id, Status>['body'];

/** The names of the examples that the document has for an operation and status. */
export type OperationExample<Id extends OperationId, Status extends OperationStatus<Id> = OperationStatus<Id>> = {
  [Each in Status]: AnswerOf<Id, Each>['example'];
}[Status];
