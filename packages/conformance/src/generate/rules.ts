import type { FlatSchema } from '@dli-openapi/openapi';

/** What a schema asks of a value, read from its keywords. */
export interface Rules {
  /** Empty: any type will do. */
  types: readonly string[];
  /** The only values that fit, where there are but some. */
  values: readonly unknown[] | undefined;
  /** Values that do not fit. */
  excluded: readonly unknown[];
  /** In characters (code points). */
  minLength: number;
  maxLength: number | undefined;
  pattern: RegExp | undefined;
  minimum: number | undefined;
  maximum: number | undefined;
  int64: boolean;
  minItems: number;
  maxItems: number | undefined;
  uniqueItems: boolean;
}

/** Keywords that generated values heed, and those that only describe. */
const heeded: ReadonlySet<string> = new Set([
  ...['type', 'enum', 'const', 'not', 'minLength', 'maxLength', 'pattern', 'minimum', 'maximum', 'format'],
  ...['minItems', 'maxItems', 'uniqueItems', 'contentMediaType', 'default', 'deprecated'],
]);

/** A double is what a JavaScript number is. */
const formats: ReadonlySet<unknown> = new Set(['int64', 'double']);

/**
 * Reads the keywords of a schema.
 * @throws {Error} when it has one that generated values do not heed: they would be valid, or not, by luck
 */
export function rulesOf(view: FlatSchema): Rules {
  const read = (word: string): unknown => view.keywords.get(word)?.value;
  const number = (word: string): number | undefined => (read(word) === undefined ? undefined : Number(read(word)));
  const excluded = excludedBy(read('not'));
  const format = read('format');
  const unheeded = [...view.keywords.keys()].find((word) => !heeded.has(word) && !word.startsWith('x-'));
  if (unheeded !== undefined) throw new Error(`${view.at}: generated values do not heed the keyword ${unheeded} yet. Teach them`);
  if (!excluded) throw new Error(`${view.at}: of the keyword not, generated values heed a const and an enum only. Teach them`);
  if (format !== undefined && !formats.has(format)) {
    throw new Error(`${view.at}: generated values do not heed the format ${format} yet. Teach them`);
  }
  const pattern = read('pattern');
  return {
    types: typesOf(view),
    values: view.keywords.has('const') ? [read('const')] : (read('enum') as unknown[] | undefined)?.filter((value) => value !== null),
    excluded,
    minLength: number('minLength') ?? 0,
    maxLength: number('maxLength'),
    pattern: pattern === undefined ? undefined : new RegExp(String(pattern), 'u'),
    minimum: number('minimum'),
    maximum: number('maximum'),
    int64: format === 'int64',
    minItems: number('minItems') ?? 0,
    maxItems: number('maxItems'),
    uniqueItems: read('uniqueItems') === true,
  };
}

/** A schema that names no type may still tell by what it says of properties or items. */
function typesOf({ keywords, properties, items }: FlatSchema): string[] {
  const named = keywords.get('type')?.value as string[] | undefined;
  if (named) return named;
  if (properties.size > 0) return ['object'];
  return items ? ['array'] : [];
}

function excludedBy(not: unknown): unknown[] | undefined {
  if (not === undefined) return [];
  const { const: single, enum: several, ...others } = not as { const?: unknown; enum?: unknown[] };
  if (Object.keys(others).length > 0) return undefined;
  return [...(several ?? []), ...(single === undefined ? [] : [single])];
}
