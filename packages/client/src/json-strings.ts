import { DliJsonError } from './errors.ts';
import { parseJson } from './json.ts';
import type { Rule } from './rules.ts';
import { findViolations, formatViolation } from './rules.ts';

/**
 * Parses a text as the JSON of a schema. Fields that the schema does not have are kept.
 * @throws {DliJsonError} if the text is not JSON, or violates the schema
 */
export function parseAs(schema: string, rule: Rule, text: unknown): unknown {
  if (typeof text !== 'string')
    throw new DliJsonError(schema, `expected a string that holds JSON, found ${text === null ? 'null' : typeof text}.`);
  const value = parse(schema, text);
  check(schema, rule, value);
  return value;
}

/**
 * Writes a value as the JSON of a schema.
 * @throws {DliJsonError} if the value violates the schema, has a field that the schema does not have, or cannot be JSON
 */
export function stringifyAs(schema: string, rule: Rule, value: unknown): string {
  check(schema, close(rule), value);
  try {
    return JSON.stringify(value);
  } catch (error) {
    throw new DliJsonError(schema, 'the value cannot be written as JSON.', [], { cause: error });
  }
}

function parse(schema: string, text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    throw new DliJsonError(schema, text === '' ? 'the text is empty.' : 'the text is not JSON.', [], { cause: error });
  }
}

/** A response may have more fields than the document; in what is written, an unknown field is a misspelt one. */
function close(rule: Rule): Rule {
  const { items, properties } = rule;
  return {
    ...rule,
    ...(items && { items: close(items) }),
    ...(properties && {
      closed: true,
      properties: Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, close(property)])),
    }),
  };
}

function check(schema: string, rule: Rule, value: unknown): void {
  const violations = findViolations(rule, value);
  if (violations.length === 0) return;
  throw new DliJsonError(schema, `${violations.map((violation) => formatViolation(violation)).join('; ')}.`, violations);
}
