// What a schema says of a value, without the schemas that it holds.
import { type Document, type Node, resolve, type Schema } from '@dli-openapi/openapi';

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

export function statementOf(document: Document, schema: Schema): Statement {
  const node = resolve(document, schema);
  return {
    title: String(node.title ?? ''),
    type: typeOf(document, schema),
    description: String(node.description ?? '').trim(),
    rules: rulesOf(node),
    values: valuesOf(node),
  };
}

/** What the parts of a schema say of the same value, down to the last one, where that is more than a type. */
export function alternativesOf(document: Document, schema: Schema): Statement[] {
  const statements = partsOf(resolve(document, schema)).flatMap((part) => [statementOf(document, part), ...alternativesOf(document, part)]);
  return statements.filter(({ description, rules, values }) => description !== '' || rules.length > 0 || values.length > 0);
}

/** The schemas that speak of the same value. */
export function partsOf(node: Node): Schema[] {
  return ['allOf', 'oneOf', 'anyOf'].flatMap((word) => (node[word] ?? []) as Schema[]);
}

function typeOf(document: Document, schema: Schema): string {
  const node = resolve(document, schema);
  if (node.type === 'array') return `array<${typeOf(document, (node.items ?? {}) as Schema)}>`;
  if (node.type !== undefined) return [node.type].flat().join(' or ');
  const types = partsOf(node).map((part) => typeOf(document, part));
  return [...new Set(types)].join(' or ') || 'any';
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
  'x-dli-unit',
  'x-dli-default-formula',
  'x-dli-only-when',
  'x-dli-same-as',
];

function rulesOf(node: Node): string[] {
  return ruleWords
    .filter((word) => node[word] !== undefined)
    .map((word) => `${word.replace('x-dli-', '').replaceAll('-', ' ')} ${JSON.stringify(node[word])}`);
}

function valuesOf(node: Node): Statement['values'] {
  const meanings = (node['x-enumDescriptions'] ?? {}) as Record<string, string>;
  const values = ((node.enum ?? []) as unknown[]).map(String);
  return values.map((value) => ({ value, meaning: meanings[value] ?? '' }));
}
