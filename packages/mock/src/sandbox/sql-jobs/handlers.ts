import { selectVisible, takePage, takeSharedPage } from '../engine/extensions.ts';
import { contains, equals, equalsId, hasTags, isBetween, sortBy } from '../engine/filters.ts';
import type { OperationHandler, SandboxCall } from '../engine/handler.ts';
import { createRefusal, user } from '../engine/handler.ts';
import type { Project } from '../engine/project.ts';
import { findThing } from '../engine/things.ts';
import { defaultQueue, refuseUnknownQueue } from '../queues/queue.ts';
import { carryOut, refuseUnknownDatabase } from './define.ts';
import { isLenient, isReading, readDefinition } from './definition.ts';
import type { SqlJob } from './job.ts';
import { beginSqlJob, findEnd, sqlJobs, sqlSucceeded, viewSqlJob, viewSqlJobDetail } from './job.ts';
import { listColumns, mostRows, noResult, someRows } from './result.ts';
import type { Statement } from './statement.ts';
import { readFirstWord, readStatement } from './statement.ts';
import { submitExport } from './transfer.ts';

export const createSqlJob: OperationHandler<'createSqlJob'> = (call) => {
  const { body, project, world, now } = call;
  refuseUnknownQueue(world, project, body.queue_name ?? defaultQueue);
  const planned = world.statementPlans.claim(body.sql);
  const statement = parseStatement(body.sql, planned !== undefined);
  const job_id = world.createUuid();
  const job_mode = chooseMode(call, statement);
  const current = body.currentdb || undefined;
  const database = statement.database ?? current;
  const definition = isInOwnCatalog(call, statement) ? readDefinition(body.sql) : undefined;
  // What is planned stands in for what a statement shows, and not for what it changes.
  const isCarriedOut = definition !== undefined && (planned === undefined || !isReading(definition));
  const isLookedInto = isInOwnCatalog(call, statement) && (planned === undefined || (isCarriedOut && planned.fails === undefined));
  if (isLookedInto && database !== undefined && !isLenient(definition)) refuseUnknownDatabase(project, database);
  const result = planned?.result ?? (statement.type === 'QUERY' || statement.type === 'INSERT' ? someRows : noResult);
  if (planned?.fails !== undefined) world.plans.add({ target: job_id, outcome: 'FAILED', message: planned.fails }, now);
  const job = beginSqlJob(world, {
    fields: {
      job_id,
      job_type: statement.type,
      job_mode,
      queue_name: body.queue_name ?? defaultQueue,
      owner: user.name,
      start_time: now,
      statement: body.sql,
      engine_type: body.engine_type ?? 'spark',
      user_conf: (body.conf ?? []).join('\n'),
      ...(database !== undefined && { database_name: database }),
      ...(statement.table !== undefined && { table_name: statement.table }),
      ...(statement.type === 'INSERT' && { input_row_count: result.rows.length, bad_row_count: 0 }),
      tags: [...(body.tags ?? [])],
    },
    result,
    transfer: statement.type === 'IMPORT' ? readImport(body.sql) : undefined,
    createdBy: 'createSqlJob',
    execute: isCarriedOut
      ? (started) => {
          const shown = carryOut(call, definition, current, started.id);
          started.result = planned?.result ?? shown;
        }
      : undefined,
  });
  project.get(sqlJobs).add(job);
  world.settle();

  const created = { job_id, job_type: statement.type, job_mode };
  if (job.life.state === 'FAILED') return { ...describeFailure(job.life.message), ...created };
  const isShown = job_mode === 'sync' && statement.type === 'DDL';
  return {
    ...sqlSucceeded,
    ...created,
    ...(isShown && { schema: listColumns(job.result), rows: job.result.rows.slice(0, mostRows) as [] }),
  };
};

export const checkSql: OperationHandler<'checkSql'> = ({ body, world }) => ({
  ...sqlSucceeded,
  message: 'the sql is ok',
  job_type: parseStatement(body.sql, world.statementPlans.has(body.sql)).type,
});

/**
 * A planned statement that the sandbox does not know is a query.
 * @throws {Refusal} when it is neither known nor planned
 */
function parseStatement(sql: string, isPlanned: boolean): Statement {
  const statement = readStatement(sql) ?? (isPlanned ? plannedQuery : undefined);
  if (statement === undefined) throw createRefusal('DLI.0004', `mismatched input '${readFirstWord(sql)}' expecting a statement.`);
  return statement;
}

const plannedQuery: Statement = { type: 'QUERY', catalog: undefined, database: undefined, table: undefined };

/** Whether a statement is about DLI's own catalog, the only one that the sandbox holds. */
function isInOwnCatalog({ body }: SandboxCall<'createSqlJob'>, { catalog = body.current_catalog ?? 'dli' }: Statement): boolean {
  return catalog.toLowerCase() === 'dli';
}

function chooseMode({ body: { conf = [] } }: SandboxCall<'createSqlJob'>, { type }: Statement): 'sync' | 'async' {
  const isInBackground = conf.some((setting) => /^\s*dli\.sql\.sqlasync\.enabled\s*=\s*true\s*$/.test(setting));
  return (type === 'DDL' || type === 'DCL') && !isInBackground ? 'sync' : 'async';
}

function readImport(sql: string) {
  const [, data_path = ''] = /\binpath\s+['"]([^'"]*)['"]/i.exec(sql) ?? [];
  return { data_path, data_type: 'csv', with_column_header: false, delimiter: ',', quote_char: '"', escape_char: '\\' };
}

/** What responses begin with when a job fails and the status is 200 all the same. */
function describeFailure(message: string) {
  return { is_success: false, message } as const;
}

