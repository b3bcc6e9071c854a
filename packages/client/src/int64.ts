/** An integer of 64 bits in an answer: a number as long as that is exact, up to 2^53 - 1, and beyond that a bigint. */
export type Int64 = number | bigint;

/** An integer of 64 bits in an input: an exact number, a bigint, or a string of digits. */
export type Int64Input = number | bigint | string;

/** A value of any type in an answer, such as that of a column of a result. */
export type JsonValue = string | Int64 | boolean | null | unknown[] | { [name: string]: unknown };

/** The digits of an integer of 64 bits, if the value is one and certain to be the one that was meant. */
export function int64Digits(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  if (typeof value === 'string' && !/^(?:0|-?[1-9]\d{0,18})$/.test(value)) return undefined;
  if (typeof value !== 'bigint' && typeof value !== 'string') return undefined;
  const integer = BigInt(value);
  return BigInt.asIntN(64, integer) === integer ? String(integer) : undefined;
}

/** Why a value has no digits. */
export function int64Problem(value: unknown): string {
  return typeof value === 'number' && Number.isInteger(value)
    ? 'is beyond 2^53 - 1, where a number is not exact. Give a bigint or a string of digits.'
    : 'has to be an integer of 64 bits: a number, a bigint or a string of digits.';
}
