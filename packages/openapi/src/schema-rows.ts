import { anything } from './merge-schemas.ts';
import type { Pointer } from './pointer.ts';
import type { FlatSchema, Keyword } from './schema.ts';
import { listTypes } from './schema.ts';

/** One place in a schema, and what the schema asks of a value there. */
export interface SchemaRow {
  /** Dotted: `jobs[].job_id`. `[]` stands for an array's items, `{}` for the JSON in a string, `*` for a name not listed. Empty at the top. */
  pointer: string;
  /** Where the property stands in the bundled document. */
  at: Pointer;
  required: boolean;
  /** Where it is said to be required. */
  requiredAt: Pointer | undefined;
  /** `string`, `integer`, `long`, `number`, `boolean`, `object`, `array<…>`; several joined by ` | `. Undefined when any fits. */
  type: string | undefined;
  /** Where the type is said, or else where the property stands. */
  typeAt: Pointer;
  nullable: boolean;
  /** Whether properties that are not named are refused; undefined when it is no object. */
  closed: boolean | undefined;
  /** Where they are said to be refused. */
  closedAt: Pointer | undefined;
  /** Every other keyword, and the place in the document that it comes from. */
  keywords: ReadonlyMap<string, Keyword>;
  /** The rows of what a value may be, one by one, where there are alternatives. */
  variants: SchemaRow[][];
}

/** The rows of a schema, parents before children. A schema within itself is not looked into again. */
export function listSchemaRows(schema: FlatSchema): SchemaRow[] {
  const rows: SchemaRow[] = [];
  addRows(schema, '', undefined, new Set(), rows);
  return rows;
}

function addRows(schema: FlatSchema, pointer: string, required: Keyword | undefined, above: Set<Pointer>, rows: SchemaRow[]): void {
  if (above.has(schema.at)) return;
  const variants = (schema.variants?.() ?? []).map((variant) => {
    const within: SchemaRow[] = [];
    addRows(variant, '', undefined, new Set(above), within);
    return within;
  });
  above.add(schema.at);
  rows.push({ ...readRow(schema, pointer, required), variants });
  const add = (child: (() => FlatSchema) | undefined, path: string, isRequired?: Keyword): void => {
    if (child) addRows(child(), path, isRequired, above, rows);
  };
  const name = (property: string) => (pointer === '' ? property : `${pointer}.${property}`);
  for (const [property, child] of schema.properties) add(child, name(property), schema.required.get(property));
  // What is required and not described is missed by every value.
  for (const [property, required] of schema.required) {
    if (!schema.properties.has(property)) add(() => ({ ...anything, at: required.at }), name(property), required);
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
  // The type says it already.
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
