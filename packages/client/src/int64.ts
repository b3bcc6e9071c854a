import { DliResponseError } from './errors.ts';
import { int64Fields } from './generated/int64-fields.ts';
import type { Call } from './http.ts';
import type { Int64 } from './json.ts';
import { isRecord } from './json.ts';
import type { Operation } from './operation.ts';

/** How the methods of a client give integers of 64 bits, such as IDs of Flink jobs. */
export interface Int64Forms {
  /** As numbers. A response with one that a number would round is refused. */
  number: number;
  /** As bigints, all of them. */
  bigint: bigint;
  /** As numbers as long as that is exact, otherwise as bigints. */
  mixed: Int64;
}

/** The name of a form. */
export type Int64Form = keyof Int64Forms;

/** A response in which every integer of 64 bits has one form. Values of any type, such as those of a result, are left. */
// A mapped type by itself: a condition around it would cost the compiler more than the rest of a call.
export type WithInt64<Type, Form extends Int64Form> = {
  [Name in keyof Type]: bigint extends Type[Name]
    ? string extends Type[Name]
      ? Type[Name]
      : Exclude<Type[Name], Int64> | Int64Forms[Form]
    : WithInt64<Type[Name], Form>;
};

/**
 * Gives the integers of 64 bits in an output one form, in place.
 * @throws {DliResponseError} if one has to be a number and would be rounded
 */
export function convertInt64(
  form: Int64Form,
  { operationId }: Operation<never, unknown>,
  output: unknown,
  call: Call,
  status: number,
): void {
  if (form === 'mixed') return;
  const convert: Convert = (value, field) => {
    if (form === 'bigint') return Number.isInteger(value) ? BigInt(value as number) : value;
    if (typeof value !== 'bigint') return value;
    const problem = `${field} is ${value}, which a number cannot hold. Create the client with int64: 'bigint' or 'mixed'`;
    throw new DliResponseError({ ...call, status, body: String(value) }, problem);
  };
  for (const path of int64Fields[operationId] ?? []) convertAt(output, path, 0, convert);
}

type Convert = (value: unknown, field: string) => unknown;

function convertAt(parent: unknown, path: readonly string[], depth: number, convert: Convert): void {
  if (Array.isArray(parent)) for (const item of parent) convertAt(item, path, depth, convert);
  const name = path[depth] ?? '';
  if (!isRecord(parent) || !Object.hasOwn(parent, name)) return;
  const value = parent[name];
  if (depth < path.length - 1) convertAt(value, path, depth + 1, convert);
  else parent[name] = Array.isArray(value) ? value.map((item) => convert(item, name)) : convert(value, name);
}
