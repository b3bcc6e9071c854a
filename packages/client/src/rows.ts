import { readList, WrittenNumber } from './json.ts';

/** A column of a result. */
export interface ResultColumn {
  readonly name: string;
  /** The data type as the service writes it, such as `int` or `decimal(10,2)`. */
  readonly type: string;
}

/** The columns of a result, from a list of objects with one field each. */
export function readColumns(schema: unknown): ResultColumn[] {
  return readList(schema).flatMap((column) => Object.entries(Object(column)).map(([name, type]) => ({ name, type: String(type) })));
}

/** A name that several columns have, so that an object cannot hold all of them. */
export function findRepeatedName(columns: readonly ResultColumn[]): string | undefined {
  return columns.find(({ name }, index) => columns.findIndex((other) => other.name === name) < index)?.name;
}

/** Converts one value, which is not null. Gives `undefined` for a value of another type. */
type Convert = (value: unknown) => unknown;

const digits = /^-?\d+$/;
const number = /^(?:[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|NaN|[+-]?Infinity)$/i;

function readBigint(value: unknown): bigint | undefined {
  const text = readNumberText(value);
  return text !== undefined && digits.test(text) ? BigInt(text) : undefined;
}

function readNumber(value: unknown): number | undefined {
  const text = readNumberText(value);
  return text !== undefined && number.test(text) ? Number(text) : undefined;
}

function readInteger(value: unknown): number | undefined {
  const integer = readNumber(value);
  return Number.isSafeInteger(integer) ? integer : undefined;
}

function readBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string' || !/^(?:true|false)$/i.test(value)) return undefined;
  return value.toLowerCase() === 'true';
}

/** A number as the service wrote it, whether in JSON as a number or as a string. */
function readNumberText(value: unknown): string | undefined {
  if (value instanceof WrittenNumber) return value.text;
  return typeof value === 'number' || typeof value === 'string' ? String(value) : undefined;
}

/** A value as `parseJson` would have given it. */
function readAsWritten(value: unknown): unknown {
  if (value instanceof WrittenNumber) return digits.test(value.text) ? readExactInteger(value.text) : Number(value.text);
  if (Array.isArray(value)) return value.map(readAsWritten);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, readAsWritten(part)]));
}

function readExactInteger(text: string): number | bigint {
  return Number.isSafeInteger(Number(text)) ? Number(text) : BigInt(text);
}

function findConversion(type: string, convertDecimal: (text: string) => unknown): Convert {
  const [name = ''] = /^\w+/.exec(type.toLowerCase()) ?? [];
  if (/^(?:tinyint|smallint|int|integer)$/.test(name)) return readInteger;
  if (/^(?:bigint|long)$/.test(name)) return readBigint;
  if (/^(?:float|double)$/.test(name)) return readNumber;
  if (name === 'boolean') return readBoolean;
  if (name !== 'decimal') return readAsWritten;
  return (value) => {
    const text = readNumberText(value);
    return text !== undefined && number.test(text) ? convertDecimal(text) : undefined;
  };
}

/**
 * Turns rows into objects by column name, each value converted by its column's type.
 * @param createError makes the error that is thrown of what is wrong with a row
 */
export function convertRows(
  columns: readonly ResultColumn[],
  rows: readonly unknown[],
  convertDecimal: (text: string) => unknown,
  createError: (problem: string) => Error,
): object[] {
  const conversions = columns.map(({ type }) => findConversion(type, convertDecimal));
  return rows.map((row, index) => {
    if (!Array.isArray(row)) throw createError(`row ${index + 1} is not a list`);
    if (row.length !== columns.length) throw createError(`row ${index + 1} has ${row.length} values for ${columns.length} columns`);
    const entries = columns.map(({ name, type }, place): [string, unknown] => {
      const value = row[place] ?? null;
      const converted = value === null ? null : conversions[place]?.(value);
      if (converted === undefined) throw createError(`row ${index + 1} has no ${type} in the column ${name}`);
      return [name, converted];
    });
    return Object.fromEntries(entries);
  });
}
