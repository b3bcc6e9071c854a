// Names for what the document's types call by long ways.
import type { components, operations } from '@dli-openapi/client';
import type { OperationId } from '../operation-types.ts';

export type Schemas = components['schemas'];
export type { OperationId };

/** The state of a job of any kind. */
export type JobState = Schemas['FlinkJobStatus'] | Schemas['SqlJobStatus'] | Schemas['SparkJobState'];

/**
 * A value of a request as it has come. Who sends it may write integers of 64 bits as digits, and `undefined` for what is left
 * out; what has been read is neither.
 */
type Received<Value> = bigint extends Value
  ? Exclude<Value, string>
  : Value extends readonly unknown[]
    ? { [index in keyof Value]: Received<Value[index]> }
    : Value extends object
      ? { [name in keyof Value]: Received<Exclude<Value[name], undefined>> }
      : Value;

type Parameters<Id extends OperationId, Place extends string> = Filled<
  operations[Id]['parameters'] extends { [place in Place]?: infer Values } ? Values : never
>;
type Filled<Values> = [NonNullable<Values>] extends [never] ? Record<string, never> : NonNullable<Values>;

/** What a call of an operation gives in its path. */
export type PathOf<Id extends OperationId> = Received<Parameters<Id, 'path'>>;
/** What a call of an operation gives in its query. */
export type QueryOf<Id extends OperationId> = Received<Parameters<Id, 'query'>>;
/** What a call of an operation sends. */
export type BodyOf<Id extends OperationId> = operations[Id] extends {
  requestBody: { content: { 'application/json': infer Body } };
}
  ? Received<Body>
  : undefined;
/** What an operation answers when it succeeds. */
export type AnswerOf<Id extends OperationId> = operations[Id]['responses'][200]['content']['application/json'];
