// Short names for the document's types.
import type { components, operations } from '@dli-openapi/client';
import type { StateSchema } from '../../generated/operations.ts';
import type { OperationBody, OperationId, SuccessStatus } from '../../operation-types.ts';

export type Schemas = components['schemas'];
export type SchemaName = keyof Schemas & string;
export type { OperationId, StateSchema };

/** What kind of resource the operations on labels are about, as their paths name it. */
export type ResourceType = PathValues<'showResourceTags'>['resource_type'];

/** The state of a thing of any kind that has states. */
export type AnyState = Schemas[StateSchema];

/**
 * A value of a request as it was read: the types let who sends it write integers of 64 bits as digits, and `undefined` for what is
 * omitted.
 */
export type Received<Value> = bigint extends Value
  ? Exclude<Value, string>
  : Value extends readonly unknown[]
    ? { -readonly [index in keyof Value]: Received<Value[index]> }
    : Value extends object
      ? { [name in keyof Value]: Received<Exclude<Value[name], undefined>> }
      : Value;

type Parameters<Id extends OperationId, Place extends string> = Filled<
  operations[Id]['parameters'] extends { [place in Place]?: infer Values } ? Values : never
>;
type Filled<Values> = [NonNullable<Values>] extends [never] ? Record<string, never> : NonNullable<Values>;

export type PathValues<Id extends OperationId> = Received<Parameters<Id, 'path'>>;
export type QueryValues<Id extends OperationId> = Received<Parameters<Id, 'query'>>;
export type CallBody<Id extends OperationId> = operations[Id] extends {
  requestBody: { content: { 'application/json': infer Body } };
}
  ? Received<Body>
  : undefined;

/** The body of an operation's response when it succeeds; undefined where it has none. */
export type ResponseBody<Id extends OperationId> = OperationBody<Id, SuccessStatus<Id>>;
