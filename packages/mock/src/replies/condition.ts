import type { Operation } from '../document/operations.ts';
import type { OperationId, OperationInput } from '../operation-types.ts';
import { refuseUnknownNames } from '../options.ts';
import type { ReceivedCall } from '../request/received.ts';
import { listInputNames } from '../request/received.ts';
import type { Matches } from './planned.ts';

/** A part of a value: of an object some of its fields, of anything else all of it. */
export type Part<Value> = Value extends readonly (infer Item)[]
  ? readonly Part<Item>[]
  : Value extends object
    ? { [Key in keyof Value]?: Part<Value[Key]> | undefined }
    : Value;

/** Which calls a reply is for: those whose input has these fields, or of which a function says so. */
export type Condition<Id extends OperationId> = Part<OperationInput<Id>> | ((call: ReceivedCall<Id>) => boolean);

/** A matcher of a test framework, such as `expect.stringContaining('x')`. */
interface AsymmetricMatcher {
  asymmetricMatch(value: unknown): boolean;
}

/**
 * Whether a call meets a condition.
 * @throws {MockError} when it has a field that the operation's input does not: no call would ever meet it
 */
export function createCondition(operation: Operation, condition: unknown): Matches {
  if (typeof condition === 'function') return (call) => condition(call) === true;
  const known = isObject(condition) && !isMatcher(condition) ? listInputNames(operation) : undefined;
  if (known !== undefined) refuseUnknownNames(`The ${operation.operationId} input field`, condition as object, known);
  return (call) => hasPart(call.input, condition);
}

/** Whether a value has all that a part has; what the part has as undefined must be absent. Integers are the same in whichever form they come. */
export function hasPart(value: unknown, part: unknown): boolean {
  if (Object.is(value, part)) return true;
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
