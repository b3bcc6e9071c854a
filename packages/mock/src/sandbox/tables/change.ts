// What creates, fills and deletes tables, by an operation or by SQL.
import { databases } from '../databases/database.ts';
import { createRefusal } from '../engine/handler.ts';
import type { Project } from '../engine/project.ts';
import type { CreatingCall } from '../engine/things.ts';
import { buildThing, createThing, findThing, updateThing } from '../engine/things.ts';
import type { Schemas } from '../engine/types.ts';
import { completePartition, formatPartition, readPartition } from './partitions.ts';
import type { Table, TableFields } from './table.ts';
import { formatTableKey, refuseForeignPath, refuseGoneTable, tables } from './table.ts';

type Given = Partial<TableFields> & { database_name: string; table_name: string };

/** @throws {Refusal} when the project cannot have it */
export function refuseNewTable(call: CreatingCall, given: Given): void {
  refuseTakenTable(call.project, given);
  buildThing(call, tables, given);
}

/** @throws {Refusal} when the project cannot have it */
export function addTable(call: CreatingCall, given: Given): void {
  refuseTakenTable(call.project, given);
  createThing(call, tables, given);
}

function refuseTakenTable(project: Project, { database_name, table_name }: Given): void {
  const { name } = findThing(project, databases, database_name);
  const known = project.get(tables).get(formatTableKey(name, table_name));
  if (known) throw createRefusal('DLI.0006', `The database ${name} has a table of the name ${known.fields.table_name}.`);
}

/** @throws {Refusal} when the project cannot have it */
export function replaceView(call: CreatingCall, view: Table, given: Given): void {
  const { columns, description, select_statement } = buildThing(call, tables, given).fields;
  updateThing(call.project, tables, view, { columns, description, select_statement });
}

/** @throws {Refusal} when it is not there any more */
export function deleteTableNow(project: Project, table: Table): void {
  refuseGoneTable(project, table);
  project.get(tables).remove(table.id);
}

/**
 * The partition that an import is into.
 * @returns undefined when it is into none in particular
 * @throws {Refusal} when the table cannot be imported into
 */
export function readImport({ fields }: Table, path: string, spec?: Schemas['PartitionSpec']): string | undefined {
  refuseForeignPath('data_path', path);
  if (fields.table_type === 'VIEW') throw createRefusal('DLI.0001', `${fields.key} is a view, and nothing can be imported into it.`);
  return formatPartition(fields, readPartition(fields, spec));
}

/** @throws {Refusal} when the table is not there any more */
export function addImport(project: Project, table: Table, partition_name: string | undefined): void {
  refuseGoneTable(project, table);
  const { now } = project.world.clock;
  const { partitions, location } = table.fields;
  const known = partitions.find((each) => each.partition_name === partition_name);
  const changed = partition_name !== undefined && completePartition({ ...known, partition_name, last_access_time: now }, now, location);
  updateThing(project, tables, table, {
    last_access_time: now,
    ...(changed && { partitions: [...partitions.filter((each) => each !== known), changed] }),
  });
}
