// The names of partitions: `year=2024/month=1`.
import { createRefusal } from '../engine/handler.ts';
import type { Schemas } from '../engine/types.ts';
import type { TableFields } from './table.ts';

export type Partition = Schemas['Partition'];

type Owner = Pick<TableFields, 'key' | 'columns'>;

/**
 * The parts of a partition's name that a request gives, in the order of the columns.
 * @throws {Refusal} when the table is not partitioned by one of the columns
 */
export function readPartition(table: Owner, spec: Schemas['PartitionSpec'] = {}): string[] {
  const given =
    typeof spec === 'string' ? splitName(spec) : Object.entries(spec).map(([name, value]) => [name, escapeValue(value)] as const);
  const columns = listPartitionColumns(table);
  const unknown = given.find(([name]) => !columns.some((column) => column.toLowerCase() === name.toLowerCase()));
  if (unknown !== undefined) {
    const known = columns.length > 0 ? `only by ${columns.join(', ')}` : 'by no column';
    throw createRefusal('DLI.0001', `The table ${table.key} is partitioned ${known}, found ${unknown[0] || 'an empty name'}.`);
  }
  const values = new Map(given.map(([name, value]) => [name.toLowerCase(), value]));
  return columns.flatMap((column) => {
    const value = values.get(column.toLowerCase());
    return value === undefined ? [] : [`${column}=${value}`];
  });
}

/** The name of a partition; undefined unless there is a value for each column. */
export function formatPartition({ columns }: Owner, parts: readonly string[]): string | undefined {
  return parts.length > 0 && parts.length === listPartitionColumns({ columns }).length ? parts.join('/') : undefined;
}

/** @throws {Refusal} when it is not one of the table */
export function refuseUnfitPartition(table: Owner, { partition_name }: Partition): void {
  const columns = listPartitionColumns(table);
  const given = splitName(partition_name).map(([name]) => name);
  const rule =
    columns.length > 0
      ? `be named like ${columns.map((column) => `${column}=…`).join('/')}`
      : 'be left out, since the table has no partition column';
  if (given.join('/').toLowerCase() !== columns.join('/').toLowerCase() || columns.length === 0)
    throw createRefusal('DLI.0001', `A partition of ${table.key} must ${rule}, found ${partition_name || 'an empty name'}.`);
}

export function completePartition(
  given: Partial<Partition> & Pick<Partition, 'partition_name'>,
  now: number,
  location: string | undefined,
): Partition {
  const locations = location !== undefined && { locations: [`${location}/${given.partition_name}`] };
  return { create_time: now, last_access_time: now, ...locations, ...given };
}

export function listPartitionColumns({ columns }: Pick<TableFields, 'columns'>): string[] {
  return columns.flatMap(({ column_name, is_partition_column }) => (is_partition_column ? [column_name] : []));
}

function splitName(name: string): [column: string, value: string | undefined][] {
  if (name === '') return [];
  return name.split('/').map((part) => {
    const [column = '', ...values] = part.split('=');
    return [column, values.length > 0 ? values.join('=') : undefined];
  });
}

/** Writes a value as Hive does in paths. */
function escapeValue(value: string): string {
  return value.replaceAll(/["#%'*/:=?\\{[\]^]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}
