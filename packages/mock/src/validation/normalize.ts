// What the service reads in a body without an error, though the body's schema does not have it.
import type { FlatSchema } from '../generated/openapi/index.ts';
import { getKeyword, isNode, listTypes } from '../generated/openapi/index.ts';
import { readText } from './read-text.ts';

/**
 * A body as the service reads it: an optional property that is null is omitted, unless its schema has null, and digits in a string are
 * a number where only a number fits, a bigint if a number would round them. The given body is changed.
 * @param strict leaves digits in strings as they are
 */
export function normalizeBody(schema: FlatSchema, value: unknown, strict: boolean): unknown {
  if (typeof value === 'string') return strict ? value : readDigits(schema, value);
  const visit = (child: () => FlatSchema, key: string | number, found: unknown) => {
    const read = normalizeBody(child(), found, strict);
    if (read !== found) (value as Record<string, unknown>)[key] = read;
  };
  if (Array.isArray(value) && schema.items) {
    for (const [index, item] of value.entries()) visit(schema.items, index, item);
  } else if (isNode(value)) {
    for (const [name, found] of Object.entries(value)) {
      const property = schema.properties.get(name) ?? schema.additional;
      if (property === undefined) continue;
      if (found === null && !schema.required.has(name) && !property().nullable) delete value[name];
      else visit(property, name, found);
    }
  }
  return value;
}

function readDigits(schema: FlatSchema, text: string): unknown {
  const types = listTypes(schema);
  const number = readText(
    text,
    types.filter((type) => type === 'integer' || type === 'number'),
  );
  if (!Number.isFinite(number) || (types.includes('string') && isAllowed(schema, text))) return text;
  return Number.isInteger(number) && !Number.isSafeInteger(number) && /^-?\d+$/.test(text) ? BigInt(text) : number;
}

function isAllowed(schema: FlatSchema, value: unknown): boolean {
  const values = getKeyword(schema, 'enum');
  return !Array.isArray(values) || values.includes(value);
}
