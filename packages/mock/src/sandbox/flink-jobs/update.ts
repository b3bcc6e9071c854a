import { isDeepStrictEqual } from 'node:util';
import { listProperties } from '../../document/properties.ts';
import { succeeded } from '../envelope.ts';
import { refuseMisfit } from '../fit.ts';
import type { OperationHandler, SandboxCall } from '../handler.ts';
import { refusal } from '../refusal.ts';
import { findFlinkJob, refuseTakenName } from './find.ts';
import type { FlinkJob, FlinkJobFields } from './job.ts';
import { configOf, viewFlinkJob } from './job.ts';

export const updateFlinkJarJob: OperationHandler<'updateFlinkJarJob'> = (call) => {
  const job = findFlinkJob(call.project, call.path.job_id);
  if (job.fields.job_type !== 'flink_jar_job') throw refusal('DLI.0007', `The job ${job.id} is not a JAR job.`);
  return update(call, job);
};

export const updateFlinkSqlJob: OperationHandler<'updateFlinkSqlJob'> = (call) => {
  const job = findFlinkJob(call.project, call.path.job_id);
  if (job.fields.job_type === 'flink_jar_job') throw refusal('DLI.0007', `The job ${job.id} is not a SQL job.`);
  return update(call, job);
};

type Update = SandboxCall<'updateFlinkJarJob'> | SandboxCall<'updateFlinkSqlJob'>;

function update(call: Update, job: FlinkJob) {
  const { world, project, now } = call;
  const changed = changedBy(call, job);
  refuseWhileRunning(call, job, changed);
  refuseTakenName(project, changed.name, job);
  const fields = { ...changed, update_time: now };
  refuseMisfit(world, 'FlinkJobDetail', viewFlinkJob({ ...job, fields }, now));
  job.fields = fields;
  return { ...succeeded, job: { update_time: now } };
}

/** What the job is described by outside of its configuration, of what a request may change. */
const described = ['name', 'desc', 'queue_name', 'sql_body', 'run_mode', 'main_class', 'entrypoint_args', 'edge_group_ids'] as const;

function changedBy({ body, world }: Update, { fields }: FlinkJob): FlinkJobFields {
  // The document lets a name be empty, which no job's is: such a name stays as it is.
  const { name = '', ...others } = body;
  const given = Object.entries(name === '' ? others : body).filter(([field]) => (described as readonly string[]).includes(field));
  return { ...fields, ...Object.fromEntries(given), job_config: { ...fields.job_config, ...configOf(world, body) } };
}

/** Few fields can be changed while a job runs; the document marks them. Giving others the value that they have is no change. */
function refuseWhileRunning({ operation, world }: Update, { fields, life }: FlinkJob, changed: FlinkJobFields): void {
  if (life.state === world.lifecycles.flink.initial || life.isOver) return;
  const free = new Map(listProperties(operation.body?.schema, 'x-dli-while-running'));
  const known = operation.body?.schema.properties.keys() ?? [];
  const values = (of: FlinkJobFields): Record<string, unknown> => ({ ...of, ...of.job_config });
  const [before, after] = [values(fields), values(changed)];
  const stuck = [...known].filter((name) => free.get(name) !== true && !isDeepStrictEqual(before[name], after[name]));
  if (stuck.length === 0) return;
  const names = stuck.join(', ');
  throw refusal('DLI.12002', `The job could not be updated: ${names} cannot be changed while it is ${life.state}. Stop the job first.`);
}
