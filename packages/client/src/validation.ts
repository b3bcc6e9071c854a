import { DliInputError } from './errors.ts';
import { limits } from './generated/limits.ts';
import type { Operation } from './operation.ts';
import { findViolations, formatViolation } from './rules.ts';

export * from './generated/json-strings.ts';

/**
 * Checks an input against the document: types, lengths, ranges, patterns, required fields, values of an enum and JSON in
 * strings. `createDliClient` calls it with `validate: true`; a core takes it as `validate: checkInput`.
 * @throws {DliInputError} with every violation, if there is one
 */
export function checkInput({ operationId }: Operation<never, unknown>, input: unknown): void {
  const rule = Object.hasOwn(limits, operationId) ? limits[operationId] : undefined;
  const violations = rule === undefined ? [] : findViolations(rule, input);
  if (violations.length === 0) return;
  const problem = `the input violates the document: ${violations.map((violation) => formatViolation(violation)).join('; ')}.`;
  throw new DliInputError(operationId, undefined, problem, { violations });
}
