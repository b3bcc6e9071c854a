// The rules that come and go with queues.
import { createHash } from 'node:crypto';
import type { Project } from '../engine/project.ts';
import { updateThing } from '../engine/things.ts';
import { sqlInspectionRules } from './rule.ts';
import { defaultRules, findSystemRule } from './system-rules.ts';

/** Creates the rules that a queue for SQL jobs has from its creation. */
export function addDefaultRules(project: Project, { queue_name, create_time }: { queue_name: string; create_time: number }): void {
  for (const { rule_id, actions, param } of defaultRules.map(findSystemRule)) {
    for (const action of actions) {
      const rule = sqlInspectionRules.create(project.world, project, {
        rule_uuid: createRepeatableUuid(`${queue_name} ${rule_id} ${action}`),
        rule_name: `${queue_name}_${rule_id}_${action}`,
        rule_id,
        engine_rules: { [action]: param === '' ? 1 : param.defaultValue },
        queue_names: [queue_name],
        defaultOf: queue_name,
        create_time,
        update_time: create_time,
      });
      project.get(sqlInspectionRules).add(rule);
    }
  }
}

/** Until something is changed in a project, each call sees it made anew, and has to see the same IDs. */
function createRepeatableUuid(text: string): string {
  const digits = createHash('sha256').update(text).digest('hex');
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
}

/** Deletes the rules that a queue was created with, and takes the queue out of the other ones. */
export function leaveRules(project: Project, queue: string): void {
  const rules = project.get(sqlInspectionRules);
  for (const rule of rules.list()) {
    const { defaultOf, queue_names } = rule.fields;
    if (defaultOf === queue) rules.remove(rule.id);
    else if (queue_names.includes(queue))
      updateThing(project, sqlInspectionRules, rule, { queue_names: queue_names.filter((name) => name !== queue) });
  }
}
