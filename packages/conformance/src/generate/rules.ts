import type { FlatSchema } from '@dli-openapi/openapi';

/** What a schema asks of a value, read from its keywords. */
export interface Rules {
  /** Empty: any type fits. */
  types: readonly string[];
  /** The only values that fit, where they are listed; `null` is not among them. */
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
  minProperties: number;
  maxProperties: number | undefined;
}

/** Keywords that generated values follow, and those that only describe. */
const known: ReadonlySet<string> = new Set([
  ...['type', 'enum', 'const', 'not', 'minLength', 'maxLength', 'pattern', 'minimum', 'maximum', 'format', 'minItems', 'maxItems'],
  ...['minProperties', 'maxProperties', 'contentMediaType', 'default', 'deprecated'],
]);

/** A double is what a JavaScript number is. */
const knownFormats: readonly unknown[] = [undefined, 'int64', 'double'];

/**
 * Reads the keywords of a schema.
 * @throws {Error} when it has one that generated values do not follow: whether they fit would be luck
 */
export function readRules(schema: FlatSchema): Rules {
  const read = (word: string): unknown => schema.keywords.get(word)?.value;
  const number = (word: string): number | undefined => read(word) as number | undefined;
  const { const: excluded, ...otherwise } = (read('not') ?? { const: undefined }) as { const?: unknown };
  const unknown = [
    ...[...schema.keywords.keys()].filter((word) => !known.has(word) && !word.startsWith('x-')).map((word) => `the keyword ${word}`),
    ...(knownFormats.includes(read('format')) ? [] : [`the format ${read('format')}`]),
    ...Object.keys(otherwise).map((word) => `not with ${word}`),
  ];
  if (unknown.length > 0) throw new Error(`${schema.at}: generated values do not follow ${unknown.join(', ')} yet. Teach readRules`);
  const pattern = read('pattern') as string | undefined;
  return {
    types: readTypes(schema),
    values: schema.keywords.has('const') ? [read('const')] : (read('enum') as unknown[] | undefined)?.filter((value) => value !== null),
    excluded: excluded === undefined ? [] : [excluded],
    minLength: number('minLength') ?? 0,
    maxLength: number('maxLength'),
    pattern: pattern === undefined ? undefined : new RegExp(pattern, 'u'),
    minimum: number('minimum'),
    maximum: number('maximum'),
    int64: read('format') === 'int64',
    minItems: number('minItems') ?? 0,
    maxItems: number('maxItems'),
    minProperties: number('minProperties') ?? 0,
    maxProperties: number('maxProperties'),
  };
}

/** A schema that names no type may still tell by what it says of properties or items. */
function readTypes({ keywords, properties, items }: FlatSchema): readonly string[] {
  const named = keywords.get('type')?.value as string[] | undefined;
  return named ?? (properties.size > 0 ? ['object'] : items ? ['array'] : []);
}
