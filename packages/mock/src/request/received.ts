import type { Operation } from '../document/operations.ts';
import type { OperationId, OperationInput } from '../operation-types.ts';
import { listDocumentedNames } from '../validation/schema.ts';
import type { Call } from './call.ts';

/** A call as tests see it. */
export interface ReceivedCall<Id extends OperationId = OperationId> {
  readonly operationId: Id;
  readonly method: string;
  /** With the query, as it was sent. */
  readonly path: string;
  /**
   * Path, query and body fields together, as the client's methods take them; without `project_id`. An integer that a number would
   * round is a bigint. What was not sent, or could not be read, is missing.
   */
  readonly input: Readonly<Partial<OperationInput<Id>>>;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The path parameter that clients fill in by themselves. */
const fromClient = 'project_id';

export function toReceivedCall(call: Call): ReceivedCall {
  const { operation, request, parameters } = call;
  const input: Record<string, unknown> = {};
  for (const [name, value] of [...parameters.path, ...parameters.query]) if (name !== fromClient) setField(input, name, value);
  const json = call.body?.exact;
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) {
    for (const [name, value] of Object.entries(json)) setField(input, name, value);
  }
  return {
    operationId: operation.operationId as OperationId,
    method: request.method,
    path: request.url.pathname + request.url.search,
    input: input as ReceivedCall['input'],
    headers: request.headers,
  };
}

/** Assigning to `__proto__` would not set it. */
function setField(input: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(input, name, { value, enumerable: true, configurable: true, writable: true });
}

/** The names that an operation's input can have; undefined where its body may have any. */
export function listInputNames({ parameters, body }: Operation): string[] | undefined {
  const named = parameters.filter(({ in: place, name }) => place !== 'header' && name !== fromClient).map(({ name }) => name);
  const ofBody = body ? listDocumentedNames(body.schema) : [];
  return ofBody && [...named, ...ofBody];
}
