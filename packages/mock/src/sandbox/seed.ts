import type { Int64 } from '@dli-openapi/client';
import { MockError } from '../errors.ts';
import { isNode } from '../generated/openapi/index.ts';
import { findNearestName, formatHint, formatValue } from '../messages.ts';
import { formatViolations } from '../validation/violation.ts';
import { findMisfits } from './fit.ts';
import type { FlinkJobTemplateSeed } from './flink-job-templates/seed.ts';
import { templateFrom } from './flink-job-templates/seed.ts';
import type { FlinkJobSeed } from './flink-jobs/seed.ts';
import { flinkJobFrom } from './flink-jobs/seed.ts';
import type { Project } from './project.ts';
import type { SparkJobSeed } from './spark-batch-jobs/seed.ts';
import { sparkJobFrom } from './spark-batch-jobs/seed.ts';
import type { SqlJobSeed } from './sql-jobs/seed.ts';
import { sqlJobFrom } from './sql-jobs/seed.ts';
import type { Schemas } from './types.ts';
import type { World } from './world.ts';

/** Jobs and templates to put in. One without `project_id` goes into every project, also into those that come later. */
export interface Seed {
  readonly flinkJobs?: readonly FlinkJobSeed[];
  readonly flinkJobTemplates?: readonly FlinkJobTemplateSeed[];
  readonly sqlJobs?: readonly SqlJobSeed[];
  readonly sparkJobs?: readonly SparkJobSeed[];
}

/** Something to put in, ready and checked. */
export interface Sown {
  readonly kind: keyof Seed;
  readonly id: Int64 | string;
  /** Absent where several may have the same. */
  readonly name?: string;
  /** Undefined: every project. */
  readonly project: string | undefined;
  /** What answers show of it, with the names of the schemas that it has to fit. */
  readonly views: readonly (readonly [schema: keyof Schemas & string, view: object])[];
  put(project: Project): void;
}

/** How each kind is described, and what becomes of a description. */
const kinds: {
  readonly [Kind in keyof Required<Seed>]: {
    schema: keyof Schemas & string;
    /** Fields of descriptions that the schema does not have. */
    extra: readonly string[];
    from(world: World, seed: Required<Seed>[Kind][number], isTaken: (id: Int64) => boolean): Sown;
  };
} = {
  flinkJobs: { schema: 'FlinkJobDetail', extra: ['tags'], from: flinkJobFrom },
  flinkJobTemplates: { schema: 'FlinkSqlJobTemplate', extra: ['tags', 'project_id'], from: templateFrom },
  sqlJobs: { schema: 'ListedSqlJob', extra: ['job_mode', 'user_conf', 'result', 'transfer', 'project_id'], from: sqlJobFrom },
  sparkJobs: { schema: 'ShowSparkJobResponse', extra: ['project_id'], from: sparkJobFrom },
};

/** Puts a seed into a sandbox. */
export function sow(world: World, seed: Seed): void {
  if (!isNode(seed)) throw new MockError(`A seed must be an object, found ${formatValue(seed)}.`);
  const unknown = Object.keys(seed).find((kind) => !Object.hasOwn(kinds, kind));
  if (unknown !== undefined) throw new MockError(`A seed has the lists ${Object.keys(kinds).join(', ')}, and no ${unknown}.`);
  const taken = takenIn(world);
  const sown: Sown[] = [];
  for (const kind of Object.keys(kinds) as (keyof Seed)[]) {
    const descriptions: unknown = seed[kind] ?? [];
    if (!Array.isArray(descriptions)) throw new MockError(`${kind} must be a list, found ${formatValue(descriptions)}.`);
    for (const [index, description] of descriptions.entries()) {
      const pointer = `${kind}[${index}]`;
      checkDescription(world, kind, description, pointer);
      const thing = kinds[kind].from(world, description as never, (id) => taken.has(`${kind} ID ${id}`));
      checkViews(world, thing, pointer);
      checkFree(taken, thing, pointer);
      take(taken, thing);
      sown.push(thing);
    }
  }
  for (const thing of sown) {
    for (const project of thing.project === undefined ? world.projects.values() : [world.project(thing.project)]) thing.put(project);
    if (thing.project === undefined) world.sown.push(thing);
  }
}

function checkDescription(world: World, kind: keyof Seed, description: unknown, pointer: string): void {
  if (!isNode(description)) throw new MockError(`${pointer} must be an object, found ${formatValue(description)}.`);
  const { project_id } = description;
  if (project_id !== undefined && (typeof project_id !== 'string' || project_id === '')) {
    throw new MockError(`${pointer}.project_id must be a text that is not empty, found ${formatValue(project_id)}.`);
  }
  const { schema, extra } = kinds[kind];
  checkNames(world, schema, extra, description, pointer);
  if (isNode(description.job_config)) checkNames(world, 'FlinkJobConfig', [], description.job_config, `${pointer}.job_config`);
}

function checkNames({ loaded }: World, schema: string, extra: readonly string[], description: object, pointer: string): void {
  const known = [...(loaded.getComponent(schema)?.properties.keys() ?? []), ...extra];
  const unknown = Object.keys(description).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new MockError(`${pointer}.${unknown} is not a field that the document knows${formatHint(findNearestName(unknown, known))}.`);
}

function checkViews(world: World, { views }: Sown, pointer: string): void {
  const violations = views.flatMap(([schema, view]) => findMisfits(world, schema, view, pointer));
  if (violations.length > 0) throw new MockError(`The seed does not fit the document: ${formatViolations(violations)}.`);
}

/** The IDs and names that are taken, each with the projects that have it; undefined: every project. */
type Taken = Map<string, (string | undefined)[]>;

function takenIn({ projects, sown }: World): Taken {
  const taken: Taken = new Map();
  for (const thing of sown) take(taken, thing);
  for (const project of projects.values()) {
    for (const kind of Object.keys(kinds) as (keyof Seed)[]) {
      for (const thing of namesIn(project, kind)) take(taken, { ...thing, kind, project: project.id });
    }
  }
  return taken;
}

type Named = Pick<Sown, 'kind' | 'id' | 'name' | 'project'>;

function take(taken: Taken, { kind, id, name, project }: Named): void {
  for (const key of [`${kind} ID ${id}`, ...(name === undefined ? [] : [`${kind} name ${name}`])]) {
    taken.set(key, [...(taken.get(key) ?? []), project]);
  }
}

function checkFree(taken: Taken, { kind, id, name, project }: Named, pointer: string): void {
  const isTaken = (key: string) =>
    (taken.get(`${kind} ${key}`) ?? []).some((other) => other === undefined || project === undefined || other === project);
  if (isTaken(`ID ${id}`)) throw new MockError(`${pointer}: the ID ${id} is taken.`);
  if (name !== undefined && isTaken(`name ${name}`)) throw new MockError(`${pointer}: the name ${formatValue(name)} is taken.`);
}

function namesIn(project: Project, kind: keyof Seed): Pick<Sown, 'id' | 'name'>[] {
  const things: { id: Int64 | string; fields: object }[] = project[kind].all();
  return things.map(({ id, fields }) => ('name' in fields && typeof fields.name === 'string' ? { id, name: fields.name } : { id }));
}
