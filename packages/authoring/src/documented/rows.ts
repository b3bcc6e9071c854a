import type { ProseFacts } from './prose.ts';
import { readProse } from './prose.ts';
import type { PublishedField } from './published.ts';
import type { Facts, Row, Scalar, Source } from './types.ts';

/**
 * Reads one row as bare facts.
 * @throws {Error} if what was found in prose does not fit the type, so that it needs a correction
 */
export function readRow(field: PublishedField, source: Source, drop: (keyof Facts)[] = [], set: Facts = {}): Row {
  const { location, pointer, required, description = '', values } = field;
  const type = set.type ?? readType(field.type);
  const { enum: listed = values, default: preset, ...others } = pickFacts(readProse(description, type), source);
  const isLeft = (name: keyof Facts): boolean => !drop.includes(name) && !(name in set);
  const found = {
    ...(listed &&
      isLeft('enum') &&
      /string|integer|long|number/.test(type ?? 'string') && { enum: listed.map((text) => readScalar(text, type)) }),
    ...(preset !== undefined && isLeft('default') && { default: readScalar(preset, type) }),
    ...others,
  };
  const kept = Object.entries(found).filter(([name]) => isLeft(name as keyof Facts));
  const name = pointer.split('.').at(-1) ?? pointer;
  return sortFacts({ location, pointer, name, required, type, ...Object.fromEntries(kept), ...set });
}

/** Whether a source is code, whose limits stand only in comments that have lost their line breaks. */
export const isCode = (source: Source): boolean => /^(sdk|client)/.test(source);

/** Picks the facts of a source. Limits in the comments of code do not count. */
function pickFacts(prose: ProseFacts, source: Source): ProseFacts {
  if (!isCode(source)) return prose;
  const { unit, json, onlyWhen } = prose;
  return { ...(unit && { unit }), ...(json && { json }), ...(onlyWhen && { onlyWhen }) };
}

const types: Record<string, string> = {
  string: 'string',
  int: 'integer',
  integer: 'integer',
  long: 'long',
  number: 'number',
  double: 'number',
  float: 'number',
  boolean: 'boolean',
  object: 'object',
  json: 'object',
  struct: 'object',
  body: 'object',
  map: 'object',
};

/** `Array of Strings`, `List of Json`, `[Long]`, `Array<Array<object>>`, `Tag object`, `Map<String, String>` */
export function readType(printed: string | undefined): string | undefined {
  const text = (printed ?? '').trim();
  if (text === '') return undefined;
  const item = /^(?:array|list)(?: of |\s*[<[])(.+?)[>\]]?$/i.exec(text)?.[1] ?? /^\[(.+)\]$/.exec(text)?.[1];
  if (item !== undefined) return `array<${readType(item)}>`;
  const known =
    types[text.toLowerCase()] ?? types[text.toLowerCase().replace(/s$/, '')] ?? (/ objects?$|^map\s*</i.test(text) ? 'object' : undefined);
  if (known === undefined) throw new Error(`type ${JSON.stringify(printed)} is unknown`);
  return known;
}

function readScalar(text: string, type = 'string'): Scalar {
  if (text === 'null') return null;
  if (/^(array<)?(integer|long|number)/.test(type)) {
    if (text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  } else if (type === 'boolean') {
    if (text === 'true' || text === 'false') return text === 'true';
  } else if (/^[\x20-\x7e]*$/.test(text)) return text;
  throw new Error(`${JSON.stringify(text)} does not fit type ${type}`);
}

const order: (keyof Row)[] = [
  'location',
  'pointer',
  'name',
  'required',
  'type',
  'enum',
  'default',
  'defaultFormula',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'unit',
  'rule',
  'json',
  'deprecated',
  'onlyWhen',
];

function sortFacts(row: { [Name in keyof Row]: Row[Name] | undefined }): Row {
  return Object.fromEntries(order.flatMap((name) => (row[name] === undefined ? [] : [[name, row[name]]]))) as unknown as Row;
}
