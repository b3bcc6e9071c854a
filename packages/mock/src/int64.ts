/** An integer of 64 bits: a number as long as that is exact, up to 2^53 - 1, and beyond that a bigint. */
export type Int64 = number | bigint;

/** An integer of 64 bits in a request, as it was read. */
export type Int64Input = Int64;

/** A value of any type in an answer, such as that of a column of a result. */
export type JsonValue = string | Int64 | boolean | null | unknown[] | { [name: string]: unknown };