export const listSqlJobs: OperationHandler<'listSqlJobs'> = (call) => {
  const { query, project, world, now } = call;
  const [, by, direction] = /^(duration|start_time)_(asc|desc)$/.exec(query.order ?? 'start_time_desc') ?? [];
  const getDuration = (job: SqlJob) => viewSqlJob(job, now).duration ?? 0;
  const getStart = ({ fields }: SqlJob) => fields.start_time;
  const { items, total } = takeSharedPage(call, () => {
    const jobs = project.get(sqlJobs).list();
    const matching = jobs.filter((job) => isWanted(job, query));
    return sortBy(matching, by === 'duration' ? getDuration : getStart, direction as 'asc' | 'desc');
  });
  const select = selectVisible(world, 'ListedSqlJob');
  return { ...sqlSucceeded, job_count: total, jobs: items.map((job) => select(viewSqlJob(job, now))) };
};

function isWanted({ id, fields, life }: SqlJob, query: SandboxCall<'listSqlJobs'>['query']): boolean {
  const jobType = query['job-type'];
  return (
    isBetween(query.start, query.end, fields.start_time) &&
    equals(jobType === 'ALL' ? undefined : jobType, fields.job_type) &&
    (query.job_types === undefined || query.job_types.includes(fields.job_type)) &&
    equals(query['job-status'], life.state) &&
    equalsId(query['job-id'], id) &&
    equals(query.queue_name, fields.queue_name) &&
    contains(query.sql_pattern, fields.statement) &&
    equals(query['engine-type'], fields.engine_type) &&
    equals(query.owner, fields.owner) &&
    hasTags(query.tags, fields.tags) &&
    equals(query.db_name, fields.database_name) &&
    equals(query.table_name, fields.table_name)
  );
}

export const showSqlJobStatus: OperationHandler<'showSqlJobStatus'> = ({ path, project, world, now }) => {
  const job = findThing(project, sqlJobs, path.job_id);
  const { end_time: _, with_column_header: __, engine_type: ___, ...view } = selectVisible(world, 'ListedSqlJob')(viewSqlJob(job, now));
  const { job_mode, user_conf } = job.fields;
  return { ...sqlSucceeded, ...view, message: job.life.message, job_mode, user_conf };
};

export const showSqlJobDetail: OperationHandler<'showSqlJobDetail'> = ({ path, project, now }) =>
  viewSqlJobDetail(findThing(project, sqlJobs, path.job_id), now);

/** How many tasks a running job is shown to have. */
const tasks = 4;

export const showSqlJobProgress: OperationHandler<'showSqlJobProgress'> = ({ path, project, world, now }) => {
  const job = findThing(project, sqlJobs, path.job_id);
  const status = job.life.state;
  const progress = { ...sqlSucceeded, job_id: job.id, status };
  if (status !== 'RUNNING') return { ...progress, progress: findEnd(job) === undefined ? 0 : 1 };
  const since = job.life.stages.at(-1)?.at ?? now;
  const completed = Math.min(tasks - 1, Math.floor(((now - since) / world.getLifecycle(sqlJobs).getDuration(status)) * tasks));
  return { ...progress, sub_job_id: 0, progress: completed / tasks, sub_jobs: [viewSubJob(job, since, completed)] };
};

function viewSubJob(job: SqlJob, since: number, completed: number) {
  return {
    id: 0,
    name: 'runJob',
    submission_time: new Date(since).toUTCString(),
    stage_ids: [0],
    job_group: job.id,
    status: 'RUNNING',
    num_tasks: tasks,
    num_active_tasks: 1,
    num_completed_tasks: completed,
    num_skipped_tasks: 0,
    num_failed_tasks: 0,
    num_killed_tasks: 0,
    num_completed_indices: completed,
    num_active_stages: 1,
    num_completed_stages: 0,
    num_skipped_stages: 0,
    num_failed_stages: 0,
  };
}

export const cancelSqlJob: OperationHandler<'cancelSqlJob'> = ({ path, project, now }) => {
  const { life } = findThing(project, sqlJobs, path.job_id);
  if (life.trigger('cancel', now)) return sqlSucceeded;
  throw createRefusal('DLI.0007', `The job ${life.isOver ? 'has ended' : `is ${life.state}`} and cannot be cancelled.`);
};

export const previewSqlJobResult: OperationHandler<'previewSqlJobResult'> = ({ operation, path, query, project }) => {
  const job = findQuery(project, path.job_id);
  if (job.life.state !== 'FINISHED') return describeFailure(explainMissingResult(job));
  const { items } = takePage(operation, query, job.result.rows);
  return {
    ...sqlSucceeded,
    job_id: job.id,
    job_type: job.fields.job_type,
    row_count: job.result.rows.length,
    input_size: job.result.inputSize,
    schema: listColumns(job.result),
    rows: items,
  };
};

export const exportSqlJobResult: OperationHandler<'exportSqlJobResult'> = (call) => {
  const { path, body, project } = call;
  const job = findQuery(project, path.job_id);
  if (job.life.state !== 'FINISHED') return describeFailure(explainMissingResult(job));
  return submitExport(call, job.fields, `export the result of ${job.id} to ${body.data_path}`);
};

function findQuery(project: Project, id: string): SqlJob {
  const job = findThing(project, sqlJobs, id);
  if (job.fields.job_type !== 'QUERY') throw createRefusal('DLI.0007', 'Only the result of a QUERY job can be read.');
  return job;
}

function explainMissingResult({ life }: SqlJob): string {
  return life.isOver ? `The job is ${life.state} and has no result.` : 'The job has not finished.';
}
