import { anything } from './merge-schemas.ts';
import type { Pointer } from './pointer.ts';
import type { FlatSchema, Keyword } from './schema.ts';
import { listTypes } from './schema.ts';

/** One place in a schema, and what the schema requires of a value there. */
export interface SchemaRow {
  /** Dotted: `jobs[].job_id`. `[]` stands for an array's items, `{}` for the JSON in a string, `*` for a name not listed. Empty at the top. */
  pointer: string;
  /** Where the property stands in the bundled document. */
  at: Pointer;
  required: boolean;
  /** Where `required` lists it. */
  requiredAt: Pointer | undefined;
  /** `string`, `integer`, `long`, `number`, `boolean`, `object`, `array<…>`; several joined by ` | `. Undefined if any type is accepted. */
  type: string | undefined;
  /** Where the type is stated, or else where the property stands. */
  typeAt: Pointer;
  nullable: boolean;
  /** Whether unlisted properties are refused; undefined if it is not an object. */
  closed: boolean | undefined;
  /** Which keyword refuses them. */
  closedAt: Pointer | undefined;
  /** Every other keyword, and the place in the document that it comes from. */
  keywords: ReadonlyMap<string, Keyword>;
  /** Keywords for people. */
  texts: ReadonlyMap<string, Keyword>;
  /** The rows of each alternative, if there are alternatives. */
  variants: SchemaRow[][];
}

/** Lists the rows of a schema, parents before children. A schema within itself is not read again. */
export function listSchemaRows(schema: FlatSchema): SchemaRow[] {
  const rows: SchemaRow[] = [];
  addRows(schema, '', undefined, new Set(), rows);
  return rows;
}

function addRows(schema: FlatSchema, pointer: string, required: Keyword | undefined, above: Set<Pointer>, rows: SchemaRow[]): void {
  if (above.has(schema.at)) return;
  const list = (part: FlatSchema): SchemaRow[] => {
    const within: SchemaRow[] = [];
    addRows(part, '', undefined, new Set(above), within);
    return within;
  };
  const [choices = [], ...others] = schema.choices;
  const variants = (schema.variants?.() ?? []).map((variant, index) => {
    const choice = choices[index];
    // Texts of the alternative alone tell more than those of the whole.
    const own = new Map(choice && others.length === 0 ? list(choice).map((row) => [row.pointer, row.texts]) : []);
    return list(variant).map((row) => ({ ...row, texts: new Map([...row.texts, ...(own.get(row.pointer) ?? [])]) }));
  });
  above.add(schema.at);
  rows.push({ ...readRow(schema, pointer, required), variants });
  const add = (child: (() => FlatSchema) | undefined, path: string, isRequired?: Keyword): void => {
    if (child) addRows(child(), path, isRequired, above, rows);
  };
  const formatName = (property: string) => (pointer === '' ? property : `${pointer}.${property}`);
  for (const [property, child] of schema.properties) add(child, formatName(property), schema.required.get(property));
  // A required property has a row even if nothing describes it.
  for (const [property, required] of schema.required) {
    if (!schema.properties.has(property)) add(() => ({ ...anything, at: required.at }), formatName(property), required);
  }
  add(schema.additional, pointer === '' ? '*' : `${pointer}.*`);
  add(schema.items, `${pointer}[]`);
  add(schema.content, `${pointer}{}`);
  above.delete(schema.at);
}

function readRow(schema: FlatSchema, pointer: string, required: Keyword | undefined): Omit<SchemaRow, 'variants'> {
  const type = formatType(schema);
  const keywords = new Map(schema.keywords);
  keywords.delete('type');
  // The type implies it.
  if (getImpliedFormat(type) === keywords.get('format')?.value) keywords.delete('format');
  return {
    pointer,
    at: schema.at,
    required: required !== undefined,
    requiredAt: required?.at,
    type,
    typeAt: schema.keywords.get('type')?.at ?? schema.at,
    nullable: type !== undefined && schema.nullable,
    closed: isObject(schema) ? schema.closed !== undefined : undefined,
    closedAt: schema.closed?.at,
    keywords,
    texts: schema.texts,
  };
}

function isObject(schema: FlatSchema): boolean {
  const types = listTypes(schema);
  return types.includes('object') || (types.length === 0 && schema.properties.size > 0);
}

function getImpliedFormat(type = ''): string | undefined {
  if (type.includes('long')) return 'int64';
  return type.includes('number') ? 'double' : undefined;
}

function formatType({ keywords, items }: FlatSchema): string | undefined {
  const types = keywords.get('type')?.value as string[] | undefined;
  if (!types) return undefined;
  const long = keywords.get('format')?.value === 'int64';
  const named = types.map((type) => {
    if (type === 'array') return `array<${(items && formatType(items())) ?? '?'}>`;
    return type === 'integer' && long ? 'long' : type;
  });
  return named.sort().join(' | ');
}
