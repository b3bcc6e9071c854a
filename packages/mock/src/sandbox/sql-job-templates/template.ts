import { defineKind } from '../engine/entry.ts';
import { user } from '../engine/handler.ts';
import type { Schemas } from '../engine/types.ts';

/** A template for SQL jobs. */
export type SqlJobTemplateFields = Schemas['SqlJobTemplate'] & { sql_id: string; sql_name: string };

export const sqlJobTemplates = defineKind<SqlJobTemplateFields>()({
  name: 'sqlJobTemplates',
  noun: 'template',
  schema: 'SqlJobTemplate',
  quotas: [{ type: 'TEMPLATE', most: 100 }],
  id: 'sql_id',
  title: 'sql_name',
  complete(given, { world }) {
    const sql_id = given.sql_id ?? world.createUuid();
    return { sql_name: `template-${sql_id}`, sql: '', description: '', group: '', owner: user.name, ...given, sql_id };
  },
  show: ({ fields }) => fields,
});
