import { listConditions } from '../document/properties.ts';
import type { Schemas } from './types.ts';
import type { World } from './world.ts';

/**
 * Leaves out the properties of a thing that are not there under the circumstances, by `x-dli-only-when` of its schema.
 * @param circumstances what conditions may name beside the thing's own properties, such as parameters of the query
 */
export function selectVisible<Name extends keyof Schemas & string>(
  { loaded }: World,
  schemaName: Name,
  circumstances: Record<string, unknown> = {},
): (thing: Schemas[Name] & object) => Schemas[Name] {
  const conditions = listConditions(loaded.getComponent(schemaName)).map(([name, condition]) => [name, Object.entries(condition)] as const);
  return (thing) => {
    const all: Record<string, unknown> = { ...thing, ...circumstances };
    const visible: Record<string, unknown> = { ...thing };
    for (const [name, condition] of conditions) {
      const holds = condition.every(([key, values]) => !(key in all) || [values].flat().includes(all[key]));
      if (!holds) delete visible[name];
    }
    return visible as Schemas[Name];
  };
}
