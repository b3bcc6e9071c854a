import type { Int64 } from '@dli-openapi/client';
import { defineKind } from '../engine/entry.ts';
import type { Schemas } from '../engine/types.ts';

/** A template for Flink SQL jobs. */
export type FlinkJobTemplateFields = Schemas['FlinkSqlJobTemplate'] & {
  template_id: Int64;
  name: string;
  create_time: number;
  tags?: readonly Schemas['Tag'][];
};

/** A template, described by as many of its fields as matter. */
export type FlinkJobTemplateSeed = Partial<FlinkJobTemplateFields>;

export const flinkJobTemplates = defineKind<FlinkJobTemplateFields>()({
  name: 'flinkJobTemplates',
  noun: 'template',
  schema: 'FlinkSqlJobTemplate',
  id: 'template_id',
  title: 'name',
  quotas: [{ type: 'TEMPLATE', most: 100 }],
  ownFields: { tags: 'Tag' },
  complete({ template_id, name, ...given }, { now, createId }) {
    const id = template_id ?? createId();
    const defaults = { desc: '', sql_body: '', job_type: 'flink_sql_job', create_time: now, update_time: now } as const;
    return { ...defaults, ...given, template_id: id, name: name ?? `template-${id}` };
  },
  show: ({ fields: { tags: _, ...shown } }) => shown,
});
