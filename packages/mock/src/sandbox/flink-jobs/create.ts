import { refuseMisfit } from '../engine/check.ts';
import { listDefaults } from '../engine/extensions.ts';
import type { OperationHandler, SandboxCall } from '../engine/handler.ts';
import { createRefusal, flinkEnvelope, user } from '../engine/handler.ts';
import { refuseInvalidLabels } from '../engine/labels.ts';
import { refuseTakenName } from '../engine/things.ts';
import type { OperationId, Schemas } from '../engine/types.ts';
import { flinkJobTemplates } from '../flink-job-templates/template.ts';
import { refuseUnusablePackages } from '../resource-packages/references.ts';
import { beginFlinkJob, flinkJobs, listPackages, selectConfig, viewFlinkJob } from './job.ts';

export const createFlinkJarJob: OperationHandler<'createFlinkJarJob'> = (call) => {
  const { body, project } = call;
  refuseUnusablePackages(project, listPackages(body));
  const job = createDraft(call, body, {
    job_type: 'flink_jar_job',
    run_mode: 'exclusive_cluster',
    sql_body: '',
    main_class: body.main_class ?? null,
    entrypoint_args: body.entrypoint_args ?? null,
  });
  return { ...flinkEnvelope, job };
};

export const createFlinkSqlJob: OperationHandler<'createFlinkSqlJob'> = (call) => {
  const { body } = call;
  const job = createDraft(call, body, {
    ...chooseType(body),
    sql_body: body.sql_body || readTemplate(call),
    edge_group_ids: body.edge_group_ids ? [...body.edge_group_ids] : null,
  });
  return { ...flinkEnvelope, job };
};

type Creation = SandboxCall<'createFlinkJarJob'> | SandboxCall<'createFlinkSqlJob'>;

function createDraft(call: Creation, body: Creation['body'], own: Partial<Schemas['FlinkJob']>): Schemas['CreatedFlinkJob'] {
  const { world, project, operation, now } = call;
  refuseTakenName(project, flinkJobs, body.name);
  refuseInvalidLabels(body.tags ?? []);
  const jobs = project.get(flinkJobs);
  const defaults = listDefaults(operation.body?.schema);
  const job = beginFlinkJob(world, {
    fields: {
      job_id: world.createId((id) => jobs.get(id) !== undefined),
      name: body.name,
      desc: body.desc ?? '',
      user_name: user.name,
      user_id: user.id,
      project_id: project.id,
      queue_name: body.queue_name ?? null,
      create_time: now,
      update_time: now,
      root_id: -1,
      execution_graph: null,
      has_savepoint: false,
      ...own,
      job_config: { root_id: -1, ...selectConfig(world, { ...defaults, ...body }) },
    },
    tags: body.tags,
    createdBy: operation.operationId as OperationId,
  });
  refuseMisfit(world, 'FlinkJobDetail', viewFlinkJob(job, now), 'job');
  jobs.add(job);
  return { job_id: job.id, status_name: job.life.state, status_desc: job.life.message };
}

type Mode = Schemas['FlinkRunMode'];
type Type = Schemas['FlinkSqlJobType'];

/** Which types of job run where. The default of what is omitted is the first that fits. */
const fitting: readonly (readonly [Mode, Type])[] = [
  ['shared_cluster', 'flink_sql_job'],
  ['exclusive_cluster', 'flink_opensource_sql_job'],
  ['exclusive_cluster', 'flink_sql_job'],
  ['edge_node', 'flink_sql_edge_job'],
];

function chooseType({ run_mode, job_type }: Schemas['CreateFlinkSqlJobRequest']): { run_mode: Mode; job_type: Type } {
  const fit = fitting.find(([mode, type]) => mode === (run_mode ?? mode) && type === (job_type ?? type));
  if (fit === undefined) throw createRefusal('DLI.0001', `The run_mode ${run_mode} does not fit the job_type ${job_type}.`);
  return { run_mode: fit[0], job_type: fit[1] };
}

function readTemplate({ body, project }: SandboxCall<'createFlinkSqlJob'>): string {
  if (body.template_id === undefined) return '';
  const template = project.get(flinkJobTemplates).get(body.template_id);
  if (template === undefined) throw createRefusal('DLI.0002', `The template ${body.template_id} does not exist.`);
  return template.fields.sql_body ?? '';
}
