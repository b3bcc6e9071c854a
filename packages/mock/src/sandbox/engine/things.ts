// What handlers do with the things of a project, whatever their kind.
import { refuseMisfit } from './check.ts';
import type { EntryKind } from './entry.ts';
import type { ErrorCode, SandboxCall } from './handler.ts';
import { createRefusal } from './handler.ts';
import type { Kept, Kind } from './kind.ts';
import type { Project } from './project.ts';
import { refuseBeyondQuotas } from './quotas.ts';
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
  if (thing === undefined || thing.isGone) throw createRefusal(code, `The ${kind.noun} ${id} does not exist.`);
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
  if (thing === undefined || thing === except) return;
  const article = /^[aeiou]/i.test(kind.noun) ? 'An' : 'A';
  throw createRefusal(code, `${article} ${kind.noun} of the name ${name} exists.`);
}

/**
 * @param field the field of the request, for the message
 * @param allowsDollars whether it may have dollar signs, too
 * @throws {Refusal} when something cannot have this name: up to 128 letters, digits and underscores, not only digits, and no underscore
 * first
 */
export function refuseInvalidName(field: string, name: string, { allowsDollars = false } = {}): void {
  if ((allowsDollars ? /^[a-z\d$][\w$]*$/i : /^[a-z\d]\w*$/i).test(name) && !/^\d+$/.test(name)) {
    if (name.length <= longestName) return;
    throw createRefusal('DLI.0001', `${field} must have at most ${longestName} characters, found ${name.length}.`);
  }
  const signs = allowsDollars ? 'letters, digits, underscores and dollar signs' : 'letters, digits and underscores';
  const rule = `consist of ${signs}, have a letter, and no underscore first`;
  throw createRefusal('DLI.0001', `${field} must ${rule}, found ${name || 'an empty name'}.`);
}

const longestName = 128;

/** A call that may create something. */
export type CreatingCall = Pick<SandboxCall<OperationId>, 'world' | 'project' | 'operation'>;

/**
 * Creates a thing from the fields that matter, as the operation that is called does. It is not in the project yet.
 * @throws {Refusal} when no response could show it
 */
export function buildThing<Fields extends object, States extends StateSchema>(
  { world, project, operation }: CreatingCall,
  kind: EntryKind<string, Fields, object, States>,
  given: Partial<Fields>,
) {
  const thing = kind.create(world, project, given, operation.operationId as OperationId);
  refuseMisfit(world, kind.schema, kind.view(thing, world.clock.now), 'body');
  return thing;
}

/**
 * Builds a thing, and puts it into the project.
 * @throws {Refusal} when no response could show it, or the project has as many as it may have
 */
export function createThing<Fields extends object, States extends StateSchema>(
  call: CreatingCall,
  kind: EntryKind<string, Fields, object, States>,
  given: Partial<Fields>,
) {
  const { project } = call;
  const thing = buildThing(call, kind, given);
  refuseBeyondQuotas(project, kind, [thing]);
  project.get(kind).add(thing);
  return thing;
}

/**
 * Changes fields of a thing, of which those that are undefined stay as they are.
 * @throws {Refusal} when no response could show it afterwards
 */
export function updateThing<Thing extends Kept & { fields: object }>(
  project: Project,
  kind: KindOf<Thing>,
  thing: Thing,
  changes: { readonly [Field in keyof Thing['fields']]?: Thing['fields'][Field] | undefined },
): void {
  const { world } = project;
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  const fields = { ...thing.fields, ...Object.fromEntries(given) };
  refuseMisfit(world, kind.schema, kind.view({ ...thing, fields }, world.clock.now), 'body');
  thing.fields = fields;
  project.get(kind).forgetNames();
}
