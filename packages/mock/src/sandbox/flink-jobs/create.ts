import { listDefaults } from '../../document/properties.ts';
import { succeeded } from '../envelope.ts';
import { refuseMisfit } from '../fit.ts';
import type { OperationHandler, SandboxCall } from '../handler.ts';
import { refusal } from '../refusal.ts';
import type { OperationId, Schemas } from '../types.ts';
import { user } from '../users.ts';
import { refuseTakenName } from './find.ts';
import type { FlinkJob } from './job.ts';
import { configOf, createFlinkJob, viewFlinkJob } from './job.ts';

export const createFlinkJarJob: OperationHandler<'createFlinkJarJob'> = (call) => {
  const { body } = call;
  const job = createDraft(call, body, {
    job_type: 'flink_jar_job',
    run_mode: 'exclusive_cluster',
    sql_body: '',
    main_class: body.main_class ?? null,
    entrypoint_args: body.entrypoint_args ?? null,
  });
  return { ...succeeded, job };
};

export const createFlinkSqlJob: OperationHandler<'createFlinkSqlJob'> = (call) => {
  const { body } = call;
  const job = createDraft(call, body, {
    ...kindOf(body),
    sql_body: body.sql_body || sqlFromTemplate(call),
    edge_group_ids: body.edge_group_ids ?? null,
  });
  return { ...succeeded, job };
};

type Creation = SandboxCall<'createFlinkJarJob'> | SandboxCall<'createFlinkSqlJob'>;

function createDraft(call: Creation, body: Creation['body'], own: Partial<Schemas['FlinkJob']>): Schemas['CreatedFlinkJob'] {
  const { world, project, operation, now } = call;
  refuseTakenName(project, body.name);
  const defaults = listDefaults(operation.body?.schema);
  const job = createFlinkJob(world, {
    fields: {
      job_id: world.nextId((id) => project.flinkJobs.get(id) !== undefined),
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
      job_config: { root_id: -1, ...configOf(world, { ...defaults, ...body }) },
    },
    tags: body.tags,
    createdBy: operation.operationId as OperationId,
  });
  refuseMisfit(world, 'FlinkJobDetail', viewFlinkJob(job, now));
  project.flinkJobs.add(job);
  return createdOf(job);
}

function createdOf({ id, life }: FlinkJob): Schemas['CreatedFlinkJob'] {
  return { job_id: id, status_name: life.state, status_desc: life.message };
}

type Mode = Schemas['FlinkRunMode'];
type Type = Schemas['FlinkSqlJobType'];

/** Which kinds of job run where. What is left out is the first that fits. */
const fitting: readonly (readonly [Mode, Type])[] = [
  ['shared_cluster', 'flink_sql_job'],
  ['exclusive_cluster', 'flink_opensource_sql_job'],
  ['exclusive_cluster', 'flink_sql_job'],
  ['edge_node', 'flink_sql_edge_job'],
];

function kindOf({ run_mode, job_type }: Schemas['CreateFlinkSqlJobRequest']): { run_mode: Mode; job_type: Type } {
  const fit = fitting.find(([mode, type]) => mode === (run_mode ?? mode) && type === (job_type ?? type));
  if (fit === undefined) throw refusal('DLI.0001', `The run_mode ${run_mode} does not fit the job_type ${job_type}.`);
  return { run_mode: fit[0], job_type: fit[1] };
}

function sqlFromTemplate({ body, project }: SandboxCall<'createFlinkSqlJob'>): string {
  if (body.template_id === undefined) return '';
  const template = project.flinkJobTemplates.get(body.template_id);
  if (template === undefined) throw refusal('DLI.0002', `The template ${body.template_id} does not exist.`);
  return template.fields.sql_body ?? '';
}
