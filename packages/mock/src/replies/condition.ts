import { redact } from '@dli-openapi/client';
import type { Operation } from '../document/operations.ts';
import { formatFields, formatFunction, formatValue } from '../format.ts';
import { MockError } from '../mock-error.ts';
import type { OperationId, OperationInput } from '../operation-types.ts';
import { refuseUnknownNames } from '../options.ts';
import type { ReceivedCall } from '../request/received.ts';
import { listInputNames } from '../request/received.ts';

/** A part of a value: of an object some of its fields, of anything else all of it. */
export type Part<Value> = Value extends readonly (infer Item)[]
  ? readonly Part<Item>[]
  : Value extends object
    ? { [Key in keyof Value]?: Part<Value[Key]> | undefined }
    : Value;

/** Which calls a reply is for: those whose input has these fields, or for which a function returns true. */
export type Condition<Id extends OperationId> = Part<OperationInput<Id>> | ((call: ReceivedCall<Id>) => boolean);

/** Decides whether a reply is for a call. */
export interface CallFilter {
  /** For messages, such as `for { job_id: 104 }`. */
  readonly description: string;
  readonly matches: (call: ReceivedCall) => boolean;
}

/** A matcher of a test framework, such as `expect.stringContaining('x')`. */
interface AsymmetricMatcher {
  asymmetricMatch(value: unknown): boolean;
}

/** @throws {MockError} when it has a field that the operation's input does not have: no call would ever match */
export function createCondition(operation: Operation, condition: unknown): CallFilter {
  if (typeof condition === 'function')
    return { description: `where ${formatFunction(condition)} returns true`, matches: (call) => condition(call) === true };
  if (!isObject(condition)) {
    throw new MockError(
      `A condition of ${operation.operationId} must be fields of its input or a function, found ${formatValue(condition)}.`,
    );
  }
  const known = isMatcher(condition) ? undefined : listInputNames(operation);
  if (known !== undefined) refuseUnknownNames(`The ${operation.operationId} input field`, condition, known);
  return { description: `for ${formatFields(redact(condition))}`, matches: (call) => hasPart(call.input, condition) };
}

/**
 * Whether a value has all that a part has; what is undefined in the part must be absent, and what is null may be. Integers are equal in
 * whichever form they come.
 */
export function hasPart(value: unknown, part: unknown): boolean {
  if (Object.is(value, part)) return true;
  // The service reads a null as an omitted field.
  if (part === null && value === undefined) return true;
  if (isMatcher(part)) return part.asymmetricMatch(value);
  if (isInteger(value)) return (isInteger(part) || typeof part === 'string') && String(value) === String(part);
  if (Array.isArray(part)) {
    return Array.isArray(value) && value.length === part.length && part.every((item, index) => hasPart(value[index], item));
  }
  if (!isObject(part) || !isObject(value)) return false;
  return Object.entries(part).every(([name, inner]) => hasPart(Object.hasOwn(value, name) ? value[name] : undefined, inner));
}

function isInteger(value: unknown): value is number | bigint {
  return typeof value === 'bigint' || Number.isSafeInteger(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isMatcher(value: unknown): value is AsymmetricMatcher {
  return isObject(value) && typeof value.asymmetricMatch === 'function';
}
