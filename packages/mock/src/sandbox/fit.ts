import { parseJson, writeJson } from '../json.ts';
import { listViolations } from '../validation/schema.ts';
import type { Violation } from '../validation/violation.ts';
import { formatViolations } from '../validation/violation.ts';
import { refusal } from './refusal.ts';
import type { Schemas } from './types.ts';
import type { World } from './world.ts';

/** How a thing violates its schema in the document. */
export function findMisfits(
  { loaded: { getComponent, schemas } }: World,
  schemaName: keyof Schemas & string,
  thing: object,
  pointer: string,
): Violation[] {
  const schema = getComponent(schemaName);
  return schema === undefined ? [] : listViolations(schemas, schema, parseJson(writeJson(thing)), pointer);
}

/**
 * Refuses what no response could show afterwards: the document gives some fields limits in responses that it does not give in requests.
 * @throws {Refusal} when the thing does not fit its schema
 */
export function refuseMisfit(world: World, schemaName: keyof Schemas & string, thing: object): void {
  const violations = findMisfits(world, schemaName, thing, 'job');
  if (violations.length > 0) throw refusal('DLI.0001', formatViolations(violations));
}
