import { takePage } from '../engine/extensions.ts';
import { contains, hasTags, sortBy } from '../engine/filters.ts';
import type { OperationHandler } from '../engine/handler.ts';
import { envelope } from '../engine/handler.ts';
import { createThing, findThing, refuseTakenName, updateThing } from '../engine/things.ts';
import { flinkJobTemplates } from './template.ts';

export const createFlinkSqlJobTemplate: OperationHandler<'createFlinkSqlJobTemplate'> = (call) => {
  const { body, project } = call;
  refuseTakenName(project, flinkJobTemplates, body.name);
  const { template_id, name, desc = '', job_type = 'flink_sql_job', create_time } = createThing(call, flinkJobTemplates, body).fields;
  return { ...envelope, template: { template_id, name, desc, job_type, create_time } };
};

export const listFlinkSqlJobTemplates: OperationHandler<'listFlinkSqlJobTemplates'> = ({ operation, query, project, now }) => {
  const templates = project.get(flinkJobTemplates).list();
  const matching = templates.filter(({ fields }) => contains(query.name, fields.name) && hasTags(query.tags, fields.tags));
  const sorted = sortBy(matching, ({ fields }) => fields.create_time ?? 0, query.order ?? 'desc');
  const { items, total } = takePage(operation, query, sorted);
  const shown = items.map((template) => flinkJobTemplates.view(template, now));
  return { ...envelope, template_list: { total_count: total, templates: shown } };
};

export const updateFlinkSqlJobTemplate: OperationHandler<'updateFlinkSqlJobTemplate'> = ({ path, body, project, now }) => {
  const template = findThing(project, flinkJobTemplates, path.template_id);
  if (body.name) refuseTakenName(project, flinkJobTemplates, body.name, { except: template });
  updateThing(project, flinkJobTemplates, template, { ...body, update_time: now });
  return envelope;
};

export const deleteFlinkSqlJobTemplate: OperationHandler<'deleteFlinkSqlJobTemplate'> = ({ path, project }) => {
  const { id, fields } = findThing(project, flinkJobTemplates, path.template_id);
  project.get(flinkJobTemplates).remove(id);
  return { ...envelope, template: { template_id: fields.template_id } };
};
