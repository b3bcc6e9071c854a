import type { InputViolation } from './errors.ts';
import { DliJsonError } from './errors.ts';
import { findJsonProblem, isRecord, parseJson, readInt64Digits } from './json.ts';

/** What the document says about a value. Names are those of JSON Schema if it has one. */
export interface Rule {
  /** A type of JSON, or `int64`: an integer that may also be a bigint or a string of digits. */
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Rule;
  readonly properties?: Readonly<Record<string, Rule>>;
  readonly required?: readonly string[];
  /** Whether no other properties are allowed than those of the rule and its choices. */
  readonly closed?: boolean;
  /** For every property that is not among `properties`. */
  readonly values?: Rule;
  /** Of each group, exactly one has to match. */
  readonly oneOf?: readonly (readonly Rule[])[];
  /** Of each group, at least one has to match. */
  readonly anyOf?: readonly (readonly Rule[])[];
  readonly not?: Rule;
  /** For the JSON that a string holds. */
  readonly json?: Rule;
}

/** Where a value violates a rule. Members that are `undefined` count as omitted. */
export function findViolations(rule: Rule, value: unknown, pointer = ''): InputViolation[] {
  const found = Object.entries(checks).flatMap(([keyword, check]) => {
    const limit = rule[keyword as keyof Rule];
    const message = limit === undefined ? undefined : check(limit as never, value);
    return message === undefined ? [] : [{ pointer, rule: keyword, message }];
  });
  // A value of another type has no parts to check.
  if (found[0]?.rule === 'type') return found;
  const parts = Array.isArray(value)
    ? findItemViolations(rule, value, pointer)
    : isRecord(value)
      ? findMemberViolations(rule, value, pointer)
      : [];
  const own = [...found, ...parts];
  return [
    ...own,
    ...(rule.oneOf ?? []).flatMap((choices) => findChoiceViolations(rule, choices, value, pointer, own, 1)),
    ...(rule.anyOf ?? []).flatMap((choices) => findChoiceViolations(rule, choices, value, pointer, own, choices.length)),
  ];
}

