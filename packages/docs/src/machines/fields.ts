// The fields of a schema as a flat list, down to the last one.
import { type Document, type Node, resolve, type Schema } from '@dli-openapi/scripts/document';

export interface Field {
  /** Such as `job_list.jobs[].job_id`. */
  pointer: string;
  type: string;
  required: boolean;
  description: string;
  /** Limits, default and values, as the schema has them. */
  rules: string;
  /** The last part of the pointer. */
  name: string;
  /** The values that it may have, where they are listed, and what each means. */
  values: { value: string; meaning: string }[];
}

/** Every field of a schema, once: several parts of it may speak of the same. What refers to itself is followed once. */
export function fieldsOf(document: Document, schema: Schema): Field[] {
  const fields = new Map<string, Field>();
  for (const field of within(document, schema, '', [])) if (!fields.has(field.pointer)) fields.set(field.pointer, field);
  return [...fields.values()];
}

function* within(document: Document, schema: Schema, at: string, above: readonly unknown[]): Generator<Field> {
  if (typeof schema.$ref === 'string' && above.includes(schema.$ref)) return;
  const path = typeof schema.$ref === 'string' ? [...above, schema.$ref] : above;
  const node = resolve(document, schema);
  for (const part of parts(node)) yield* within(document, part, at, path);
  const required = (node.required ?? []) as string[];
  for (const [name, property] of Object.entries((node.properties ?? {}) as Record<string, Schema>)) {
    const pointer = at === '' ? name : `${at}.${name}`;
    yield fieldOf(document, property, pointer, required.includes(name));
    yield* within(document, property, pointer, path);
  }
  if (node.items) yield* within(document, node.items as Schema, `${at}[]`, path);
  if (node.contentSchema) yield* within(document, node.contentSchema as Schema, `${at}{}`, path);
}

function parts(node: Node): Schema[] {
  return ['allOf', 'oneOf', 'anyOf'].flatMap((word) => (node[word] ?? []) as Schema[]);
}

function fieldOf(document: Document, schema: Schema, pointer: string, required: boolean): Field {
  const node = resolve(document, schema);
  return {
    pointer,
    name: pointer.slice(pointer.lastIndexOf('.') + 1),
    type: typeOf(document, schema),
    required,
    description: String(node.description ?? ''),
    rules: rulesOf(document, schema),
    values: Object.entries((node['x-enumDescriptions'] ?? {}) as Record<string, string>).map(([value, meaning]) => ({ value, meaning })),
  };
}

function typeOf(document: Document, schema: Schema): string {
  const node = resolve(document, schema);
  if (node.type === 'array') return `array<${typeOf(document, (node.items ?? {}) as Schema)}>`;
  if (node.type !== undefined) return [node.type].flat().join(' or ');
  const types = parts(node).map((part) => typeOf(document, part));
  return [...new Set(types)].join(' or ') || 'any';
}

const limits = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'pattern', 'format', 'default', 'x-dli-unit'];

function rulesOf(document: Document, schema: Schema): string {
  const node = resolve(document, schema);
  const values = node.enum as unknown[] | undefined;
  const stated = limits
    .filter((word) => node[word] !== undefined)
    .map((word) => `${word.replace('x-dli-', '')} ${JSON.stringify(node[word])}`);
  const all = [...(values ? [`enum ${values.map((value) => JSON.stringify(value)).join(', ')}`] : []), ...stated];
  return all.length === 0 ? '' : `(${all.join('; ')})`;
}
