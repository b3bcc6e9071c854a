// What creates and deletes databases, by an operation or by SQL.
import { createRefusal } from '../engine/handler.ts';
import type { Project } from '../engine/project.ts';
import type { CreatingCall } from '../engine/things.ts';
import { createThing, findThing, refuseTakenName } from '../engine/things.ts';
import { sqlJobs } from '../sql-jobs/job.ts';
import { listTablesIn } from '../tables/table.ts';
import type { DatabaseFields } from './database.ts';
import { databases, defaultDatabase } from './database.ts';

/** @throws {Refusal} when the project cannot have it */
export function addDatabase(call: CreatingCall, given: Partial<DatabaseFields> & { database_name: string }): void {
  refuseTakenName(call.project, databases, given.database_name);
  createThing(call, databases, given);
}

export interface Deletion {
  project: Project;
  name: string;
  /** Whether its tables go, too. */
  cascade: boolean;
}

/**
 * @param job the ID of the job that is to delete it
 * @throws {Refusal} when it cannot be deleted
 */
export function refuseDeletion({ project, name: given, cascade }: Deletion, job?: string): void {
  const { name } = findThing(project, databases, given);
  if (name === defaultDatabase) throw createRefusal('DLI.0007', `The database ${name} cannot be deleted.`);
  if (!cascade && listTablesIn(project, name).length > 0)
    throw createRefusal('DLI.0007', `The database ${name} has tables. Delete them first or set cascade.`);
  const jobs = project.get(sqlJobs).list();
  if (jobs.some(({ id, fields, life }) => id !== job && !life.isOver && fields.database_name?.toLowerCase() === name))
    throw createRefusal('DLI.0007', `A job uses the database ${name}. Wait for it to end or cancel it.`);
}

/**
 * Deletes a database with its tables.
 * @throws {Refusal} when it cannot be deleted
 */
export function deleteDatabaseNow(deletion: Deletion, job?: string): void {
  refuseDeletion(deletion, job);
  deletion.project.get(databases).remove(deletion.name);
}
