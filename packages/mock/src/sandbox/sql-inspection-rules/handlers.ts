import { takePage, takeSharedPage } from '../engine/extensions.ts';
import { equals } from '../engine/filters.ts';
import type { OperationHandler } from '../engine/handler.ts';
import { createRefusal, envelope } from '../engine/handler.ts';
import type { Project } from '../engine/project.ts';
import { refuseBeyondQuotas } from '../engine/quotas.ts';
import { buildThing, findThing, updateThing } from '../engine/things.ts';
import { queues, refuseUnknownQueue } from '../queues/queue.ts';
import type { SqlInspectionRule, SqlInspectionRuleFields } from './rule.ts';
import { formatQueueNames, refuseInvalidRule, sqlInspectionRules } from './rule.ts';
import { findSystemRule, listSystemRules } from './system-rules.ts';

export const createSqlJobDefendRule: OperationHandler<'createSqlJobDefendRule'> = (call) => {
  const { body, project } = call;
  const rule = buildThing(call, sqlInspectionRules, body);
  refuseConflicts(project, rule.fields);
  refuseBeyondQuotas(project, sqlInspectionRules, [rule]);
  project.get(sqlInspectionRules).add(rule);
  return envelope;
};

/**
 * @param self the rule that is to be like this
 * @throws {Refusal} when the queues cannot have such a rule
 */
function refuseConflicts(
  project: Project,
  { rule_id, engine_rules, queue_names }: SqlInspectionRuleFields,
  self?: SqlInspectionRule,
): void {
  const rules = project.get(sqlInspectionRules).list();
  const rivals = rules.filter((rule) => rule !== self && rule.fields.rule_id === rule_id);
  for (const queue of queue_names) {
    refuseUnknownQueue(project.world, project, queue);
    if (project.get(queues).get(queue)?.fields.queue_type === 'general')
      throw createRefusal('DLI.0007', `The queue ${queue} does not run SQL jobs.`);
    const taken = rivals.flatMap(({ fields }) => (fields.queue_names.includes(queue) ? Object.keys(fields.engine_rules) : []));
    const action = Object.keys(engine_rules).find((each) => taken.includes(each));
    if (action !== undefined) throw createRefusal('DLI.0006', `The queue ${queue} has a rule ${rule_id} for the action ${action}.`);
  }
}

export const listSqlJobDefendRules: OperationHandler<'listSqlJobDefendRules'> = (call) => {
  const { query, project, now } = call;
  const { items, total } = takeSharedPage(call, () => {
    const rules = project.get(sqlInspectionRules).list();
    const isOfQueue = ({ fields }: SqlInspectionRule) =>
      query.queue_name === undefined || fields.queue_names.includes(query.queue_name.toLowerCase());
    return rules.filter((rule) => isOfQueue(rule) && equals(query.rule_name, rule.name));
  });
  return { rules: items.map((rule) => sqlInspectionRules.view(rule, now)), total_count: total };
};

export const showSqlJobDefendRule: OperationHandler<'showSqlJobDefendRule'> = ({ path, project, now }) =>
  sqlInspectionRules.view(findThing(project, sqlInspectionRules, path.rule_uuid), now);

export const updateSqlJobDefendRule: OperationHandler<'updateSqlJobDefendRule'> = ({ path, body, project, now }) => {
  const rule = findThing(project, sqlInspectionRules, path.rule_uuid);
  const { defaultOf, rule_id, queue_names } = rule.fields;
  const changed = { ...rule.fields, ...body, queue_names: formatQueueNames(body.queue_names ?? queue_names) };
  if (defaultOf !== undefined && (changed.rule_id !== rule_id || changed.queue_names.join() !== defaultOf))
    throw createRefusal('DLI.0007', `A rule that ${defaultOf} was created with stays with its queue and its system rule.`);
  refuseInvalidRule(changed);
  refuseConflicts(project, changed, rule);
  updateThing(project, sqlInspectionRules, rule, { ...changed, sys_desc: findSystemRule(body.rule_id).desc, update_time: now });
  return envelope;
};

export const deleteSqlJobDefendRule: OperationHandler<'deleteSqlJobDefendRule'> = ({ path, project }) => {
  const { id, fields } = findThing(project, sqlInspectionRules, path.rule_uuid);
  if (fields.defaultOf !== undefined)
    throw createRefusal('DLI.0007', `A rule that ${fields.defaultOf} was created with cannot be deleted.`);
  project.get(sqlInspectionRules).remove(id);
  return envelope;
};

export const listSqlJobSystemDefendRules: OperationHandler<'listSqlJobSystemDefendRules'> = ({ operation, query, world }) => {
  const { items, total } = takePage(operation, query, listSystemRules(world));
  return { rules: items, total_count: total };
};

export const showSqlJobSystemDefendRule: OperationHandler<'showSqlJobSystemDefendRule'> = ({ path, world }) => {
  const rule = listSystemRules(world).find(({ rule_id }) => rule_id === path.rule_id);
  if (rule === undefined) throw createRefusal('DLI.0002', `The system rule ${path.rule_id} does not exist.`);
  return rule;
};
