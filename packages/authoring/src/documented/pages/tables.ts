// Reads a page's tables of parameters into fields. A table that belongs to a row states the fields within that row's field.
import type { PublishedField } from '../published.ts';
import type { Location } from '../types.ts';
import type { Cell, Fault, Table } from './blocks.ts';

export interface PlacedTable {
  section: string;
  table: Table;
}

export interface Endpoint {
  /** In lower case. */
  method: string;
  path: string;
}

/** The headers of columns, without spaces. */
const columns = {
  name: /^(参数名称|参数名|参数|名称|Parameter|Name)$/i,
  required: /^(是否必选|是否必须|是否必填|Mandatory|Required)$/i,
  optional: /^(是否可选|Optional)$/i,
  type: /^(参数类型|数据类型|类型|Type|ParameterType|DataType)$/i,
  description: /^(说明|描述|参数说明|Description)$/i,
};
type Column = keyof typeof columns;

/** Whether a parameter is required, or optional. */
const yesOrNo: Record<string, boolean | undefined> = {
  是: true,
  yes: true,
  mandatory: true,
  否: false,
  no: false,
  optional: false,
  '': undefined,
};

const namePattern = /^[\x21-\x7e]+$/;
/** The row for the items of a body that is an array. */
const itemsPattern = /^(数组元素|Array elements?)$/i;
/** A value of an enum. */
const valuePattern = /^[\w.+-]+$/;
/** A type that has fields inside. */
const structuredPattern = /^(?!.*(string|integer|long|number)).*(object|array|list|json|struct|body)/i;
const arrayPattern = /array|list|\[/i;

/** Words in a table's title that are not names of fields. */
const plainWords: ReadonlySet<string> = new Set(
  'uri path query header headers body form request response parameter parameters description descriptions'.split(' '),
);

/** More than ten times what the largest page states. */
const mostFields = 3000;

/** Whether it is a table of parameters. */
export function isFieldTable({ header }: Table): boolean {
  const found = header.map(findColumn);
  if (!found.includes('name')) return false;
  return found.includes('type') || found.includes('required') || (found.includes('description') && !found.includes(undefined));
}

function findColumn(title: string): Column | undefined {
  const text = title.replace(/\s/g, '');
  return (Object.keys(columns) as Column[]).find((column) => columns[column].test(text));
}

interface Row extends Omit<PublishedField, 'location' | 'pointer'> {
  name: string;
  links: string[];
  line: number;
}

/** Reads the fields in the order of the page, each followed by those within it. A table that belongs nowhere is omitted and noted. */
export function readFields(placed: PlacedTable[], endpoint: Endpoint, faults: Fault[]): { fields: PublishedField[]; notes: Fault[] } {
  const fieldTables = placed.filter(({ section, table }) => /^(uri|request|response)$/.test(section) && isFieldTable(table));
  const rows = new Map(fieldTables.map(({ table }) => [table, readRows(table, faults)]));
  const insides = findInsides(fieldTables, rows);
  const taken = new Set(insides.values());
  const values = findValues(placed, rows, taken);

  const fields: PublishedField[] = [];
  const notes: Fault[] = [];
  const add = (row: Row, location: Location, parent: string, around: Table[]): void => {
    if (fields.length > mostFields) return;
    const { name, links: _links, ...stated } = row;
    const pointer = parent + name;
    const listed = values.get(row)?.rows.map(([cell]) => cell?.text ?? '');
    fields.push({ location, pointer, ...stated, ...(listed && { values: listed }) });
    const inside = insides.get(row);
    if (!inside || around.includes(inside)) return;
    const prefix = arrayPattern.test(row.type ?? '') && name !== '[]' ? `${pointer}[].` : `${pointer}.`;
    for (const nested of rows.get(inside) ?? []) add(nested, location, prefix, [...around, inside]);
  };

  const explained = new Set(values.values());
  for (const { section, table } of fieldTables) {
    if (taken.has(table) || explained.has(table)) continue;
    const isFirst = fieldTables.find((other) => other.section === section)?.table === table;
    if (!isFirst && listNamedFields(table).length > 0) {
      notes.push({ line: table.line, message: `the table "${table.title}" belongs to no row of an object or an array. It is omitted` });
      continue;
    }
    for (const row of rows.get(table) ?? []) add(row, locateField(section, table.title, row.name, endpoint), '', [table]);
  }
  if (fields.length > mostFields)
    faults.push({ line: 1, message: `the tables give more than ${mostFields} fields. Does one link back to itself?` });
  return { fields, notes };
}

function readRows({ header, rows, line }: Table, faults: Fault[]): Row[] {
  const found = header.map(findColumn);
  header.forEach((title, index) => {
    if (found[index] === undefined)
      faults.push({ line, message: `the column "${title}" is not known. If it matters, add it to columns in pages/tables.ts` });
  });
  return rows.flatMap((cells) => {
    const place = cells[0]?.line ?? line;
    if (cells.length !== header.length) {
      faults.push({
        line: place,
        message: `the row has ${cells.length} cells and the table ${header.length} columns. Cells that span are not read`,
      });
      return [];
    }
    const findCell = (column: Column): Cell | undefined => cells[found.indexOf(column)];
    const name = findCell('name')?.text ?? '';
    const isItems = itemsPattern.test(name);
    if (!isItems && !namePattern.test(name)) {
      faults.push({ line: place, message: `"${name}" is not a name of a parameter` });
      return [];
    }
    const mandatory = findCell('required')?.text.toLowerCase() ?? '';
    const optional = findCell('optional')?.text.toLowerCase() ?? '';
    for (const word of [mandatory, optional])
      if (!Object.hasOwn(yesOrNo, word))
        faults.push({ line: place, message: `"${word}" says neither yes nor no of whether ${name} is required` });
    const isOptional = yesOrNo[optional];
    return [
      {
        name: isItems ? '[]' : name,
        required: isOptional === undefined ? yesOrNo[mandatory] : !isOptional,
        type: findCell('type')?.text,
        description: findCell('description')?.text,
        links: cells.flatMap(({ links }) => links),
        line: place,
      },
    ];
  });
}

/** Finds, by row of an object or an array, the table of its fields: the one that the row links to, or else the one whose title names the row. */
function findInsides(placed: PlacedTable[], rows: ReadonlyMap<Table, Row[]>): Map<Row, Table> {
  const insides = new Map<Row, Table>();
  const structured = placed.map(({ section, table }) => ({
    section,
    table,
    rows: (rows.get(table) ?? []).filter(({ type, links }) => (type === undefined ? links.length > 0 : structuredPattern.test(type))),
  }));
  for (const { rows: parents } of structured)
    for (const row of parents) {
      const linked = placed.find(({ table }) => table.anchors.some((anchor) => row.links.includes(anchor)));
      if (linked) insides.set(row, linked.table);
    }
  const linked = new Set(insides.values());
  for (const { section, table, rows: parents } of structured)
    for (const row of parents.filter((parent) => !insides.has(parent))) {
      const named = placed.find(
        (other) =>
          other.section === section &&
          other.table !== table &&
          !linked.has(other.table) &&
          listNamedFields(other.table).includes(row.name.toLowerCase()),
      );
      if (named) insides.set(row, named.table);
    }
  return insides;
}

/** Finds, by row of a string, the table of its values that it links to. */
function findValues(placed: PlacedTable[], rows: ReadonlyMap<Table, Row[]>, taken: ReadonlySet<Table>): Map<Row, Table> {
  const values = new Map<Row, Table>();
  for (const row of [...rows.values()].flat()) {
    if (row.type === undefined || !/^string$/i.test(row.type)) continue;
    const linked = placed.find(({ table }) => !taken.has(table) && table.anchors.some((anchor) => row.links.includes(anchor)));
    const isList = linked?.table.rows.every(([cell]) => valuePattern.test(cell?.text ?? ''));
    if (linked && isList) values.set(row, linked.table);
  }
  return values;
}

/** Lists the fields that a table's title names, in lower case: `job_config` of `job_config参数说明`. */
function listNamedFields({ title }: Table): string[] {
  return (title.toLowerCase().match(/[a-z_][\w-]*/g) ?? []).filter((word) => !plainWords.has(word));
}

function locateField(section: string, title: string, name: string, { method, path }: Endpoint): Location {
  if (section === 'response') return 'response';
  if (/header/i.test(title)) return 'header';
  if (/query/i.test(title)) return 'query';
  if (/path|路径/i.test(title) || (section === 'uri' && path.includes(`{${name}}`))) return 'path';
  return section === 'request' && method !== 'get' ? 'body' : 'query';
}
