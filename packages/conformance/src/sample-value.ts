import type { FlatSchema } from '@dli-openapi/openapi';

/** The smallest value that fits a schema: of an object only what is required, of an array one item. */
export function sampleValue(given: FlatSchema): unknown {
  const view = given.variants?.()[0] ?? given;
  const keyword = (name: string) => view.keywords.get(name)?.value;
  const [fixed] = 'const' in Object.fromEntries(view.keywords) ? [keyword('const')] : ((keyword('enum') ?? []) as unknown[]);
  if (fixed !== undefined) return fixed;
  const [type] = (keyword('type') ?? ['object']) as string[];
  switch (type) {
    case 'string':
      return sampleString(Number(keyword('minLength') ?? 0), keyword('pattern') as string | undefined);
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return Math.max(Number(keyword('minimum') ?? 1), 1);
    case 'array':
      return view.items ? [sampleValue(view.items())] : [];
    default:
      return Object.fromEntries([...view.requiredFirst].map((name) => [name, sampleValue(property(view, name))]));
  }
}

/** The schema of a property, which the schema has to name. */
export function property(view: FlatSchema, name: string): FlatSchema {
  const find = view.properties.get(name);
  if (!find) throw new Error(`${view.at} requires ${name} and does not describe it`);
  return find();
}

function sampleString(minLength: number, pattern: string | undefined): string {
  const candidates = ['a'.repeat(Math.max(minLength, 1)), '0', '1a'];
  const fitting = candidates.find((candidate) => !pattern || new RegExp(pattern, 'u').test(candidate));
  if (fitting === undefined) throw new Error(`no sample is known for the pattern ${pattern}`);
  return fitting;
}
