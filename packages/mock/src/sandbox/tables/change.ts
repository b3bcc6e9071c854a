// What creates and deletes tables, by an operation or by SQL.
import { databases } from '../databases/database.ts';
import { createRefusal } from '../engine/handler.ts';
import type { Project } from '../engine/project.ts';
import type { CreatingCall } from '../engine/things.ts';
import { buildThing, createThing, findThing } from '../engine/things.ts';
import type { TableFields } from './table.ts';
import { findTable, formatTableKey, tables } from './table.ts';

type Given = Partial<TableFields> & { database_name: string; table_name: string };

/** @throws {Refusal} when the project cannot have it */
export function refuseNewTable(call: CreatingCall, given: Given): void {
  const { name } = findThing(call.project, databases, given.database_name);
  const known = call.project.get(tables).get(formatTableKey(name, given.table_name));
  if (known) throw createRefusal('DLI.0006', `The database ${name} has a table of the name ${known.fields.table_name}.`);
  buildThing(call, tables, given);
}

/** @throws {Refusal} when the project cannot have it */
export function addTable(call: CreatingCall, given: Given): void {
  refuseNewTable(call, given);
  createThing(call, tables, given);
}

/** @throws {Refusal} when it is not there */
export function deleteTableNow({ project, database, table }: { project: Project; database: string; table: string }): void {
  project.get(tables).remove(findTable(project, database, table).id);
}
