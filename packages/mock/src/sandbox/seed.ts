import { formatValue } from '../format.ts';
import { isNode } from '../generated/openapi/index.ts';
import { findRoundedInteger } from '../json.ts';
import { MockError } from '../mock-error.ts';
import { refuseUnknownNames } from '../options.ts';
import { listUndocumented } from '../validation/schema.ts';
import { formatViolations } from '../validation/violation.ts';
import { checkThing } from './engine/check.ts';
import type { Kept, Seeded } from './engine/kind.ts';
import type { AnyKind, World } from './engine/world.ts';
import type { Seed } from './kinds.ts';
import { kinds } from './kinds.ts';

/**
 * Puts a seed into a sandbox.
 * @throws {MockError} when it does not fit the document, or an ID or name is taken; then nothing is put in
 */
export function plantSeed(world: World, seed: Seed): void {
  refuseUnknownNames(
    'The seed list',
    seed,
    kinds.map(({ name }) => name),
  );
  const lists: Record<string, unknown> = { ...seed };
  const taken = readTaken(world);
  const checked = kinds.flatMap((kind) => {
    const descriptions = lists[kind.name] ?? [];
    if (!Array.isArray(descriptions)) throw new MockError(`${kind.name} must be a list, found ${formatValue(descriptions)}.`);
    return descriptions.map((description, index) => {
      const seeded = readSeed(world, kind, description, `${kind.name}[${index}]`, taken);
      taken.add(kind, seeded, seeded.project);
      return { kind, seeded };
    });
  });
  for (const { kind, seeded } of checked) world.put(kind, seeded);
}

function readSeed(world: World, kind: AnyKind, description: unknown, pointer: string, taken: Taken): Seeded<Kept> {
  checkDescription(world, kind, description, pointer);
  const seeded = kind.readSeed(world, description as never, (id) => taken.isTaken(kind, `ID ${id}`, undefined), pointer);
  const violations = seeded.views.flatMap(([schema, view]) => checkThing(world, schema, view, pointer));
  if (violations.length > 0) throw new MockError(`The seed does not fit the document: ${formatViolations(violations)}.`);
  for (const [, view] of seeded.views) refuseNegativeDuration(view, pointer);
  const { id, name, project } = seeded;
  if (taken.isTaken(kind, `ID ${id}`, project)) throw new MockError(`${pointer}: the ID ${id} is taken.`);
  if (name !== undefined && taken.isTaken(kind, `name ${name}`, project))
    throw new MockError(`${pointer}: the name ${formatValue(name)} is taken.`);
  return seeded;
}

/** Nothing has lasted less than no time: then a time of the description is in the future, or the end before the start. */
function refuseNegativeDuration(view: { duration?: number }, pointer: string): void {
  const { duration = 0 } = view;
  if (duration < 0)
    throw new MockError(`${pointer} would last ${duration} ms: its times must be in the past, and its end after its start.`);
}

function checkDescription({ loaded }: World, { schema, ownSeedFields }: AnyKind, description: unknown, pointer: string): void {
  if (!isNode(description)) throw new MockError(`${pointer} must be an object, found ${formatValue(description)}.`);
  const { project_id } = description;
  if (project_id !== undefined && (typeof project_id !== 'string' || project_id === '')) {
    throw new MockError(`${pointer}.project_id must be a text that is not empty, found ${formatValue(project_id)}.`);
  }
  const documented = Object.entries(description).filter(([name]) => !ownSeedFields.includes(name));
  const fields = Object.fromEntries(documented);
  const rounded = findRoundedInteger(fields, pointer);
  if (rounded !== undefined) throw new MockError(`${rounded} is an integer beyond 2^53, which a number rounds; use a bigint.`);
  const unknown = listUndocumented(loaded.getComponent(schema), fields, pointer);
  if (unknown.length > 0) throw new MockError(`${formatViolations(unknown)}.`);
}

/** The IDs and names that are taken. */
interface Taken {
  /** @param project undefined: in any project */
  isTaken(kind: AnyKind, key: string, project: string | undefined): boolean;
  /** @param project undefined: in every project */
  add(kind: AnyKind, thing: { id: Kept['id']; name?: string }, project: string | undefined): void;
}

function readTaken({ projects, seededEverywhere }: World): Taken {
  const byKey = new Map<string, (string | undefined)[]>();
  const taken: Taken = {
    isTaken({ name: kind }, key, project) {
      const owners = byKey.get(`${kind} ${key}`) ?? [];
      return owners.some((owner) => owner === undefined || project === undefined || owner === project);
    },
    add({ name: kind }, { id, name }, project) {
      for (const key of [`${kind} ID ${id}`, ...(name === undefined ? [] : [`${kind} name ${name}`])]) {
        byKey.set(key, [...(byKey.get(key) ?? []), project]);
      }
    },
  };
  for (const { kind, seeded } of seededEverywhere) taken.add(kind, seeded, undefined);
  for (const project of projects.values()) {
    for (const kind of kinds) for (const thing of project.get(kind).list()) taken.add(kind, thing, project.id);
  }
  return taken;
}
