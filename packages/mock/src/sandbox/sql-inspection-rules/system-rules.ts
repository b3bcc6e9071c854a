// What SQL can be inspected for. The document lists the IDs, and no source says of the other ones what they inspect.
import { getKeyword } from '../../generated/openapi/index.ts';
import type { Schemas } from '../engine/types.ts';
import type { World } from '../engine/world.ts';

type RuleId = Schemas['SqlJobDefendRuleId'];
type Category = Schemas['SqlJobDefendRuleCategory'];
type Threshold = Schemas['SqlJobSystemDefendRuleParam'];

export interface SystemRule {
  rule_id: RuleId;
  category: Category;
  /** What happens to a statement that breaks the rule. */
  actions: string[];
  engines: string[];
  no_limit: boolean;
  desc: string;
  param: Threshold | '';
}

const describe = (desc: string, unit: string, min: number, max: number, defaultValue?: number) => ({
  desc,
  param: { min, max, ...(defaultValue !== undefined && { defaultValue }), desc: unit },
});

const described: { readonly [Id in RuleId]?: Partial<SystemRule> } = {
  static_0001: describe('Occurrences of count(distinct).', 'Occurrences', 1, 100, 10),
  static_0002: { desc: 'Subqueries after not in.' },
  static_0003: describe('Joins.', 'Joins', 1, 50),
  static_0004: describe('Occurrences of union all.', 'Occurrences', 1, 100),
  static_0005: describe('Nested subqueries.', 'Levels', 1, 20),
  static_0006: describe('The size of the SQL.', 'KB', 1, 1_024),
  static_0007: describe('Cartesian products of tables.', 'Cartesian products', 0, 1),
  dynamic_0001: { ...describe('Files to scan.', 'Files', 1, 2_000_000, 200_000), engines: ['spark', 'hetuEngine'] },
  dynamic_0002: describe('Partitions of a table that are affected.', 'Partitions', 1, 500_000, 5_000),
  running_0002: describe('Memory in use.', 'MB', 1, 8_388_608),
  running_0003: describe('How long the statement runs.', 'Seconds', 1, 43_200),
  running_0004: describe('Data to scan.', 'GB', 1, 10_240),
  running_0005: describe('Data to shuffle.', 'GB', 1, 10_240, 2_048),
};

/** Of these a queue has rules from its creation. */
export const defaultRules: readonly RuleId[] = ['dynamic_0001', 'dynamic_0002', 'running_0005', 'static_0001', 'static_0002'];

/** By category: only what runs can be stopped. */
const actions = { static: ['info', 'block'], dynamic: ['info', 'block'], running: ['circuitBreaker'] };

export const allActions: readonly string[] = [...new Set(Object.values(actions).flat())];

export function findSystemRule(rule_id: RuleId): SystemRule {
  const category = rule_id.replace(/_\d+$/, '') as Category;
  const { desc = '', param = '', engines = ['spark'] } = described[rule_id] ?? {};
  return { rule_id, category, actions: actions[category], engines, no_limit: param === '', desc, param };
}

export function listSystemRules({ loaded }: World): SystemRule[] {
  const schema = loaded.getComponent('SqlJobDefendRuleId');
  const ids = schema && (getKeyword(schema, 'enum') as RuleId[] | undefined);
  return (ids ?? []).map(findSystemRule);
}
