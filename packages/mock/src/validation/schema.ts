// What a value violates of a schema, in the words of the mock instead of Ajv's.
import type { ErrorObject } from 'ajv';
import type { Schemas } from '../document/schemas.ts';
import { formatValue } from '../format.ts';
import type { FlatSchema } from '../generated/openapi/index.ts';
import { isExclusive, parsePointer, readPointer } from '../generated/openapi/index.ts';
import type { JsonText } from '../json.ts';
import { formatCount, formatError, reportUnknownName } from './messages.ts';
import type { Violation } from './violation.ts';
import { mostViolations } from './violation.ts';

interface Options {
  stopAtFirst?: boolean;
  text?: string | undefined;
}

/**
 * How a value violates a schema.
 * @param json the value; of integers that it rounds, the digits are shown
 * @param pointer that of the value, such as `body` or `query.limit`
 * @param options `stopAtFirst` looks for no more than one violation: a list of millions would fill the memory; `text` is what the value
 * was read from, and is shown in its place
 */
export function listViolations(schemas: Schemas, schema: FlatSchema, json: JsonText, pointer: string, options: Options = {}): Violation[] {
  return createViolations(locateErrors(schemas, schema, json, pointer, options), json, options);
}

/** An error of Ajv's, with its place and the alternatives of the schema there. */
interface LocatedError {
  error: ErrorObject;
  /** `/tags/0/key` is `body.tags[0].key`. */
  pointer: string;
  schema: FlatSchema | undefined;
  choices: TriedChoice[];
}

/** Alternatives, each with what a value violates of it. */
interface TriedChoice {
  isExclusive: boolean;
  alternatives: { schema: FlatSchema; errors: LocatedError[]; violations: Violation[] }[];
}

