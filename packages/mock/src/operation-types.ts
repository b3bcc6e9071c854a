// The document's operations as types. They are those of @dli-openapi/spec; a mock of another document has none of its own.
import type { operations } from '@dli-openapi/client';
import type { OperationTypes } from './generated/operations.ts';

/** The id of an operation, such as `showFlinkJob`. */
export type OperationId = keyof OperationTypes;

/** What an operation takes: path, query, header and body fields together, as the client's methods take them. Without `project_id`. */
export type OperationInput<Id extends OperationId> = OperationTypes[Id]['input'];

/** By operation. Looked up, not computed, so that the compiler's messages list the statuses. */
type Statuses = { [Id in OperationId]: keyof OperationTypes[Id]['examples'] & number };

/** The statuses that the document has for an operation. */
export type OperationStatus<Id extends OperationId> = Statuses[Id];

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

/** A value whose lists may be readonly. */
export type Given<Value> = Value extends readonly (infer Item)[]
  ? readonly Given<Item>[]
  : Value extends object
    ? { [Name in keyof Value]: Given<Value[Name]> }
    : Value;

/** The names of the examples that the document has for an operation and status. */
export type OperationExample<
  Id extends OperationId,
  Status extends OperationStatus<Id> = OperationStatus<Id>,
> = OperationTypes[Id]['examples'][Status];

/** An operation's id, or for any other name the ids that begin with the same verb, for the compiler's message. */
export type KnownOperation<Name extends string> = Name extends OperationId ? Name : NearOperation<Name>;

type NearOperation<Name extends string> = {
  [Id in OperationId]: Verb<Id> extends Verb<Name> ? Id : never;
}[OperationId] extends infer Near
  ? [Near] extends [never]
    ? OperationId
    : Near
  : never;

type Verb<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? First extends Uppercase<First>
    ? ''
    : `${First}${Verb<Rest>}`
  : '';
