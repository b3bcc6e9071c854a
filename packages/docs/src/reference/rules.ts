// The type of a value and what else holds for it, in the words of readers.
import type { SchemaRow } from '@dli-openapi/openapi';
import { fill, findText, type Words } from '../words/index.ts';

const json = 'application/json';

/** Formats a type: "list of strings", "integer or null", "string with JSON". */
export function formatType({ type, nullable, keywords }: Pick<SchemaRow, 'type' | 'nullable' | 'keywords'>, { types }: Words): string {
  if (type === undefined) return types.any;
  const formatOne = (name: string): string => {
    const [, items] = /^array<(.*)>$/.exec(name) ?? [];
    if (items !== undefined) return fill(types.listOf, { items: findText(types.many, items) ?? formatOne(items) });
    return keywords.get('contentMediaType')?.value === json && name === 'string' ? types.json : (findText(types.one, name) ?? name);
  };
  // An array's type may hold a `|` of its own.
  const names = type.includes('<') ? [type] : type.split(' | ');
  return [...names.map(formatOne), ...(nullable ? [types.null] : [])].join(types.or);
}

/** Keywords that stand elsewhere: in the type, among the limits and the values, on the pages on states. */
const shownElsewhere: ReadonlySet<string> = new Set([
  ...['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'minProperties', 'maxProperties'],
  ...['enum', 'x-dli-transitions', 'x-dli-final'],
]);

/** Lists the limits of a value: "1–57 characters", "1 to 100". */
export function listLimits({ keywords }: Pick<SchemaRow, 'keywords'>, { rules: words }: Words): string[] {
  const get = (word: string) => keywords.get(word)?.value as number | undefined;
  const format = (least: number | undefined, most: number | undefined, texts: typeof words.range): string => {
    if (least === undefined) return most === undefined ? '' : fill(texts.atMost, { most });
    return most === undefined ? fill(texts.atLeast, { least }) : fill(least === most ? texts.exactly : texts.between, { least, most });
  };
  return [
    format(get('minLength') || undefined, get('maxLength'), words.characters),
    format(get('minimum'), get('maximum'), words.range),
    format(get('minItems') || undefined, get('maxItems'), words.items),
    format(get('minProperties') || undefined, get('maxProperties'), words.names),
  ].filter((limit) => limit !== '');
}

/** Lists what else holds: default, unit, conditions. A keyword without words of its own stands as it is. */
export function listRules({ keywords, texts }: SchemaRow, { rules: words }: Words): string[] {
  const formatCode = (value: unknown): string => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
  type Name = 'not' | 'always' | 'pattern' | 'default' | 'defaultOnCreation' | 'sameAs' | 'open' | 'example';
  const say = (name: Name, text: string): string => words[name].replace(/\{\w+\}/, () => text);
  const writers: Record<string, (value: unknown) => string> = {
    // The type says so.
    ...(keywords.get('contentMediaType')?.value === json && { contentMediaType: () => '' }),
    not: (value) => say('not', formatCode((value as { const?: unknown }).const ?? value)),
    const: (value) => say('always', formatCode(value)),
    pattern: (value) => say('pattern', formatCode(value)),
    'x-dli-unit': (value) => findText(words.units, String(value)) ?? String(value),
    default: (value) => say('default', value === '' ? '`""`' : formatCode(value)),
    'x-dli-default': (value) => say('defaultOnCreation', formatCode(value)),
    'x-dli-default-formula': (value) => say('default', formatCode(value)),
    'x-dli-only-when': (value) =>
      fill(words.onlyWhen, {
        conditions: Object.entries(value as object)
          .map(([name, values]) => `\`${name}\`${words.is}${[values].flat().map(formatCode).join(words.or)}`)
          .join(words.and),
      }),
    'x-dli-same-as': (value) => say('sameAs', formatCode(value)),
    'x-dli-while-running': (value) => (value === true ? words.whileRunning : ''),
    'x-dli-open': (value) => say('open', String(value)),
    deprecated: () => words.deprecated,
    examples: (value) => say('example', (value as unknown[]).map(formatCode).join(words.or)),
  };
  const order = [...Object.keys(writers), ...keywords.keys()];
  const shown = [...keywords.keys(), ...(texts.has('examples') ? ['examples'] : [])]
    .filter((word) => !shownElsewhere.has(word))
    .sort((one, other) => order.indexOf(one) - order.indexOf(other));
  const format = (word: string): string => {
    const value = keywords.get(word)?.value ?? texts.get(word)?.value;
    return writers[word]?.(value) ?? `${word}: ${formatCode(value)}`;
  };
  return [...new Set(shown.map(format))].filter((rule) => rule !== '');
}
