// What a change of one keyword of a schema means. Undefined stands for a keyword that is not there.
import { isDeepStrictEqual } from 'node:util';
import { formatValue, isNode } from '@dli-openapi/openapi';
import type { ChangeKind, Direction, Relation } from './change.ts';
import { kindOf } from './change.ts';

/** A change of a keyword, in words. */
export interface KeywordChange {
  kind: ChangeKind;
  what: string;
}

type Rule = (word: string, before: unknown, after: unknown, direction: Direction) => KeywordChange[];

/** What has changed from one value of a keyword to another. */
export function keywordChanges(word: string, before: unknown, after: unknown, direction: Direction): KeywordChange[] {
  if (isDeepStrictEqual(before, after)) return [];
  return (rules[word] ?? fact)(word, before, after, direction);
}

/** Keywords that only people read. Their changes are found where all texts are compared. */
export const editorialKeywords: ReadonlySet<string> = new Set([
  ...['title', 'summary', 'description', 'examples', 'example', 'externalDocs', '$comment', 'info', 'tags'],
  ...['x-displayName', 'x-enumDescriptions', 'x-dli-doc-id', 'x-dli-source', 'x-dli-open', 'x-codeSamples', 'meaning', 'cure'],
]);

/** A fact that programs or generators go by. To learn of it helps; that it was wrong, or is unsaid now, breaks. */
export const fact: Rule = (word, before, after) => {
  if (editorialKeywords.has(word)) return [];
  return [{ kind: before === undefined ? 'additive' : 'breaking', what: changeOf(word, before, after) }];
};

const byRelation =
  (relationOf: (before: unknown, after: unknown) => Relation): Rule =>
  (word, before, after, direction) => [{ kind: kindOf(relationOf(before, after), direction), what: changeOf(word, before, after) }];

/** A keyword that refuses values. */
const constraint = byRelation((before, after) => {
  if (before === undefined) return 'narrower';
  return after === undefined ? 'wider' : 'other';
});

/** A limit; `step` is the way in which it is wider. */
const limit = (step: 1 | -1): Rule =>
  byRelation((before, after) => {
    const [from, to] = [before, after].map((value) => (value === undefined ? Number.POSITIVE_INFINITY : Number(value) * step));
    return Number(to) > Number(from) ? 'wider' : 'narrower';
  });

/** The types allowed. An integer is a number too. */
const type = byRelation((before, after) => {
  const takes = (types: unknown, others: unknown): boolean =>
    types === undefined ||
    (Array.isArray(others) &&
      others.every((other) => (types as unknown[]).includes(other) || (other === 'integer' && (types as unknown[]).includes('number'))));
  if (takes(after, before)) return 'wider';
  return takes(before, after) ? 'narrower' : 'other';
});

/** A value that is gone breaks whoever names it, whichever way it goes. */
const enumeration: Rule = (word, before, after, direction) => {
  if (!Array.isArray(before) || !Array.isArray(after)) return constraint(word, before, after, direction);
  return listChanges(before, after, formatValue, 'value', kindOf('wider', direction));
};

/** What is left out of a request is understood as before only if the default is the same. */
const defaultValue: Rule = (word, before, after, direction) =>
  direction === 'request' ? fact(word, before, after, direction) : [{ kind: 'editorial', what: changeOf(word, before, after) }];

/** A format says what the value is, and which type programs have for it: every other one is another type. */
const kindOfValue: Rule = (word, before, after) => [{ kind: 'breaking', what: changeOf(word, before, after) }];

/** When a property is there: a condition less holds for all programs, one more does not. */
const condition: Rule = (word, before, after) => [
  { kind: after === undefined ? 'additive' : 'breaking', what: changeOf(word, before, after) },
];

const transitions: Rule = (word, before, after, direction) =>
  Array.isArray(before) && Array.isArray(after)
    ? listChanges(before, after, transitionInWords, 'transition', 'additive')
    : fact(word, before, after, direction);

function transitionInWords(transition: unknown): string {
  const { from, to, event } = isNode(transition) ? transition : {};
  return `${from ?? 'none'} → ${to} (${event})`;
}

function listChanges(
  before: unknown[],
  after: unknown[],
  words: (item: unknown) => string,
  name: string,
  added: ChangeKind,
): KeywordChange[] {
  const [old, now] = [before.map(words), after.map(words)];
  return [
    ...old.filter((item) => !now.includes(item)).map((item): KeywordChange => ({ kind: 'breaking', what: `${name} ${item} is gone` })),
    ...now.filter((item) => !old.includes(item)).map((item): KeywordChange => ({ kind: added, what: `${name} ${item} is new` })),
  ];
}

function changeOf(word: string, before: unknown, after: unknown): string {
  const words = (value: unknown): string => (word === 'type' && Array.isArray(value) ? value.join(' or ') || 'null' : formatValue(value));
  return `${word} ${words(before)} → ${words(after)}`;
}

const named = (names: readonly string[], rule: Rule): Record<string, Rule> => Object.fromEntries(names.map((name) => [name, rule]));

const rules: Record<string, Rule> = {
  ...named(['maxLength', 'maxItems', 'maxProperties', 'maximum', 'exclusiveMaximum'], limit(1)),
  ...named(['minLength', 'minItems', 'minProperties', 'minimum', 'exclusiveMinimum'], limit(-1)),
  ...named(['pattern', 'not', 'multipleOf', 'uniqueItems', 'const'], constraint),
  ...named(['default', 'x-dli-default', 'x-dli-default-formula'], defaultValue),
  ...named(['format', 'contentMediaType', 'contentEncoding'], kindOfValue),
  type,
  enum: enumeration,
  'x-dli-only-when': condition,
  'x-dli-transitions': transitions,
};
