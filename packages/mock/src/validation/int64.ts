// JavaScript rounds integers beyond 2^53. Rounding may carry one across the limits of int64; these functions round
// so that a double is within the limits exactly when the integer was.

const past = 2n ** 63n;
const lowest = -(2n ** 63n);
const largestWithin = 2 ** 63 - 1024;
const smallestBeyond = -(2 ** 63) - 2048;

/** Reads decimal digits, perhaps after a minus, as the nearest double on the same side of the limits of int64. */
export function readInteger(digits: string): number {
  const rounded = Number(digits);
  if (Number.isSafeInteger(rounded)) return rounded;
  if (rounded === Number(past) && BigInt(digits) < past) return largestWithin;
  if (rounded === Number(lowest) && BigInt(digits) < lowest) return smallestBeyond;
  return rounded;
}

/** Whether a number that was read with {@link readInteger} is a 64-bit integer. */
export function isInt64(value: number): boolean {
  return Number.isInteger(value) && value >= Number(lowest) && value < Number(past);
}
