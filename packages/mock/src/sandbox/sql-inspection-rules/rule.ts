import type { Entry } from '../engine/entry.ts';
import { defineKind } from '../engine/entry.ts';
import { createRefusal } from '../engine/handler.ts';
import type { Schemas } from '../engine/types.ts';
import { allActions, findSystemRule } from './system-rules.ts';

/** A rule for the SQL on queues. */
export type SqlInspectionRuleFields = Schemas['SqlJobDefendRule'] & {
  rule_uuid: string;
  rule_name: string;
  rule_id: Schemas['SqlJobDefendRuleId'];
  /** Thresholds, by action. */
  engine_rules: Readonly<Record<string, unknown>>;
  queue_names: string[];
  /** The queue that was created with it. */
  defaultOf?: string;
};

export type SqlInspectionRule = Entry<SqlInspectionRuleFields>;

export const sqlInspectionRules = defineKind<SqlInspectionRuleFields>()({
  name: 'sqlInspectionRules',
  noun: 'rule',
  schema: 'SqlJobDefendRule',
  id: 'rule_uuid',
  title: 'rule_name',
  isNameUnique: false,
  // Those that queues are created with do not count.
  quotas: [{ most: 1_000, measure: ({ fields }) => (fields.defaultOf === undefined ? 1 : 0) }],
  complete({ rule_id = 'static_0001', queue_names = [], ...given }, { world, now }) {
    const rule_uuid = given.rule_uuid ?? world.createUuid();
    const { category, desc } = findSystemRule(rule_id);
    return {
      project_id: '',
      rule_name: `rule-${rule_uuid}`,
      category,
      engine_rules: {},
      desc: '',
      sys_desc: desc,
      create_time: now,
      update_time: now,
      ...given,
      rule_uuid,
      rule_id,
      queue_names: formatQueueNames(queue_names),
    };
  },
  check: refuseInvalidRule,
  show: ({ fields: { defaultOf: _, ...shown } }): Schemas['SqlJobDefendRule'] => shown,
});

/** The names as the service writes them, each once. */
export function formatQueueNames(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => name.toLowerCase()))];
}

const mostQueues = 50;

/** @throws {Refusal} when no rule can be like this */
export function refuseInvalidRule({ rule_id, category, engine_rules, queue_names }: SqlInspectionRuleFields): void {
  const { actions, param, category: own } = findSystemRule(rule_id);
  if (category !== own) throw createRefusal('DLI.0001', `category must be ${own} for ${rule_id}, found ${category}.`);
  if (queue_names.length > mostQueues)
    throw createRefusal('DLI.0009', `A rule can be for ${mostQueues} queues, found ${queue_names.length}.`);
  // No source says what names there are beside those of the actions.
  for (const [action, threshold] of Object.entries(engine_rules).filter(([name]) => allActions.includes(name))) {
    if (!actions.includes(action)) throw createRefusal('DLI.0001', `${rule_id} has the action ${actions.join(' or ')}, found ${action}.`);
    if (param === '') continue;
    const { min = 0, max = Number.POSITIVE_INFINITY } = param;
    if (!Number.isInteger(threshold) || Number(threshold) < min || Number(threshold) > max)
      throw createRefusal('DLI.0001', `engine_rules.${action} must be a whole number from ${min} to ${max}, found ${threshold}.`);
  }
}
