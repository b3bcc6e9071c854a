import type { FlatSchema } from '@dli-openapi/openapi';

/** What a schema requires of a value, read from its keywords. */
export interface Rules {
  /** Empty: any type is valid. */
  types: readonly string[];
  /** The only valid values, if they are listed, `null` omitted. */
  values: readonly unknown[] | undefined;
  /** Invalid values. */
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

/** Keywords that generated values respect, and those that only describe. */
const known: ReadonlySet<string> = new Set([
  ...['type', 'enum', 'const', 'not', 'minLength', 'maxLength', 'pattern', 'minimum', 'maximum', 'format', 'minItems', 'maxItems'],
  ...['minProperties', 'maxProperties', 'contentMediaType', 'default', 'deprecated'],
]);

/** A double is what a JavaScript number is. */
const knownFormats: readonly unknown[] = [undefined, 'int64', 'double'];

/**
 * Reads the keywords of a schema.
 * @throws {Error} if it has a keyword that generated values would ignore, so that they might be invalid
 */
export function readRules(schema: FlatSchema): Rules {
  const read = (word: string): unknown => schema.keywords.get(word)?.value;
  const readNumber = (word: string): number | undefined => read(word) as number | undefined;
  const { const: excluded, ...otherwise } = (read('not') ?? { const: undefined }) as { const?: unknown };
  const unknown = [
    ...[...schema.keywords.keys()].filter((word) => !known.has(word) && !word.startsWith('x-')).map((word) => `the keyword ${word}`),
    ...(knownFormats.includes(read('format')) ? [] : [`the format ${read('format')}`]),
    ...Object.keys(otherwise).map((word) => `not with ${word}`),
  ];
  if (unknown.length > 0) throw new Error(`${schema.at}: generated values do not support ${unknown.join(', ')} yet. Add it to readRules`);
  const pattern = read('pattern') as string | undefined;
  return {
    types: readTypes(schema),
    values: schema.keywords.has('const') ? [read('const')] : (read('enum') as unknown[] | undefined)?.filter((value) => value !== null),
    excluded: excluded === undefined ? [] : [excluded],
    minLength: readNumber('minLength') ?? 0,
    maxLength: readNumber('maxLength'),
    pattern: pattern === undefined ? undefined : new RegExp(pattern, 'u'),
    minimum: readNumber('minimum'),
    maximum: readNumber('maximum'),
    int64: read('format') === 'int64',
    minItems: readNumber('minItems') ?? 0,
    maxItems: readNumber('maxItems'),
    minProperties: readNumber('minProperties') ?? 0,
    maxProperties: readNumber('maxProperties'),
  };
}

/** Reads the types of a schema. Without `type`, properties or items imply it. */
function readTypes({ keywords, properties, items }: FlatSchema): readonly string[] {
  const named = keywords.get('type')?.value as string[] | undefined;
  return named ?? (properties.size > 0 ? ['object'] : items ? ['array'] : []);
}
