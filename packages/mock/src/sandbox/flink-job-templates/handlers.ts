import type { Int64 } from '@dli-openapi/client';
import { takePage } from '../engine/extensions.ts';
import { contains, hasTags, sortBy } from '../engine/filters.ts';
import type { OperationHandler } from '../engine/handler.ts';
import { createRefusal } from '../engine/handler.ts';
import type { Project } from '../engine/project.ts';
import type { FlinkJobTemplate } from './template.ts';
import { createTemplate, flinkJobTemplates } from './template.ts';

/** How many templates a project may hold. */
const most = 100;

/** Unlike in the other responses about Flink, the flag is a boolean. */
const succeeded = { is_success: true, message: '' } as const;

export const createFlinkSqlJobTemplate: OperationHandler<'createFlinkSqlJobTemplate'> = ({ body, project, world, now }) => {
  const templates = project.get(flinkJobTemplates);
  if (templates.list().length >= most) throw createRefusal('DLI.1028', `The project holds ${most} templates already.`);
  refuseTakenName(project, body.name);
  const template_id = world.createId((id) => templates.get(id) !== undefined);
  const { name, desc = '', sql_body = '', job_type = 'flink_sql_job', tags = [] } = body;
  templates.add(createTemplate({ template_id, name, desc, sql_body, job_type, create_time: now, update_time: now }, tags));
  return { ...succeeded, template: { template_id, name, desc, job_type, create_time: now } };
};

export const listFlinkSqlJobTemplates: OperationHandler<'listFlinkSqlJobTemplates'> = ({ operation, query, project }) => {
  const templates = project.get(flinkJobTemplates).list();
  const matching = templates.filter(({ fields, tags }) => contains(query.name, fields.name) && hasTags(query.tags, tags));
  const sorted = sortBy(matching, ({ fields }) => fields.create_time ?? 0, query.order ?? 'desc');
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
  project.get(flinkJobTemplates).remove(id);
  return { ...succeeded, template: { template_id: id } };
};

function findTemplate(project: Project, id: Int64): FlinkJobTemplate {
  const template = project.get(flinkJobTemplates).get(id);
  if (template === undefined) throw createRefusal('DLI.0002', `The template ${id} does not exist.`);
  return template;
}

function refuseTakenName(project: Project, name: string, except?: FlinkJobTemplate): void {
  const templates = project.get(flinkJobTemplates).list();
  if (templates.some((template) => template !== except && template.name === name))
    throw createRefusal('DLI.0006', `A template of the name ${name} exists.`);
}
