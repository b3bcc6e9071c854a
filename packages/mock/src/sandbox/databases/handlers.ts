import { takeSharedPage } from '../engine/extensions.ts';
import { contains, hasTags } from '../engine/filters.ts';
import type { OperationHandler } from '../engine/handler.ts';
import { envelope } from '../engine/handler.ts';
import { buildThing, findThing, refuseTakenName, updateThing } from '../engine/things.ts';
import { actOrTimeOut } from '../engine/timeout-plans.ts';
import { submitSqlJob } from '../sql-jobs/job.ts';
import { addDatabase, deleteDatabaseNow, refuseDeletion } from './change.ts';
import { databases } from './database.ts';

export const createDatabase: OperationHandler<'createDatabase'> = (call) => {
  const { tags = [], ...given } = call.body;
  const database = { ...given, tags: [...tags] };
  actOrTimeOut(call, [database.database_name], {
    check() {
      refuseTakenName(call.project, databases, database.database_name);
      buildThing(call, databases, database);
    },
    act: () => addDatabase(call, database),
  });
  return envelope;
};

export const listDatabases: OperationHandler<'listDatabases'> = (call) => {
  const { query, project, now } = call;
  const { items, total } = takeSharedPage(call, () => {
    const all = project.get(databases).list();
    return all.filter(({ name, fields }) => contains(query.keyword, name) && hasTags(query.tags, fields.tags));
  });
  return { ...envelope, database_count: total, databases: items.map((each) => databases.view(each, now)) };
};

export const updateDatabaseOwner: OperationHandler<'updateDatabaseOwner'> = ({ path, body, project }) => {
  updateThing(project, databases, findThing(project, databases, path.database_name), { owner: body.new_owner });
  return envelope;
};

export const deleteDatabase: OperationHandler<'deleteDatabase'> = (call) => {
  const { path, query, project } = call;
  const deletion = { project, name: path.database_name, cascade: query.cascade ?? false };
  if (!query.async) {
    actOrTimeOut(call, [deletion.name], { check: () => refuseDeletion(deletion), act: () => deleteDatabaseNow(deletion) });
    return { ...envelope, job_mode: 'sync' };
  }
  refuseDeletion(deletion);
  const { name } = findThing(project, databases, deletion.name);
  const fields = { job_type: 'DDL', statement: `DROP DATABASE ${name}${deletion.cascade ? ' CASCADE' : ''}`, database_name: name } as const;
  const { id } = submitSqlJob(call, fields, { execute: (job) => deleteDatabaseNow(deletion, job.id) });
  return { ...envelope, job_id: id, job_type: 'DDL', job_mode: 'async' };
};
