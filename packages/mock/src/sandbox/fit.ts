import { parseJson, writeJson } from '../json.ts';
import { schemaViolations } from '../validation/schema.ts';
import type { Violation } from '../validation/violation.ts';
import { inWords } from '../validation/violation.ts';
import { refusal } from './refusal.ts';
import type { Schemas } from './types.ts';
import type { World } from './world.ts';

/** How a thing departs from its schema in the document. */
export function findMisfits(
  { loaded: { component, schemas } }: World,
  schemaName: keyof Schemas & string,
  thing: object,
  pointer: string,
): Violation[] {
  const schema = component(schemaName);
  if (schema === undefined) return [];
  const { value } = parseJson(writeJson(thing));
  return schemaViolations(schemas.errors(schema, value), { pointer, value, schema, written: () => undefined });
}

/**
 * Refuses what no answer could show afterwards: the document gives some fields limits in answers that it does not give in requests.
 * @throws {Refusal} when the thing does not fit its schema
 */
export function refuseMisfit(world: World, schemaName: keyof Schemas & string, thing: object): void {
  const violations = findMisfits(world, schemaName, thing, 'job');
  if (violations.length > 0) throw refusal('DLI.0001', inWords(violations));
}
