// The fields of a schema as a tree, with what the document says of each, in the words of readers.
import type { FlatSchema, SchemaRow } from '@dli-openapi/openapi';
import { formatPlace, listSchemaRows } from '@dli-openapi/openapi';
import type { Words } from '../words/index.ts';
import { formatType, listLimits, listRules } from './rules.ts';

export interface Field {
  /** Such as `response.jobs[].job_id`, which is its anchor as well: `[]` are a list's items, `{}` JSON in a string, `*` any name. */
  place: string;
  /** The last name of the place, or the title of an alternative; empty at the top. */
  name: string;
  /** With its limits: `string, 1–57 characters`. */
  type: string;
  required: boolean;
  /** Markdown, as in the document. */
  description: string;
  /** Default, unit, conditions: a sentence or less each, with code between backticks. */
  rules: string[];
  values: { value: string; meaning: string }[];
  /** The places of its items, if they are not among its fields. */
  items: string[];
  /** A value to begin with; empty if nothing names one. */
  example: string;
  /** The schema that lists its states, if it is one. */
  states: string | undefined;
  /** Alternatives, with what each says beyond the field itself. */
  alternatives: Field[];
  fields: Field[];
}

/** Reads a schema at a location such as `body`: the value itself, with the fields in it. */
export function readField(schema: FlatSchema, location: string, words: Words): Field {
  return readTree(listSchemaRows(schema), location, words);
}

export function listFields(field: Field): Field[] {
  return [field, ...[...field.fields, ...field.alternatives.flatMap(({ fields }) => fields)].flatMap(listFields)];
}

/** The first row is that of the value itself. */
function readTree(rows: readonly SchemaRow[], location: string, words: Words): Field {
  const fields = new Map<string, Field>();
  for (const row of rows) {
    const field = readRow(row, location, words);
    field.alternatives = row.variants.length > 1 ? readAlternatives(row, field, rows, words) : [];
    const holder = fields.get(findHolder(row.pointer, fields));
    fields.set(row.pointer, field);
    if (!isItem(row.pointer) || hasMore(row, field, words)) holder?.fields.push(field);
    else if (holder) {
      // Of most items no more is said than a sentence. Theirs stands at the list, and so do the fields in them.
      holder.items.push(field.place);
      fields.set(row.pointer, holder);
      holder.description = [...new Set([holder.description, field.description])].join('\n\n').trim();
    }
  }
  for (const field of fields.values()) field.fields.sort((one, other) => Number(other.required) - Number(one.required));
  return fields.get('') as Field;
}

function findHolder(pointer: string, known: ReadonlyMap<string, Field>): string {
  let holder = pointer;
  do holder = holder.replace(/(\[\]|\{\}|\.?[^.[\]{}]+)$/, '');
  while (holder !== '' && !known.has(holder));
  return holder;
}

function isItem(pointer: string): boolean {
  return /(\[\]|\{\}|\*)$/.test(pointer);
}

/** Whether more than a sentence is said of items. */
function hasMore(row: SchemaRow, { rules, values, alternatives }: Field, words: Words): boolean {
  return rules.length + values.length + alternatives.length + listLimits(row, words).length > 0;
}

function readRow(row: SchemaRow, location: string, words: Words): Field {
  const { pointer, required, keywords, texts } = row;
  const values = ((keywords.get('enum')?.value ?? []) as unknown[]).map(String);
  const meanings = (texts.get('x-enumDescriptions')?.value ?? {}) as Record<string, string>;
  const [example = keywords.get('default')?.value ?? values[0] ?? ''] = (texts.get('examples')?.value ?? []) as unknown[];
  return {
    place: formatPlace(location, pointer),
    name: pointer.split('.').at(-1) ?? '',
    type: [formatType(row, words), ...listLimits(row, words)].join(words.types.comma),
    required,
    description: String(texts.get('description')?.value ?? '').trim(),
    rules: listRules(row, words),
    values: values.map((value) => ({ value, meaning: meanings[value] ?? '' })),
    example: String(example),
    states: keywords.get('x-dli-transitions')?.at.split('/').at(-2),
    items: [],
    alternatives: [],
    fields: [],
  };
}

/** Reads what each alternative says that the whole does not: of the value itself, and of the fields in it. */
function readAlternatives({ pointer, variants }: SchemaRow, whole: Field, rows: readonly SchemaRow[], words: Words): Field[] {
  const known = new Map(rows.map((row) => [row.pointer, getStatement(readRow(row, '', words))]));
  const alternatives = variants.map((variant, index) => {
    const own = variant.filter(
      (row) =>
        row.pointer === '' || known.get(formatPlace(pointer, row.pointer).replace(/^\./, '')) !== getStatement(readRow(row, '', words)),
    );
    const name = String(variant[0]?.texts.get('title')?.value ?? '').trim();
    const field = readTree(own, `${whole.place}(${name === '' ? index + 1 : name.replaceAll(' ', '_')})`, words);
    return {
      ...field,
      name,
      required: false,
      description: field.description === whole.description ? '' : field.description,
      rules: field.rules.filter((rule) => !whole.rules.includes(rule)),
      values: field.values.filter(
        ({ value, meaning }) => !whole.values.some((other) => other.value === value && other.meaning === meaning),
      ),
    };
  });
  const saysMore = alternatives.some(
    ({ name, description, rules, values, fields }) => name !== '' || description !== '' || rules.length + values.length + fields.length > 0,
  );
  return saysMore ? alternatives : [];
}

/** Two fields of which the same is said have the same. */
function getStatement({ type, description, rules, values, required }: Field): string {
  return JSON.stringify({ type, description, rules, values, required });
}
