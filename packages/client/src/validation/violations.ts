import type { InputViolation } from '../errors/index.ts';
import { int64Digits } from '../int64.ts';
import { parseJson } from '../json/parse-json.ts';
import type { Rule } from './rule.ts';

/** Where a value departs from a rule; empty when it does not. Members that are `undefined` count as left out. */
export function violationsOf(rule: Rule, value: unknown, pointer = ''): InputViolation[] {
  const found = Object.entries(checks).flatMap(([keyword, check]) => {
    const limit = rule[keyword as keyof Rule];
    const message = limit === undefined ? undefined : check(limit as never, value);
    return message === undefined ? [] : [{ pointer, rule: keyword, message }];
  });
  // What is of another type altogether has no parts to look at.
  if (found[0]?.rule === 'type') return found;
  return [
    ...found,
    ...(Array.isArray(value) ? itemViolations(rule, value, pointer) : isObject(value) ? memberViolations(rule, value, pointer) : []),
    ...(rule.choices ?? []).flatMap((choices) => choiceViolations(choices, value, pointer)),
  ];
}

// A limit says nothing of a value that it cannot be measured by, which is why comparisons with NaN are right here.
const checks: Record<string, (limit: never, value: unknown) => string | undefined> = {
  type: (types: string | string[], value) => {
    const names = [types].flat();
    return names.some((name) => isOfType(name, value)) ? undefined : `has to be ${names.map((name) => typeNames[name]).join(' or ')}`;
  },
  enum: (values: unknown[], value) => (values.includes(value) ? undefined : `has to be ${values.map(inWords).join(' or ')}`),
  const: (wanted: unknown, value) => (wanted === value ? undefined : `has to be ${inWords(wanted)}`),
  minLength: (least: number, value) => (lengthOf(value) < least ? `has to have ${least} characters or more` : undefined),
  maxLength: (most: number, value) => (lengthOf(value) > most ? `has to have ${most} characters or fewer` : undefined),
  pattern: (pattern: string, value) =>
    typeof value === 'string' && !new RegExp(pattern, 'u').test(value) ? `has to match ${pattern}` : undefined,
  minimum: (least: number, value) => (amountOf(value) < least ? `has to be ${least} or more` : undefined),
  maximum: (most: number, value) => (amountOf(value) > most ? `has to be ${most} or less` : undefined),
  minItems: (least: number, value) => (countOf(value) < least ? `has to have ${least} items or more` : undefined),
  maxItems: (most: number, value) => (countOf(value) > most ? `has to have ${most} items or fewer` : undefined),
  not: (rule: Rule, value) =>
    violationsOf(rule, value).length === 0
      ? rule.const === undefined
        ? 'is not allowed'
        : `must not be ${inWords(rule.const)}`
      : undefined,
  json: (rule: Rule, value) => (typeof value === 'string' ? jsonProblem(rule, value) : undefined),
};

const typeNames: Record<string, string> = {
  string: 'a string',
  boolean: 'true or false',
  integer: 'an integer',
  int64: 'an integer (a number, a bigint or a string of digits)',
  number: 'a number',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

function isOfType(type: string, value: unknown): boolean {
  if (type === 'int64') return int64Digits(value) !== undefined;
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'number') return Number.isFinite(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  return type === 'null' ? value === null : typeof value === type;
}

function itemViolations({ items }: Rule, value: unknown[], pointer: string): InputViolation[] {
  return items === undefined ? [] : value.flatMap((item, index) => violationsOf(items, item, `${pointer}/${index}`));
}

function memberViolations(rule: Rule, value: Record<string, unknown>, pointer: string): InputViolation[] {
  const at = (name: string) => `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const missing = (rule.required ?? []).filter((name) => value[name] === undefined);
  const known = [rule, ...(rule.choices ?? []).flat()].flatMap(({ properties }) => Object.keys(properties ?? {}));
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return [
    ...missing.map((name) => ({ pointer: at(name), rule: 'required', message: 'is missing' })),
    ...members.flatMap(([name, member]) => {
      const property = rule.properties !== undefined && Object.hasOwn(rule.properties, name) ? rule.properties[name] : rule.values;
      if (property !== undefined) return violationsOf(property, member, at(name));
      if (!rule.closed || known.includes(name)) return [];
      return [{ pointer: at(name), rule: 'additionalProperties', message: `is not a field here; it takes ${known.join(', ')}` }];
    }),
  ];
}

function choiceViolations(choices: readonly Rule[], value: unknown, pointer: string): InputViolation[] {
  const tried = choices.map((choice) => ({ title: choice.title, violations: violationsOf(choice, value, pointer) }));
  const fitting = tried.filter(({ violations }) => violations.length === 0);
  if (fitting.length === 1) return [];
  const message =
    fitting.length === 0
      ? `fits no variant: ${tried.map(({ violations }) => violations.map((one) => wordsOf(one, pointer)).join(' and ')).join(', or ')}`
      : `fits more than one variant: ${fitting.map(({ title }) => title).join(', ')}`;
  return [{ pointer, rule: 'oneOf', message }];
}

/** A violation as part of a sentence. */
export function wordsOf({ pointer, message }: InputViolation, within = ''): string {
  return `${pointer.slice(within.length)} ${message}`.trim();
}

function jsonProblem(rule: Rule, text: string): string | undefined {
  try {
    const [violation] = violationsOf(rule, parseJson(text));
    return violation && `holds JSON in which ${wordsOf(violation) || 'something is wrong'}`;
  } catch {
    return 'has to hold JSON';
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// Characters as people count them, not halves of surrogate pairs.
function lengthOf(value: unknown): number {
  return typeof value === 'string' ? [...value].length : Number.NaN;
}

function amountOf(value: unknown): number {
  return typeof value === 'number' ? value : Number(int64Digits(value) ?? Number.NaN);
}

function countOf(value: unknown): number {
  return Array.isArray(value) ? value.length : Number.NaN;
}

function inWords(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
