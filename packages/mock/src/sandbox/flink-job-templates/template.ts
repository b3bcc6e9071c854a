import type { Int64 } from '@dli-openapi/client';
import type { Kept, Kind } from '../engine/kind.ts';
import type { Schemas } from '../engine/types.ts';
import type { World } from '../engine/world.ts';

/** A template for Flink SQL jobs. */
export interface FlinkJobTemplate extends Kept {
  readonly id: Int64;
  fields: Schemas['FlinkSqlJobTemplate'] & { template_id: Int64; name: string };
  tags: readonly Schemas['Tag'][];
}

/** A template, described by as many of its fields as matter. */
export type FlinkJobTemplateSeed = Partial<Schemas['FlinkSqlJobTemplate']> & { project_id?: string; tags?: Schemas['Tag'][] };

export function createTemplate(fields: FlinkJobTemplate['fields'], tags: FlinkJobTemplate['tags']): FlinkJobTemplate {
  const template = {
    id: fields.template_id,
    fields,
    tags,
    get name() {
      return template.fields.name;
    },
  };
  return template;
}

export const flinkJobTemplates: Kind<World, FlinkJobTemplate, FlinkJobTemplateSeed> = {
  name: 'flinkJobTemplates',
  schema: 'FlinkSqlJobTemplate',
  ownSeedFields: ['tags', 'project_id'],
  readSeed(world, { project_id, tags = [], ...given }, isTaken) {
    const { now } = world.clock;
    const template_id = given.template_id ?? world.createId(isTaken);
    const name = given.name ?? `template-${template_id}`;
    const defaults = { desc: '', sql_body: '', job_type: 'flink_sql_job', create_time: now, update_time: now } as const;
    const fields = { ...defaults, ...given, template_id, name };
    return {
      id: template_id,
      name,
      project: project_id,
      views: [['FlinkSqlJobTemplate', fields], ...[tags].flat().map((tag) => ['Tag', tag] as const)],
      create: () => createTemplate({ ...fields }, tags),
    };
  },
  view: ({ fields }) => fields,
};