// A limit does not apply to a value of another type, which is why comparisons with NaN are right here.
const checks: Record<string, (limit: never, value: unknown) => string | undefined> = {
  type: (types: string | string[], value) => {
    const names = [types].flat();
    return names.some((name) => hasType(name, value)) ? undefined : `has to be ${names.map((name) => typeNames[name]).join(' or ')}`;
  },
  enum: (values: unknown[], value) => (values.includes(value) ? undefined : `has to be ${values.map(formatValue).join(' or ')}`),
  const: (wanted: unknown, value) => (wanted === value ? undefined : `has to be ${formatValue(wanted)}`),
  minLength: (least: number, value) => (countCharacters(value) < least ? `has to have ${least} characters or more` : undefined),
  maxLength: (most: number, value) => (countCharacters(value) > most ? `has to have ${most} characters or fewer` : undefined),
  pattern: (pattern: string, value) =>
    typeof value === 'string' && !new RegExp(pattern, 'u').test(value) ? `has to match ${pattern}` : undefined,
  minimum: (least: number, value) => (readNumber(value) < least ? `has to be ${least} or more` : undefined),
  maximum: (most: number, value) => (readNumber(value) > most ? `has to be ${most} or less` : undefined),
  minItems: (least: number, value) => (countItems(value) < least ? `has to have ${least} items or more` : undefined),
  maxItems: (most: number, value) => (countItems(value) > most ? `has to have ${most} items or fewer` : undefined),
  not: (rule: Rule, value) =>
    findViolations(rule, value).length === 0
      ? rule.const === undefined
        ? 'is not allowed'
        : `must not be ${formatValue(rule.const)}`
      : undefined,
  json: (rule: Rule, value) => (typeof value === 'string' ? findTextProblem(rule, value) : undefined),
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

function hasType(type: string, value: unknown): boolean {
  if (type === 'int64') return readInt64Digits(value) !== undefined;
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'number') return Number.isFinite(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isRecord(value);
  return type === 'null' ? value === null : typeof value === type;
}

function findItemViolations({ items }: Rule, value: unknown[], pointer: string): InputViolation[] {
  return items === undefined ? [] : value.flatMap((item, index) => findViolations(items, item, `${pointer}/${index}`));
}

function findMemberViolations(rule: Rule, value: Record<string, unknown>, pointer: string): InputViolation[] {
  const at = (name: string) => `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const missing = (rule.required ?? []).filter((name) => value[name] === undefined);
  const choices = [...(rule.oneOf ?? []), ...(rule.anyOf ?? [])];
  const known = [rule, ...choices.flat()].flatMap(({ properties }) => Object.keys(properties ?? {}));
  const members = Object.entries(value).filter(([name, member]) => member !== undefined && !isAbsent(rule, name, member));
  return [
    ...missing.map((name) => ({ pointer: at(name), rule: 'required', message: 'is missing' })),
    ...members.flatMap(([name, member]) => {
      const property = rule.properties !== undefined && Object.hasOwn(rule.properties, name) ? rule.properties[name] : rule.values;
      if (property !== undefined) return findViolations(property, member, at(name));
      if (!rule.closed || known.includes(name)) return [];
      return [{ pointer: at(name), rule: 'additionalProperties', message: `is not a field here; it takes ${known.join(', ')}` }];
    }),
  ];
}

/** The service takes null for an optional property as if it were omitted. */
function isAbsent({ required = [], properties = {}, values }: Rule, name: string, member: unknown): boolean {
  return member === null && (Object.hasOwn(properties, name) || values !== undefined) && !required.includes(name);
}

/** @param own what is found of the rule without its choices: what keeps every variant from matching need not be said again */
function findChoiceViolations(
  rule: Rule,
  choices: readonly Rule[],
  value: unknown,
  pointer: string,
  own: readonly InputViolation[],
  most: number,
): InputViolation[] {
  const tried = choices.map((choice) => ({ ...choice, violations: findViolations(choice, value, pointer) }));
  const matching = tried.filter(({ violations }) => violations.length === 0);
  if (matching.length > most)
    return [{ pointer, rule: 'oneOf', message: `matches more than one variant: ${matching.map(({ title }) => title).join(', ')}` }];
  if (matching.length > 0) return isRecord(value) ? findStrays(tried, [rule, ...matching], value, pointer) : [];
  if (tried.every(({ violations }) => violations.some((one) => own.some((other) => other.pointer === one.pointer)))) return [];
  const meant = tried.filter(({ violations }) => !violations.some((one) => isOtherVariant(one, pointer)));
  if (meant.length === 1) return meant.flatMap(({ violations }) => violations);
  const left = meant.length > 0 ? meant : tried;
  const format = (join: string, write: (violation: InputViolation) => string) =>
    left.map(({ violations }) => violations.map(write).join(' and ')).join(join);
  const message = left.every(({ violations }) => violations.every((one) => one.rule === 'required'))
    ? `needs ${format(' or ', (one) => one.pointer.slice(pointer.length + 1))}`
    : `matches no variant: ${format(', or ', (one) => formatViolation(one, pointer))}`;
  return [{ pointer, rule: 'oneOf', message }];
}

/** Whether a violation says that another variant is meant: by a value that tells the variants apart, or by the type. */
function isOtherVariant({ rule, pointer }: InputViolation, within: string): boolean {
  return rule === 'enum' || rule === 'const' || (rule === 'type' && pointer === within);
}

/** The members that only a variant has which does not match. */
function findStrays(
  tried: readonly (Rule & { violations: readonly InputViolation[] })[],
  applying: readonly Rule[],
  value: Record<string, unknown>,
  pointer: string,
): InputViolation[] {
  const has = ({ properties = {} }: Rule, name: string) => Object.hasOwn(properties, name);
  const strays = Object.keys(value).filter((name) => (value[name] ?? null) !== null && !applying.some((rule) => has(rule, name)));
  return strays.flatMap((name) => {
    const owner = tried.find((rule) => has(rule, name));
    if (owner === undefined) return [];
    const conditions = owner.violations.map((one) => {
      const field = one.pointer.slice(pointer.length + 1);
      return one.rule === 'required' ? `${field} is there` : `${field} ${one.message.replace('has to be', 'is')}`;
    });
    return [{ pointer: `${pointer}/${name}`, rule: 'oneOf', message: `is allowed only if ${conditions.join(' and ')}` }];
  });
}

/** A violation, for a message. */
export function formatViolation({ pointer, message }: InputViolation, within = ''): string {
  return `${pointer.slice(within.length)} ${message}`.trim();
}

function findTextProblem(rule: Rule, text: string): string | undefined {
  try {
    const [violation] = findViolations(rule, parseJson(text));
    return violation && `holds JSON in which ${formatViolation(violation) || 'something is wrong'}`;
  } catch {
    return 'has to hold JSON';
  }
}

// Characters as people count them, not halves of surrogate pairs.
function countCharacters(value: unknown): number {
  if (typeof value !== 'string') return Number.NaN;
  let count = 0;
  for (const _ of value) count++;
  return count;
}

function readNumber(value: unknown): number {
  return typeof value === 'number' ? value : Number(readInt64Digits(value) ?? Number.NaN);
}

function countItems(value: unknown): number {
  return Array.isArray(value) ? value.length : Number.NaN;
}

function formatValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/**
 * Parses a text as the JSON of a schema. Fields that the schema does not have are kept.
 * @throws {DliJsonError} if the text is not JSON, or violates the schema
 */
export function parseAs(schema: string, rule: Rule, text: unknown): unknown {
  if (typeof text !== 'string')
    throw new DliJsonError(schema, `expected a string that holds JSON, found ${text === null ? 'null' : typeof text}.`);
  const value = parse(schema, text);
  check(schema, rule, value);
  return value;
}

/**
 * Writes a value as the JSON of a schema.
 * @throws {DliJsonError} if the value violates the schema, has a field that the schema does not have, or cannot be JSON
 */
export function stringifyAs(schema: string, rule: Rule, value: unknown): string {
  check(schema, close(rule), value);
  try {
    return JSON.stringify(value, function (this: Record<string, unknown>, name, part: unknown) {
      const problem = findJsonProblem(this[name], part);
      if (problem === undefined) return part;
      throw new TypeError(`${name || 'The value'} is ${problem}.`);
    });
  } catch (error) {
    throw new DliJsonError(schema, 'the value cannot be written as JSON.', [], { cause: error });
  }
}

function parse(schema: string, text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    throw new DliJsonError(schema, text === '' ? 'the text is empty.' : 'the text is not JSON.', [], { cause: error });
  }
}

/** A response may have more fields than the document; in what is written, an unknown field is a misspelt one. */
function close(rule: Rule): Rule {
  const { items, properties } = rule;
  return {
    ...rule,
    ...(items && { items: close(items) }),
    ...(properties && {
      closed: true,
      properties: Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, close(property)])),
    }),
  };
}

function check(schema: string, rule: Rule, value: unknown): void {
  const violations = findViolations(rule, value);
  if (violations.length === 0) return;
  throw new DliJsonError(schema, `${violations.map((violation) => formatViolation(violation)).join('; ')}.`, violations);
}
