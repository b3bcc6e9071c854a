// What a change of one keyword of a schema means. Undefined stands for a missing keyword.
import { isDeepStrictEqual } from 'node:util';
import { formatValue, isNode } from '@dli-openapi/openapi';
import type { ChangeKind, Direction, Relation } from './change.ts';
import { getKind } from './change.ts';

/** A change of a keyword. */
export interface KeywordChange {
  kind: ChangeKind;
  what: string;
}

type Rule = (word: string, before: unknown, after: unknown, direction: Direction) => KeywordChange[];

/** Lists the changes from one value of a keyword to another. */
export function listKeywordChanges(word: string, before: unknown, after: unknown, direction: Direction): KeywordChange[] {
  if (isDeepStrictEqual(before, after)) return [];
  return (rules[word] ?? factRule)(word, before, after, direction);
}

/** Keywords that only people read. `compareTexts` compares them. */
export const editorialKeywords: ReadonlySet<string> = new Set([
  ...['title', 'summary', 'description', 'examples', 'example', 'externalDocs', '$comment', 'info', 'tags'],
  ...['x-displayName', 'x-enumDescriptions', 'x-dli-doc-id', 'x-dli-source', 'x-dli-open', 'x-codeSamples', 'meaning', 'cure'],
]);

/** A fact that programs or generators rely on. Adding it is additive; changing or dropping it breaks. */
export const factRule: Rule = (word, before, after) => {
  if (editorialKeywords.has(word)) return [];
  return [{ kind: before === undefined ? 'additive' : 'breaking', what: formatChange(word, before, after) }];
};

const createRule =
  (getRelation: (before: unknown, after: unknown) => Relation): Rule =>
  (word, before, after, direction) => [{ kind: getKind(getRelation(before, after), direction), what: formatChange(word, before, after) }];

/** A keyword that refuses values. */
const constraintRule = createRule((before, after) => {
  if (before === undefined) return 'narrower';
  return after === undefined ? 'wider' : 'other';
});

/** Creates the rule of a limit; `step` is the direction in which it is wider. */
const createLimitRule = (step: 1 | -1): Rule =>
  createRule((before, after) => {
    const [from, to] = [before, after].map((value) => (value === undefined ? Number.POSITIVE_INFINITY : Number(value) * step));
    return Number(to) > Number(from) ? 'wider' : 'narrower';
  });

/** The types allowed. An integer is a number too. */
const typeRule = createRule((before, after) => {
  const includesAll = (types: unknown, others: unknown): boolean =>
    types === undefined ||
    (Array.isArray(others) &&
      others.every((other) => (types as unknown[]).includes(other) || (other === 'integer' && (types as unknown[]).includes('number'))));
  if (includesAll(after, before)) return 'wider';
  return includesAll(before, after) ? 'narrower' : 'other';
});

/** A removed value breaks programs that name it, in requests and in responses. */
const enumRule: Rule = (word, before, after, direction) => {
  if (!Array.isArray(before) || !Array.isArray(after)) return constraintRule(word, before, after, direction);
  return listChanges(before, after, formatValue, 'value', getKind('wider', direction));
};

/** A request that omits the field means the same only with the same default. */
const defaultRule: Rule = (word, before, after, direction) =>
  direction === 'request' ? factRule(word, before, after, direction) : [{ kind: 'editorial', what: formatChange(word, before, after) }];

/** Another format is another type in programs. */
const formatRule: Rule = (word, before, after) => [{ kind: 'breaking', what: formatChange(word, before, after) }];

/** The condition under which a property exists: dropping it breaks no program, adding or changing it does. */
const conditionRule: Rule = (word, before, after) => [
  { kind: after === undefined ? 'additive' : 'breaking', what: formatChange(word, before, after) },
];

const transitionsRule: Rule = (word, before, after, direction) =>
  Array.isArray(before) && Array.isArray(after)
    ? listChanges(before, after, formatTransition, 'transition', 'additive')
    : factRule(word, before, after, direction);

function formatTransition(transition: unknown): string {
  const { from, to, event } = isNode(transition) ? transition : {};
  return `${from ?? 'none'} → ${to} (${event})`;
}

function listChanges(
  before: unknown[],
  after: unknown[],
  format: (item: unknown) => string,
  name: string,
  added: ChangeKind,
): KeywordChange[] {
  const [old, now] = [before.map(format), after.map(format)];
  return [
    ...old.filter((item) => !now.includes(item)).map((item): KeywordChange => ({ kind: 'breaking', what: `${name} ${item} is gone` })),
    ...now.filter((item) => !old.includes(item)).map((item): KeywordChange => ({ kind: added, what: `${name} ${item} is new` })),
  ];
}

function formatChange(word: string, before: unknown, after: unknown): string {
  const format = (value: unknown): string => (word === 'type' && Array.isArray(value) ? value.join(' or ') || 'null' : formatValue(value));
  return `${word} ${format(before)} → ${format(after)}`;
}

const assignRule = (names: readonly string[], rule: Rule): Record<string, Rule> => Object.fromEntries(names.map((name) => [name, rule]));

const rules: Record<string, Rule> = {
  ...assignRule(['maxLength', 'maxItems', 'maxProperties', 'maximum', 'exclusiveMaximum'], createLimitRule(1)),
  ...assignRule(['minLength', 'minItems', 'minProperties', 'minimum', 'exclusiveMinimum'], createLimitRule(-1)),
  ...assignRule(['pattern', 'not', 'multipleOf', 'uniqueItems', 'const'], constraintRule),
  ...assignRule(['default', 'x-dli-default', 'x-dli-default-formula'], defaultRule),
  ...assignRule(['format', 'contentMediaType', 'contentEncoding'], formatRule),
  type: typeRule,
  enum: enumRule,
  'x-dli-only-when': conditionRule,
  'x-dli-transitions': transitionsRule,
};
