import type { Int64 } from '@dli-openapi/client';
import type { Sown } from '../seed.ts';
import type { Schemas } from '../types.ts';
import type { World } from '../world.ts';
import type { FlinkJobTemplate } from './template.ts';

/** A template, described by as many of its fields as matter. */
export type FlinkJobTemplateSeed = Partial<Schemas['FlinkSqlJobTemplate']> & { project_id?: string; tags?: Schemas['Tag'][] };

export function templateFrom(
  world: World,
  { project_id, tags = [], ...given }: FlinkJobTemplateSeed,
  isTaken: (id: Int64) => boolean,
): Sown {
  const { now } = world.clock;
  const template_id = given.template_id ?? world.nextId(isTaken);
  const name = given.name ?? `template-${template_id}`;
  const fields = {
    desc: '',
    sql_body: '',
    job_type: 'flink_sql_job' as const,
    create_time: now,
    update_time: now,
    ...given,
    template_id,
    name,
  };
  const template = (): FlinkJobTemplate => ({ id: template_id, fields: { ...fields }, tags });
  return {
    kind: 'flinkJobTemplates',
    id: template_id,
    name,
    project: project_id,
    views: [['FlinkSqlJobTemplate', fields], ...[tags].flat().map((tag) => ['Tag', tag] as const)],
    put: (project) => project.flinkJobTemplates.add(template()),
  };
}
