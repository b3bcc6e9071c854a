import type { Pointer } from './pointer.ts';
import type { FlatSchema, Keyword } from './schema.ts';

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
  /** Every other keyword, and the place in the document that it comes from. */
  keywords: ReadonlyMap<string, Keyword>;
  /** The rows of what a value may be, one by one, where there are alternatives. */
  variants: SchemaRow[][];
}

/** The rows of a schema, parents before children. A schema within itself is not looked into again. */
export function listSchemaRows(view: FlatSchema): SchemaRow[] {
  const rows: SchemaRow[] = [];
  visit(view, '', undefined, new Set(), rows);
  return rows;
}

const undescribed: FlatSchema = {
  at: '',
  keywords: new Map(),
  nullable: true,
  required: new Map(),
  requiredFirst: new Set(),
  properties: new Map(),
  items: undefined,
  additional: undefined,
  content: undefined,
  closed: undefined,
};

function visit(view: FlatSchema, pointer: string, required: Keyword | undefined, above: Set<Pointer>, rows: SchemaRow[]): void {
  if (above.has(view.at)) return;
  const variants = (view.variants?.() ?? []).map((variant) => {
    const within: SchemaRow[] = [];
    visit(variant, '', undefined, new Set(above), within);
    return within;
  });
  above.add(view.at);
  rows.push({ ...rowOf(view, pointer, required), variants });
  const child = (next: (() => FlatSchema) | undefined, path: string, asked?: Keyword): void => {
    if (next) visit(next(), path, asked, above, rows);
  };
  for (const [name, property] of view.properties) child(property, pointer === '' ? name : `${pointer}.${name}`, view.required.get(name));
  // What is required and not described is missed by every value.
  for (const [name, { at }] of view.required) {
    if (!view.properties.has(name))
      child(() => ({ ...undescribed, at }), pointer === '' ? name : `${pointer}.${name}`, view.required.get(name));
  }
  child(view.additional, pointer === '' ? '*' : `${pointer}.*`);
  child(view.items, `${pointer}[]`);
  child(view.content, `${pointer}{}`);
  above.delete(view.at);
}

function rowOf(view: FlatSchema, pointer: string, required: Keyword | undefined): Omit<SchemaRow, 'variants'> {
  const type = typeOf(view);
  const keywords = new Map(view.keywords);
  keywords.delete('type');
  // The type says it already.
  if (impliedFormat(type) === keywords.get('format')?.value) keywords.delete('format');
  return {
    pointer,
    at: view.at,
    required: required !== undefined,
    requiredAt: required?.at,
    type,
    typeAt: view.keywords.get('type')?.at ?? view.at,
    nullable: type !== undefined && view.nullable,
    closed: type?.includes('object') && !type.startsWith('array') ? view.closed !== undefined : undefined,
    keywords,
  };
}

function impliedFormat(type = ''): string | undefined {
  if (type.includes('long')) return 'int64';
  return type.includes('number') ? 'double' : undefined;
}

function typeOf({ keywords, items }: FlatSchema): string | undefined {
  const types = keywords.get('type')?.value as string[] | undefined;
  if (!types) return undefined;
  const long = keywords.get('format')?.value === 'int64';
  const named = types.map((type) => {
    if (type === 'array') return `array<${(items && typeOf(items())) ?? '?'}>`;
    return type === 'integer' && long ? 'long' : type;
  });
  return named.sort().join(' | ');
}
