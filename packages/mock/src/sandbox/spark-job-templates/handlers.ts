import { isNode } from '../../generated/openapi/index.ts';
import { parseExactJson } from '../../json.ts';
import { refuseMisfit } from '../engine/check.ts';
import { takePage } from '../engine/extensions.ts';
import { contains } from '../engine/filters.ts';
import type { OperationHandler, SandboxCall } from '../engine/handler.ts';
import { createRefusal, envelope } from '../engine/handler.ts';
import { createThing, findThing, refuseTakenName, updateThing } from '../engine/things.ts';
import type { Schemas } from '../engine/types.ts';
import { sqlJobTemplates } from '../sql-job-templates/template.ts';
import { sparkJobTemplates } from './template.ts';

export const createSparkJobTemplate: OperationHandler<'createSparkJobTemplate'> = (call) => {
  const { body, project } = call;
  if (body.type === 'SQL') return { id: createSqlTemplate(call) };
  refuseTakenName(project, sparkJobTemplates, body.name);
  const { id } = createThing(call, sparkJobTemplates, { ...body, body: readSettings(call) }).fields;
  return { id };
};

function createSqlTemplate(call: SandboxCall<'createSparkJobTemplate'>): string {
  const { name: sql_name, body: sql, group = '', description = '' } = call.body;
  if (typeof sql !== 'string') throw createRefusal('DLI.0001', 'body must be SQL, as a string, in a template of the type SQL.');
  refuseTakenName(call.project, sqlJobTemplates, sql_name);
  return createThing(call, sqlJobTemplates, { sql_name, sql, group, description }).fields.sql_id;
}

/** Clients send the settings as an object, or as JSON in a string. */
function readSettings({
  body: { body },
  world,
}: SandboxCall<'createSparkJobTemplate'> | SandboxCall<'updateSparkJobTemplate'>): Schemas['SparkJobTemplateBody'] {
  const settings = typeof body === 'string' ? parseText(body) : body;
  if (!isNode(settings)) throw createRefusal('DLI.0001', 'body must be an object, or one as JSON in a string.');
  refuseMisfit(world, 'SparkJobTemplateSettingsInput', settings, 'body');
  return settings;
}

function parseText(text: string): unknown {
  try {
    return parseExactJson(text);
  } catch {
    return undefined;
  }
}

export const listSparkJobTemplates: OperationHandler<'listSparkJobTemplates'> = ({ operation, query, project, now }) => {
  const templates = project.get(sparkJobTemplates).list();
  const matching = templates.filter(({ name }) => contains(query.keyword, name));
  const { items } = takePage(operation, query, matching);
  return { ...envelope, count: items.length, templates: items.map((template) => sparkJobTemplates.view(template, now)) };
};

export const showSparkJobTemplate: OperationHandler<'showSparkJobTemplate'> = ({ path, project, now }) =>
  sparkJobTemplates.view(findThing(project, sparkJobTemplates, path.template_id), now);

export const updateSparkJobTemplate: OperationHandler<'updateSparkJobTemplate'> = (call) => {
  const { path, body, project } = call;
  const template = findThing(project, sparkJobTemplates, path.template_id);
  refuseTakenName(project, sparkJobTemplates, body.name, { except: template });
  updateThing(project, sparkJobTemplates, template, { ...body, body: readSettings(call) });
  return envelope;
};