/** The errors of a value, without those of alternatives: the error of the choice says what they mean together. */
function locateErrors(schemas: Schemas, root: FlatSchema, json: JsonText, rootPointer: string, options: Options): LocatedError[] {
  const located: LocatedError[] = [];
  for (const error of schemas.listErrors(root, json.value, options).slice(0, mostViolations)) {
    const { keyword, schemaPath } = error;
    if (keyword === 'if' || /\/(?:not|if)\//.test(schemaPath)) continue;
    const { pointer, schema } = locate(error, root, json.value, rootPointer);
    const isChoice = keyword === 'oneOf' || keyword === 'anyOf';
    const wanted = (schema?.choices ?? []).filter((choice) => isUnknownName(keyword) || (isChoice && isFromChoice(error, choice)));
    const choices = wanted.map((choice) => tryChoice(schemas, choice, sliceJson(json, error), pointer, options));
    // Ajv reports the errors of all alternatives right before the one of the choice.
    const within = choices.flatMap(({ alternatives }) => alternatives.flatMap(({ errors }) => errors));
    if (isChoice && within.length > 0) located.splice(-within.length);
    located.push({ error, pointer, schema, choices });
  }
  return located;
}

function locate({ instancePath }: ErrorObject, root: FlatSchema, rootValue: unknown, rootPointer: string) {
  let pointer = rootPointer;
  let value: unknown = rootValue;
  let schema: FlatSchema | undefined = root;
  for (const key of parsePointer(instancePath)) {
    pointer += Array.isArray(value) ? `[${key}]` : `.${key}`;
    schema = Array.isArray(value) ? schema?.items?.() : (schema?.properties.get(key) ?? schema?.additional)?.();
    value = Object(value)[key];
  }
  return { pointer, schema };
}

function isUnknownName(keyword: string): boolean {
  return keyword === 'unevaluatedProperties' || keyword === 'additionalProperties';
}

function isFromChoice({ schema }: ErrorObject, choice: readonly FlatSchema[]): boolean {
  return Array.isArray(schema) && choice.every(({ node }) => schema.includes(node));
}

function sliceJson(json: JsonText, { instancePath, data }: ErrorObject): JsonText {
  return {
    value: data,
    get exact() {
      return readPointer(json.exact, instancePath);
    },
  };
}

function tryChoice(schemas: Schemas, choice: readonly FlatSchema[], json: JsonText, pointer: string, options: Options): TriedChoice {
  const alternatives = choice.map((schema) => {
    const errors = locateErrors(schemas, schema, json, pointer, options);
    return { schema, errors, violations: createViolations(errors, json, options) };
  });
  return { isExclusive: isExclusive(choice), alternatives };
}

function createViolations(errors: readonly LocatedError[], json: JsonText, { text }: Options): Violation[] {
  const isChoice = ({ error: { keyword } }: LocatedError) => keyword === 'oneOf' || keyword === 'anyOf';
  // A value of a wrong type violates its format as well.
  const ofType = new Set(errors.filter(({ error }) => error.keyword === 'type').map(({ pointer }) => pointer));
  const isRepeated = ({ error, pointer }: LocatedError) => error.keyword === 'format' && ofType.has(pointer);
  const plain = errors.filter((error) => !isChoice(error) && !isRepeated(error)).flatMap((error) => createViolation(error, json, text));
  const known = new Set(plain.map(({ pointer }) => pointer));
  const ofChoices = errors.filter(isChoice).flatMap((error) => reportChoices(error, known));
  // Schemas joined by allOf may each report the same.
  return [...new Map([...plain, ...ofChoices].map((violation) => [`${violation.pointer} ${violation.message}`, violation])).values()];
}

function createViolation({ error, pointer, schema, choices }: LocatedError, json: JsonText, text: string | undefined): Violation[] {
  const { keyword, params } = error;
  if (keyword === 'required') return [{ pointer: `${pointer}.${params.missingProperty}`, rule: keyword, message: 'is required' }];
  if (isUnknownName(keyword)) {
    const name: string = params.unevaluatedProperty ?? params.additionalProperty;
    if (choices.length > 0 && schema?.properties.has(name)) return choices.flatMap((choice) => reportStray(choice, name, pointer, keyword));
    return [reportUnknownName(`${pointer}.${name}`, keyword, 'property', name, schema?.properties.keys() ?? [])];
  }
  const message = formatError(error);
  if (keyword === 'not') return [{ pointer, rule: keyword, message }];
  return [{ pointer, rule: keyword, message, found: formatFound(error, json, text) }];
}

function formatFound({ keyword, data, instancePath }: ErrorObject, json: JsonText, text: string | undefined): string {
  if ((keyword === 'minLength' || keyword === 'maxLength') && typeof data === 'string')
    return formatCount(countCharacters(data), 'character');
  if (Array.isArray(data) && /Items$/.test(keyword)) return formatCount(data.length, 'item');
  if (text !== undefined && typeof data !== 'string') return formatValue(text);
  const isRounded = Number.isInteger(data) && !Number.isSafeInteger(data);
  return formatValue(isRounded ? readPointer(json.exact, instancePath) : data);
}

function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/**
 * What is missing so that one of the alternatives fits, or that several do and must not.
 * @param known where other violations are: what keeps every alternative from fitting need not be said again
 */
function reportChoices({ error, pointer, choices }: LocatedError, known: ReadonlySet<string>): Violation[] {
  const { keyword: rule, data } = error;
  if (choices.length === 0) return [{ pointer, rule, message: 'must fit the alternatives in the document' }];
  return choices.flatMap(({ isExclusive, alternatives }) => {
    const fitting = alternatives.filter(({ violations }) => violations.length === 0);
    if (fitting.length > 0) {
      const names = fitting.map(({ schema }) => [...schema.required.keys()].join(' and '));
      return isExclusive ? [{ pointer, rule, message: `must not have ${names.join(' together with ')}` }] : [];
    }
    if (alternatives.every(({ violations }) => violations.some((violation) => known.has(violation.pointer)))) return [];
    const isOfAnother = createMisfitTest(alternatives, pointer);
    const isMeant = [
      (violation: Violation) => !isOfAnother(violation) && violation.rule !== 'required',
      (violation: Violation) => !isOfAnother(violation),
      () => true,
    ];
    const left = isMeant
      .map((test) => alternatives.map(({ violations }) => violations).filter((violations) => violations.every(test)))
      .find((meant) => meant.length > 0);
    if (left === undefined || left.length === 1) return left?.[0] ?? [];
    return [{ pointer, rule, message: describeAlternatives(left, pointer), ...(typeof data !== 'object' && { found: formatValue(data) }) }];
  });
}

function describeAlternatives(alternatives: readonly (readonly Violation[])[], pointer: string): string {
  if (alternatives.flat().every(({ rule }) => rule === 'required')) {
    return `must have ${alternatives.map((missing) => missing.map((one) => cutPointer(one, pointer)).join(' and ')).join(' or ')}`;
  }
  const format = (one: Violation) => `${cutPointer(one, pointer)} ${one.message}`.trim();
  return alternatives.map((violations) => violations.map(format).join(' and ')).join(', or ');
}

/** Tells whether a violation says that another alternative is meant: by a value that tells them apart, or by the type. */
function createMisfitTest(alternatives: TriedChoice['alternatives'], within: string): (violation: Violation) => boolean {
  // A value that only one alternative knows tells nothing apart.
  const tellsApart = (one: Violation) => alternatives.filter(({ schema }) => schema.properties.has(cutPointer(one, within))).length !== 1;
  return (one) => {
    const { rule, pointer } = one;
    return ((rule === 'enum' || rule === 'const') && tellsApart(one)) || (rule === 'type' && pointer === within);
  };
}

/** That a property belongs to alternatives which do not fit, and what these need. Where none fits, that is reported. */
function reportStray({ alternatives }: TriedChoice, name: string, pointer: string, rule: string): Violation[] {
  if (alternatives.every(({ violations }) => violations.length > 0)) return [];
  const isOfAnother = createMisfitTest(alternatives, pointer);
  return alternatives
    .filter(({ schema, violations }) => schema.properties.has(name) && violations.length > 0)
    .map(({ violations }) => {
      const telling = violations.filter(isOfAnother);
      const needs = (telling.length > 0 ? telling : violations).map((one) => `${cutPointer(one, pointer)}, which ${one.message}`);
      return { pointer: `${pointer}.${name}`, rule, message: `goes only with ${needs.join(' and ')}` };
    });
}

function cutPointer({ pointer }: Violation, within: string): string {
  return pointer.slice(within.length).replace(/^\./, '');
}

/**
 * The properties of a value that a schema does not name, though it does not forbid them either. An object of which the schema
 * names no property, or which it expressly opens, may hold any.
 */
export function listUndocumented(schema: FlatSchema | undefined, value: unknown, pointer: string): Violation[] {
  if (Array.isArray(value)) {
    const items = schema?.items?.();
    return value.flatMap((item, index) => listUndocumented(items, item, `${pointer}[${index}]`));
  }
  if (schema === undefined || typeof value !== 'object' || value === null) return [];
  const { properties, additional, closed } = schema;
  return Object.entries(value).flatMap(([name, child]) => {
    const property = properties.get(name) ?? additional;
    const isUnknown = property === undefined && !isOpen(schema) && closed === undefined;
    if (isUnknown) return [reportUnknownName(`${pointer}.${name}`, 'undocumented', 'property', name, properties.keys())];
    return listUndocumented(property?.(), child, `${pointer}.${name}`);
  });
}

/** The names of the properties that a schema knows; undefined where an object of it may have any. */
export function listDocumentedNames(schema: FlatSchema): string[] | undefined {
  return isOpen(schema) ? undefined : [...schema.properties.keys()];
}

function isOpen({ properties, open }: FlatSchema): boolean {
  return properties.size === 0 || open !== undefined;
}
