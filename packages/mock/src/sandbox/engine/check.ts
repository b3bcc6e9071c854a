import { parseJson, writeJson } from '../../json.ts';
import { listViolations } from '../../validation/schema.ts';
import type { Violation } from '../../validation/violation.ts';
import { formatViolations } from '../../validation/violation.ts';
import { createRefusal } from './handler.ts';
import type { SchemaName } from './types.ts';
import type { World } from './world.ts';

/** How a thing violates its schema in the document. */
export function checkThing({ loaded }: World, schemaName: SchemaName, thing: object, pointer: string): Violation[] {
  const schema = loaded.getComponent(schemaName);
  return schema === undefined ? [] : listViolations(loaded.schemas, schema, parseJson(writeJson(thing)), pointer);
}

/**
 * Refuses what no response could show afterwards: the document gives some fields limits in responses that it does not give in requests.
 * @throws {Refusal} when the thing does not fit its schema
 */
export function refuseMisfit(world: World, schemaName: SchemaName, thing: object, pointer: string): void {
  const violations = checkThing(world, schemaName, thing, pointer);
  if (violations.length > 0) throw createRefusal('DLI.0001', formatViolations(violations));
}
