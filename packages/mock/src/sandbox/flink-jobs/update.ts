import { isDeepStrictEqual } from 'node:util';
import { refuseMisfit } from '../engine/check.ts';
import { listProperties } from '../engine/extensions.ts';
import type { OperationHandler, SandboxCall } from '../engine/handler.ts';
import { createRefusal, flinkEnvelope } from '../engine/handler.ts';
import { findThing, refuseTakenName } from '../engine/things.ts';
import { refuseUnusablePackages } from '../resource-packages/references.ts';
import type { FlinkJob, FlinkJobFields } from './job.ts';
import { flinkJobs, listPackages, selectConfig, viewFlinkJob } from './job.ts';

export const updateFlinkJarJob: OperationHandler<'updateFlinkJarJob'> = (call) => {
  const job = findThing(call.project, flinkJobs, call.path.job_id);
  if (job.fields.job_type !== 'flink_jar_job') throw createRefusal('DLI.0007', `The job ${job.id} is not a JAR job.`);
  refuseUnusablePackages(call.project, listPackages(call.body), (name) =>
    createRefusal('DLI.12002', `The job could not be updated: cannot find resource ${name}.`),
  );
  return update(call, job);
};

export const updateFlinkSqlJob: OperationHandler<'updateFlinkSqlJob'> = (call) => {
  const job = findThing(call.project, flinkJobs, call.path.job_id);
  if (job.fields.job_type === 'flink_jar_job') throw createRefusal('DLI.0007', `The job ${job.id} is not a SQL job.`);
  return update(call, job);
};

type Update = SandboxCall<'updateFlinkJarJob'> | SandboxCall<'updateFlinkSqlJob'>;

function update(call: Update, job: FlinkJob) {
  const { world, project, now } = call;
  const changed = applyChanges(call, job);
  refuseWhileRunning(call, job, changed);
  refuseTakenName(project, flinkJobs, changed.name, { except: job });
  const fields = { ...changed, update_time: now };
  refuseMisfit(world, 'FlinkJobDetail', viewFlinkJob({ ...job, fields }, now), 'job');
  if (fields.name !== job.name) project.get(flinkJobs).forgetNames();
  job.fields = fields;
  return { ...flinkEnvelope, job: { update_time: now } };
}

/** The fields outside of the configuration that a request may change. */
const changeable = ['name', 'desc', 'queue_name', 'sql_body', 'run_mode', 'main_class', 'entrypoint_args', 'edge_group_ids'] as const;

function applyChanges({ body, world }: Update, { fields }: FlinkJob): FlinkJobFields {
  // The document lets a name be empty, which no job's is: such a name changes nothing.
  const { name = '', ...others } = body;
  const given = Object.entries(name === '' ? others : body).filter(([field]) => (changeable as readonly string[]).includes(field));
  return { ...fields, ...Object.fromEntries(given), job_config: { ...fields.job_config, ...selectConfig(world, body) } };
}

/** Few fields can be changed while a job runs; the document marks them. Others may be given the value that they have. */
function refuseWhileRunning({ operation, world }: Update, { fields, life }: FlinkJob, changed: FlinkJobFields): void {
  if (life.state === world.getLifecycle(flinkJobs).initial || life.isOver) return;
  const free = new Map(listProperties(operation.body?.schema, 'x-dli-while-running'));
  const known = operation.body?.schema.properties.keys() ?? [];
  const readValues = (of: FlinkJobFields): Record<string, unknown> => ({ ...of, ...of.job_config });
  const [before, after] = [readValues(fields), readValues(changed)];
  const stuck = [...known].filter((name) => free.get(name) !== true && !isDeepStrictEqual(before[name], after[name]));
  if (stuck.length === 0) return;
  const names = stuck.join(', ');
  throw createRefusal(
    'DLI.12002',
    `The job could not be updated: ${names} cannot be changed while it is ${life.state}. Stop the job first.`,
  );
}
