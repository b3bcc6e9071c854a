import { formatValue } from '../format.ts';
import { isNode } from '../generated/openapi/index.ts';
import { findRoundedInteger } from '../json.ts';
import { MockError } from '../mock-error.ts';
import { refuseUnknownNames } from '../options.ts';
import { listUndocumented } from '../validation/schema.ts';
import type { Violation } from '../validation/violation.ts';
import { formatViolations } from '../validation/violation.ts';
import { checkThing } from './engine/check.ts';
import { Refusal } from './engine/handler.ts';
import type { AnyKind, Kept, Reference, Seeded } from './engine/kind.ts';
import { refuseInvalidLabels } from './engine/labels.ts';
import type { World } from './engine/world.ts';
import type { Seed } from './registry.ts';
import { kinds } from './registry.ts';

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
      const pointer = `${kind.name}[${index}]`;
      const { seeded, project } = readSeed(world, kind, description, pointer, taken);
      taken.add(kind, seeded, project);
      return { pointer, kind, seeded, project };
    });
  });
  for (const { pointer, seeded, project } of checked) {
    const missing = seeded.references?.find(([kind, id]) => !taken.isThere(kind, id, project));
    if (missing)
      throw new MockError(`${pointer}: there is no ${missing[0].noun} ${missing[1]}${project === undefined ? ' in every project' : ''}.`);
  }
  for (const { kind, seeded, project } of checked) world.put(kind, seeded, project);
}

function readSeed(world: World, kind: AnyKind, given: unknown, pointer: string, taken: Taken): { seeded: Seeded<Kept>; project?: string } {
  const { description, project } = splitDescription(given, pointer);
  checkDescription(world, kind, description, pointer);
  const seeded = explainRefusal(pointer, () =>
    kind.readSeed(world, description as never, (id) => taken.isTaken(kind, `ID ${id}`, undefined), pointer),
  );
  refuseViolations(seeded.views.flatMap(([schema, view]) => checkThing(world, schema, view, pointer)));
  if (kind.labels) explainRefusal(pointer, () => checkLabels(description.tags, pointer));
  for (const [, view] of seeded.views) refuseNegativeDuration(view, pointer);
  const { id, name, isGone } = seeded;
  if (taken.isTaken(kind, `ID ${id}`, project))
    throw new MockError(`${pointer}: ${kind.isSingle ? `a project has only one ${kind.noun}` : `the ID ${id} is taken`}.`);
  if (kind.isNameUnique && !isGone && taken.isTaken(kind, `name ${name}`, project))
    throw new MockError(`${pointer}: the name ${formatValue(name)} is taken.`);
  return { seeded, ...(project !== undefined && { project }) };
}

/** @param labels which fit the document one by one */
function checkLabels(labels: unknown, pointer: string): void {
  if (labels === undefined) return;
  if (!Array.isArray(labels)) throw new MockError(`${pointer}.tags must be a list, found ${formatValue(labels)}.`);
  refuseInvalidLabels(labels);
}

function explainRefusal<Result>(pointer: string, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    throw error instanceof Refusal ? new MockError(`${pointer}: ${error.message}`) : error;
  }
}

/** Nothing has lasted less than no time: then a time of the description is in the future, or the end before the start. */
function refuseNegativeDuration(view: { duration?: number }, pointer: string): void {
  const { duration = 0 } = view;
  if (duration < 0)
    throw new MockError(`${pointer} would last ${duration} ms: its times must be in the past, and its end after its start.`);
}

/** The project is in no description: the same thing may be put into many. */
function splitDescription(given: unknown, pointer: string): { description: Record<string, unknown>; project: string | undefined } {
  if (!isNode(given)) throw new MockError(`${pointer} must be an object, found ${formatValue(given)}.`);
  const { project_id: project, ...description } = given;
  if (project !== undefined && (typeof project !== 'string' || project === '')) {
    throw new MockError(`${pointer}.project_id must be a text that is not empty, found ${formatValue(project)}.`);
  }
  return { description, project };
}

function checkDescription(world: World, kind: AnyKind, description: Record<string, unknown>, pointer: string): void {
  const documented = Object.entries(description).filter(([name]) => !kind.ownSeedFields.includes(name));
  const fields = Object.fromEntries(documented);
  const rounded = findRoundedInteger(fields, pointer);
  if (rounded !== undefined) throw new MockError(`${rounded} is an integer beyond 2^53, which a number rounds; use a bigint.`);
  const unknown = listUndocumented(world.loaded.getComponent(kind.schema), fields, pointer);
  if (unknown.length > 0) throw new MockError(`${formatViolations(unknown)}.`);
  // What is missing is filled in.
  refuseViolations(checkThing(world, kind.schema, fields, pointer).filter(({ rule }) => rule !== 'required'));
}

function refuseViolations(violations: readonly Violation[]): void {
  if (violations.length > 0) throw new MockError(`The seed does not fit the document: ${formatViolations(violations)}.`);
}

/** The IDs and names that are taken. */
interface Taken {
  /** @param project undefined: in any project */
  isTaken(kind: AnyKind, key: string, project: string | undefined): boolean;
  /** Whether something is in a project. @param project undefined: in every project */
  isThere(kind: Reference[0], id: Reference[1], project: string | undefined): boolean;
  /** @param project undefined: in every project */
  add(kind: AnyKind, thing: Pick<Kept, 'id' | 'name' | 'isGone'>, project: string | undefined): void;
}

function readTaken(world: World): Taken {
  const byKey = new Map<string, Set<string | undefined>>();
  const toKey = ({ name, ignoresCase }: Reference[0], key: string) => `${name} ${ignoresCase ? key.toLowerCase() : key}`;
  const taken: Taken = {
    isTaken(kind, key, project) {
      const owners = byKey.get(toKey(kind, key));
      return owners !== undefined && (project === undefined || owners.has(undefined) || owners.has(project));
    },
    isThere(kind, id, project) {
      const owners = byKey.get(toKey(kind, `ID ${id}`));
      return owners !== undefined && (owners.has(undefined) || owners.has(project));
    },
    add(kind, { id, name, isGone }, project) {
      for (const key of [`ID ${id}`, ...(isGone ? [] : [`name ${name}`])].map((each) => toKey(kind, each))) {
        byKey.set(key, (byKey.get(key) ?? new Set()).add(project));
      }
    },
  };
  for (const kind of kinds) for (const thing of kind.createBuiltIn?.(world) ?? []) taken.add(kind, thing, undefined);
  for (const { kind, seeded } of world.seededEverywhere) taken.add(kind, seeded, undefined);
  for (const project of world.projects.values()) {
    for (const kind of kinds) for (const thing of project.get(kind).list()) taken.add(kind, thing, project.id);
  }
  return taken;
}
