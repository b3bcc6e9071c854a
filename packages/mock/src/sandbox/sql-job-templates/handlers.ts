import { takePage } from '../engine/extensions.ts';
import { contains } from '../engine/filters.ts';
import type { OperationHandler } from '../engine/handler.ts';
import { createRefusal, envelope } from '../engine/handler.ts';
import { createThing, findThing, refuseTakenName, updateThing } from '../engine/things.ts';
import { sparkJobTemplates } from '../spark-job-templates/template.ts';
import { sqlJobTemplates } from './template.ts';

export const createSqlJobTemplate: OperationHandler<'createSqlJobTemplate'> = (call) => {
  refuseTakenName(call.project, sqlJobTemplates, call.body.sql_name);
  const { sql_id, group = '' } = createThing(call, sqlJobTemplates, call.body).fields;
  return { ...envelope, sql_id, group };
};

export const listSqlJobTemplates: OperationHandler<'listSqlJobTemplates'> = ({ operation, query, project, now }) => {
  const templates = project.get(sqlJobTemplates).list();
  const matching = templates.filter(({ name }) => contains(query.keyword, name));
  const { items, total } = takePage(operation, query, matching);
  return { ...envelope, sql_count: total, sqls: items.map((template) => sqlJobTemplates.view(template, now)) };
};

export const updateSqlJobTemplate: OperationHandler<'updateSqlJobTemplate'> = ({ path, body, project }) => {
  const template = findThing(project, sqlJobTemplates, path.sql_id);
  if (body.sql_name !== undefined) refuseTakenName(project, sqlJobTemplates, body.sql_name, { except: template });
  updateThing(project, sqlJobTemplates, template, body);
  return envelope;
};

/** Templates for Spark jobs have no other operation that deletes them. */
export const batchDeleteSqlJobTemplates: OperationHandler<'batchDeleteSqlJobTemplates'> = ({ body, project }) => {
  const kinds = [project.get(sqlJobTemplates), project.get(sparkJobTemplates)];
  const missing = body.sql_ids.find((id) => kinds.every((templates) => templates.get(id) === undefined));
  if (missing !== undefined) throw createRefusal('DLI.0002', `The template ${missing} does not exist.`);
  for (const id of body.sql_ids) for (const templates of kinds) templates.remove(id);
  return envelope;
};
