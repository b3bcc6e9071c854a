import type { Schema } from '@dli-openapi/openapi';
import { isNode } from '@dli-openapi/openapi';

/** What a reference to a named schema begins with. */
export const schemaPrefix = '#/components/schemas/';

/** Lists the names of the schemas that a part of the document refers to, directly or through others. */
export function listReached(part: unknown, schemas: Record<string, Schema>, omitted: ReadonlySet<unknown> = new Set()): Set<string> {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (omitted.has(value) || typeof value !== 'object' || value === null) return;
    const reference = isNode(value) && typeof value.$ref === 'string' ? value.$ref : '';
    const name = reference.replace(schemaPrefix, '');
    if (name !== reference && !names.has(name)) {
      names.add(name);
      visit(schemas[name]);
    }
    for (const child of Object.values(value)) visit(child);
  };
  visit(part);
  return names;
}
