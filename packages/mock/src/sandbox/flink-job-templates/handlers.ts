import type { Int64 } from '@dli-openapi/client';
import { succeeded } from '../envelope.ts';
import { contains, hasTags, ordered } from '../filters.ts';
import type { OperationHandler } from '../handler.ts';
import { takePage } from '../paging.ts';
import type { Project } from '../project.ts';
import { refusal } from '../refusal.ts';
import type { FlinkJobTemplate } from './template.ts';

/** How many templates a project may hold. */
const most = 100;

export const createFlinkSqlJobTemplate: OperationHandler<'createFlinkSqlJobTemplate'> = ({ body, project, world, now }) => {
  const { flinkJobTemplates } = project;
  if (flinkJobTemplates.all().length >= most) throw refusal('DLI.1028', `The project holds ${most} templates already.`);
  refuseTakenName(project, body.name);
  const template_id = world.nextId((id) => flinkJobTemplates.get(id) !== undefined);
  const { name, desc = '', sql_body = '', job_type = 'flink_sql_job', tags = [] } = body;
  const fields = { template_id, name, desc, sql_body, job_type, create_time: now, update_time: now };
  flinkJobTemplates.add({ id: template_id, fields, tags });
  return { ...succeeded, template: { template_id, name, desc, job_type, create_time: now } };
};

export const listFlinkSqlJobTemplates: OperationHandler<'listFlinkSqlJobTemplates'> = ({ operation, query, project }) => {
  const matching = project.flinkJobTemplates
    .all()
    .filter(({ fields, tags }) => contains(query.name, fields.name) && hasTags(query.tags, tags));
  const sorted = ordered(matching, ({ fields }) => fields.create_time ?? 0, query.order ?? 'desc');
  const { items, total } = takePage(operation, query, sorted);
  return { ...succeeded, template_list: { total_count: total, templates: items.map(({ fields }) => fields) } };
};

export const updateFlinkSqlJobTemplate: OperationHandler<'updateFlinkSqlJobTemplate'> = ({ path, body, project, now }) => {
  const template = findTemplate(project, path.template_id);
  if (body.name) refuseTakenName(project, body.name, template);
  template.fields = { ...template.fields, ...body, update_time: now };
  return succeeded;
};

export const deleteFlinkSqlJobTemplate: OperationHandler<'deleteFlinkSqlJobTemplate'> = ({ path, project }) => {
  const { id } = findTemplate(project, path.template_id);
  project.flinkJobTemplates.remove(id);
  return { ...succeeded, template: { template_id: id } };
};

function findTemplate(project: Project, id: Int64): FlinkJobTemplate {
  const template = project.flinkJobTemplates.get(id);
  if (template === undefined) throw refusal('DLI.0002', `The template ${id} does not exist.`);
  return template;
}

function refuseTakenName(project: Project, name: string, except?: FlinkJobTemplate): void {
  const isTaken = project.flinkJobTemplates.all().some((template) => template !== except && template.fields.name === name);
  if (isTaken) throw refusal('DLI.0006', `A template of the name ${name} exists.`);
}
