// What a schema says of a value, without the schemas that it holds.
import type { FlatSchema } from '@dli-openapi/openapi';
import { getKeyword, listTypes } from '@dli-openapi/openapi';

export interface Statement {
  title: string;
  /** Such as `array<string>`, or `any` where the schema does not say. */
  type: string;
  description: string;
  /** Limits, default and examples, such as `minimum 1`. */
  rules: string[];
  /** The values that it may have, where they are listed, and what each means. */
  values: { value: string; meaning: string }[];
}

/** What holds for every value of a schema, whichever alternative it is of. */
export function readStatement(schema: FlatSchema): Statement {
  const own = schema.base?.() ?? schema;
  return {
    title: String(getKeyword(own, 'title') ?? ''),
    type: formatType(schema),
    description: String(getKeyword(own, 'description') ?? '').trim(),
    rules: listRules(own),
    values: listValues(own),
  };
}

/** What the alternatives of a schema say of the same value, where that is more than a type. */
export function listAlternatives(schema: FlatSchema): Statement[] {
  const statements = schema.choices.flat().flatMap((alternative) => [readStatement(alternative), ...listAlternatives(alternative)]);
  return statements.filter(({ description, rules, values }) => description !== '' || rules.length > 0 || values.length > 0);
}

function formatType(schema: FlatSchema): string {
  const types = listTypes(schema).map((type) => (type === 'array' ? `array<${schema.items ? formatType(schema.items()) : 'any'}>` : type));
  if (!schema.keywords.has('type')) return 'any';
  return [...types, ...(schema.nullable ? ['null'] : [])].join(' or ');
}

const ruleWords = [
  'const',
  'not',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'pattern',
  'format',
  'contentMediaType',
  'default',
  'examples',
  'x-dli-default',
  'x-dli-unit',
  'x-dli-default-formula',
  'x-dli-only-when',
  'x-dli-same-as',
];

function listRules(schema: FlatSchema): string[] {
  return ruleWords
    .map((word) => [word, getKeyword(schema, word)] as const)
    .filter(([, value]) => value !== undefined)
    .map(([word, value]) => `${word.replace('x-dli-', '').replaceAll('-', ' ')} ${JSON.stringify(value)}`);
}

function listValues(schema: FlatSchema): Statement['values'] {
  const meanings = (getKeyword(schema, 'x-enumDescriptions') ?? {}) as Record<string, string>;
  const values = ((getKeyword(schema, 'enum') ?? []) as unknown[]).map(String);
  return values.map((value) => ({ value, meaning: meanings[value] ?? '' }));
}
