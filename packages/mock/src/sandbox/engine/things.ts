// What handlers do with the things of a project, whatever their kind.
import type { EntryKind } from './entry.ts';
import type { ErrorCode, SandboxCall } from './handler.ts';
import { createRefusal } from './handler.ts';
import type { Kept, Kind } from './kind.ts';
import type { Project } from './project.ts';
import type { OperationId, StateSchema } from './types.ts';

type KindOf<Thing extends Kept> = Kind<string, Thing, never, object>;

/**
 * @param code that of the refusal. Default: the usual one of the kind
 * @throws {Refusal} when the project has no thing of this ID
 */
export function findThing<Thing extends Kept>(
  project: Project,
  kind: KindOf<Thing>,
  id: Thing['id'],
  code: ErrorCode = kind.missingCode ?? 'DLI.0002',
): Thing {
  const thing = project.get(kind).get(id);
  if (thing === undefined) throw createRefusal(code, `The ${kind.noun} ${id} does not exist.`);
  return thing;
}

/**
 * @param except the thing that is to have the name, which may have it already
 * @throws {Refusal} when the project has another thing of this name
 */
export function refuseTakenName<Thing extends Kept>(
  project: Project,
  kind: KindOf<Thing>,
  name: string,
  { except, code = 'DLI.0006' }: { except?: Thing; code?: ErrorCode } = {},
): void {
  const thing = project.get(kind).findByName(name);
  if (thing !== undefined && thing !== except) throw createRefusal(code, `The ${kind.noun} ${name} exists already.`);
}

/** Creates a thing from the fields that matter, as the operation that is called does, and puts it into the project. */
export function createThing<Fields extends object, States extends StateSchema>(
  { world, project, operation }: SandboxCall<OperationId>,
  kind: EntryKind<string, Fields, object, States>,
  given: Partial<Fields>,
) {
  const things = project.get(kind);
  const thing = kind.create(world, given, (id) => things.get(id) !== undefined, operation.operationId as OperationId);
  things.add(thing);
  return thing;
}

/** Changes fields of a thing, of which those that are undefined stay as they are. */
export function updateThing<Fields extends object>(
  project: Project,
  kind: KindOf<Kept & { fields: Fields }>,
  thing: { fields: Fields },
  changes: { readonly [Field in keyof Fields]?: Fields[Field] | undefined },
): void {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  thing.fields = { ...thing.fields, ...Object.fromEntries(given) };
  project.get(kind).forgetNames();
}
