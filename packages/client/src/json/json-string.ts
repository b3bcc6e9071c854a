import type { Rule } from '../validation/rule.ts';
import { violationsOf, wordsOf } from '../validation/violations.ts';
import { DliJsonError } from './json-error.ts';
import { parseJson } from './parse-json.ts';

/**
 * Reads JSON from a string.
 * @throws {DliJsonError} when there is none, or it does not fit the rule
 */
export function readJson(field: string, rule: Rule, text: unknown): unknown {
  if (typeof text !== 'string') throw new DliJsonError(field, `is ${text === null ? 'null' : typeof text}, not a string that holds JSON.`);
  const value = parsed(field, text);
  check(field, rule, value);
  return value;
}

/**
 * Writes JSON into a string.
 * @throws {DliJsonError} when the value does not fit the rule, has a field that the rule does not name, or JSON cannot carry it
 */
export function writeJson(field: string, rule: Rule, value: unknown): string {
  check(field, closed(rule), value);
  try {
    return JSON.stringify(value);
  } catch (error) {
    throw new DliJsonError(field, 'cannot be written as JSON.', [], { cause: error });
  }
}

function parsed(field: string, text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    throw new DliJsonError(field, text === '' ? 'is empty; there is no JSON to read.' : 'does not hold JSON.', [], { cause: error });
  }
}

/** What a service answers may have more fields than are described; in what is written, one of those is misspelt. */
function closed(rule: Rule): Rule {
  const { items, properties } = rule;
  return {
    ...rule,
    ...(items && { items: closed(items) }),
    ...(properties && {
      closed: true,
      properties: Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, closed(property)])),
    }),
  };
}

function check(field: string, rule: Rule, value: unknown): void {
  const violations = violationsOf(rule, value);
  if (violations.length === 0) return;
  throw new DliJsonError(field, `is not as described: ${violations.map((violation) => wordsOf(violation)).join('; ')}.`, violations);
}
