import { DliInputError } from '../errors/index.ts';
import { limits } from '../generated/limits.ts';
import type { Operation } from '../operation.ts';
import { violationsOf, wordsOf } from './violations.ts';

/**
 * Checks an input against what is documented: types, lengths, ranges, patterns, required fields, values of an enum and
 * JSON in strings. `createDliClient` uses it with `validate: true`; a core is given it as its `validator`.
 * @throws {DliInputError} with every violation, when there is one
 */
export function checkInput({ operationId }: Operation<never, unknown>, input: unknown): void {
  const rule = Object.hasOwn(limits, operationId) ? limits[operationId] : undefined;
  const violations = rule === undefined ? [] : violationsOf(rule, input);
  if (violations.length === 0) return;
  const problem = `the input is not as documented: ${violations.map((violation) => wordsOf(violation)).join('; ')}.`;
  throw new DliInputError(operationId, undefined, problem, { violations });
}
