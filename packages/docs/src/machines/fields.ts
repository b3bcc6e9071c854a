// The fields of a schema as a flat list, down to the last one.
import { type Document, resolve, type Schema } from '@dli-openapi/openapi';
import { alternativesOf, partsOf, type Statement, statementOf } from './statement.ts';

export interface Field extends Statement {
  /** Such as `job_list.jobs[].job_id`: `[]` are the items of a list, `{}` is JSON within a string, `*` any name. */
  pointer: string;
  /** The last name in the pointer. */
  name: string;
  required: boolean;
  /** What else is said of it: by the parts of its schema, or by another schema that has it. */
  alternatives: Statement[];
}

/** Every field of a schema, once: several parts of it may speak of the same. What refers to itself is followed once. */
export function fieldsOf(document: Document, schema: Schema): Field[] {
  const fields = new Map<string, Field>();
  for (const field of within(document, schema, '', [])) {
    const known = fields.get(field.pointer);
    fields.set(field.pointer, known ? together(known, field) : field);
  }
  return [...fields.values()];
}

/** The values that a field may have, whoever lists them. */
export function valuesOfField({ values, alternatives }: Field): Statement['values'] {
  return [...values, ...alternatives.flatMap((alternative) => alternative.values)];
}

function together(known: Field, { alternatives, pointer, name, required, ...statement }: Field): Field {
  const all = [...known.alternatives, statement, ...alternatives];
  const { title, type, description, rules, values } = known;
  const said = new Set([JSON.stringify({ title, type, description, rules, values })]);
  const others = all.filter((other) => said.size !== said.add(JSON.stringify(other)).size);
  return { ...known, required: known.required || required, alternatives: others };
}

function* within(document: Document, schema: Schema, at: string, above: readonly unknown[]): Generator<Field> {
  if (typeof schema.$ref === 'string' && above.includes(schema.$ref)) return;
  const path = typeof schema.$ref === 'string' ? [...above, schema.$ref] : above;
  const node = resolve(document, schema);
  for (const part of partsOf(node)) yield* within(document, part, at, path);
  const required = (node.required ?? []) as string[];
  for (const [name, property] of Object.entries((node.properties ?? {}) as Record<string, Schema>)) {
    const pointer = at === '' ? name : `${at}.${name}`;
    yield fieldOf(document, property, pointer, required.includes(name));
    yield* within(document, property, pointer, path);
  }
  for (const [inner, sign] of innerSchemas(node)) {
    const field = fieldOf(document, inner, `${at}${sign}`, false);
    if (field.description !== '' || field.values.length > 0 || field.rules.length > 0 || field.alternatives.length > 0) yield field;
    yield* within(document, inner, field.pointer, path);
  }
}

/** The schemas of what has no name of its own. */
function innerSchemas({ items, contentSchema, additionalProperties }: Schema): [Schema, string][] {
  const inner = [
    [items, '[]'],
    [contentSchema, '{}'],
    [additionalProperties, '.*'],
  ] as const;
  return inner.flatMap(([schema, sign]): [Schema, string][] =>
    typeof schema === 'object' && schema !== null ? [[schema as Schema, sign]] : [],
  );
}

function fieldOf(document: Document, schema: Schema, pointer: string, required: boolean): Field {
  return {
    ...statementOf(document, schema),
    pointer,
    name: /([^.]*?)(\[\]|\{\}|\.\*)*$/.exec(pointer)?.[1] ?? '',
    required,
    alternatives: alternativesOf(document, schema),
  };
}
