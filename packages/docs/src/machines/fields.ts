// The fields of a schema as a flat list, down to the last one.
import type { FlatSchema, Pointer } from '@dli-openapi/openapi';
import { listAlternatives, readStatement, type Statement } from './statement.ts';

export interface Field extends Statement {
  /** Such as `job_list.jobs[].job_id`: `[]` are the items of a list, `{}` is JSON within a string, `*` any name. */
  pointer: string;
  /** The last name in the pointer. */
  name: string;
  required: boolean;
  /** What else is said of it: by the alternatives of its schema, or by alternatives that have it. */
  alternatives: Statement[];
}

/**
 * Every field of a schema, once: several alternatives of it may speak of the same. What refers to itself is followed once.
 * @param name what the value itself is called; without a name it is no field
 */
export function listFields(schema: FlatSchema, name = ''): Field[] {
  const fields = new Map<string, Field>();
  for (const field of [...(name === '' ? [] : [readField(schema, name, false)]), ...findFields(schema, name, [])]) {
    const known = fields.get(field.pointer);
    fields.set(field.pointer, known ? mergeFields(known, field) : field);
  }
  return [...fields.values()];
}

/** The values that a field may have, whoever lists them. */
export function listFieldValues({ values, alternatives }: Field): Statement['values'] {
  return [...values, ...alternatives.flatMap((alternative) => alternative.values)];
}

function mergeFields(known: Field, { alternatives, pointer, name, required, ...statement }: Field): Field {
  const all = [...known.alternatives, statement, ...alternatives];
  const { title, type, description, rules, values } = known;
  const said = new Set([JSON.stringify({ title, type, description, rules, values })]);
  const others = all.filter((other) => said.size !== said.add(JSON.stringify(other)).size);
  return { ...known, required: known.required || required, alternatives: others };
}

function* findFields(schema: FlatSchema, at: string, above: readonly Pointer[]): Generator<Field> {
  if (above.includes(schema.at)) return;
  const path = [...above, schema.at];
  const { properties, required, items, content, additional } = schema.base?.() ?? schema;
  for (const [name, property] of properties) {
    const pointer = at === '' ? name : `${at}.${name}`;
    yield readField(property(), pointer, required.has(name));
    yield* findFields(property(), pointer, path);
  }
  for (const [inner, sign] of [
    [items, '[]'],
    [content, '{}'],
    [additional, '.*'],
  ] as const) {
    if (!inner) continue;
    const field = readField(inner(), `${at}${sign}`, false);
    if (field.description !== '' || field.values.length > 0 || field.rules.length > 0 || field.alternatives.length > 0) yield field;
    yield* findFields(inner(), field.pointer, path);
  }
  for (const alternative of schema.choices.flat()) yield* findFields(alternative, at, path);
}

function readField(schema: FlatSchema, pointer: string, required: boolean): Field {
  return {
    ...readStatement(schema),
    pointer,
    name: /([^.]*?)(\[\]|\{\}|\.\*)*$/.exec(pointer)?.[1] ?? '',
    required,
    alternatives: listAlternatives(schema),
  };
}
