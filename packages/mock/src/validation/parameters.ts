import type { Operation, Parameter } from '../document/operations.ts';
import type { Schemas } from '../document/schemas.ts';
import { readInteger } from '../json.ts';
import { nearestName } from '../messages.ts';
import { preferenceParameters } from '../response/preference.ts';
import { schemaViolations } from './schema.ts';
import type { Violation } from './violation.ts';
import { describe, shorten } from './violation.ts';

/** The texts that a request gives for an operation's parameters, by name; header names in lower case. */
export interface ParameterTexts {
  path: ReadonlyMap<string, string>;
  query: ReadonlyMap<string, string[]>;
  header: Readonly<Record<string, string>>;
}

/**
 * The values of parameters as the document types them, by name; header names in lower case. An integer that a number would round
 * is a bigint. One that cannot be read is left out.
 */
export interface ParameterValues {
  path: Map<string, unknown>;
  query: Map<string, unknown>;
  header: Map<string, unknown>;
}

/** Reads an operation's parameters, and says how they depart from the document. Query parameters that it does not know count only if `strict`. */
export function readParameters(
  schemas: Schemas,
  operation: Operation,
  texts: ParameterTexts,
  strict: boolean,
): { values: ParameterValues; violations: Violation[] } {
  const values: ParameterValues = { path: new Map(), query: new Map(), header: new Map() };
  const violations = repeatedViolations(operation, texts.query);
  for (const parameter of operation.parameters) {
    const name = parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name;
    const read = readParameter(schemas, parameter, `${parameter.in}.${name}`, textsOf(texts, parameter.in, name));
    violations.push(...read.violations);
    if (read.value !== undefined) values[parameter.in].set(name, read.value);
  }
  if (strict) violations.push(...unknownViolations(operation, texts.query));
  return { values, violations };
}

function textsOf(texts: ParameterTexts, place: Parameter['in'], name: string): readonly string[] {
  if (place === 'query') return texts.query.get(name) ?? [];
  if (place === 'header') return Object.hasOwn(texts.header, name) ? [texts.header[name] ?? ''] : [];
  const text = texts.path.get(name);
  return text === undefined ? [] : [text];
}

function readParameter(
  schemas: Schemas,
  parameter: Parameter,
  pointer: string,
  given: readonly string[],
): { value: unknown; violations: Violation[] } {
  const [first] = given;
  if (first === undefined) {
    return { value: undefined, violations: parameter.required ? [{ pointer, rule: 'required', message: 'is required' }] : [] };
  }
  const { schema, types, isList } = parameter;
  const values = (isList ? given : [first]).map((text) => ({ text, value: readText(text, types) }));
  const misread = values.findIndex(({ value }) => value === undefined);
  if (misread !== -1) {
    const at = isList ? `${pointer}[${misread}]` : pointer;
    const found = describe(values[misread]?.text);
    return { value: undefined, violations: [{ pointer: at, rule: 'type', message: `must be ${types.map(wordsFor).join(' or ')}`, found }] };
  }
  const value = isList ? values.map((item) => item.value) : values[0]?.value;
  const errors = schemas.errors(schema, value);
  const written = typeof value === 'string' || isList ? () => undefined : () => describe(first);
  const exact = isList ? values.map((item) => exactly(item.value, item.text)) : exactly(value, first);
  return { value: exact, violations: schemaViolations(errors, { pointer, value, schema, written }) };
}

function exactly(value: unknown, text: string): unknown {
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? exactInteger(text) : value;
}

function exactInteger(text: string): bigint | number {
  return /^-?\d+$/.test(text) ? BigInt(text) : Number(text);
}

function repeatedViolations({ parameters }: Operation, query: ReadonlyMap<string, string[]>): Violation[] {
  const repeated = [...query].filter(([, values]) => values.length > 1);
  if (repeated.length === 0) return [];
  const lists = new Set(parameters.filter(({ isList }) => isList).map(({ name }) => name));
  return repeated
    .filter(([name]) => !lists.has(name))
    .map(([name]) => ({ pointer: `query.${shorten(name)}`, rule: 'repeated', message: 'must be given once' }));
}

const readers: Record<string, (text: string) => unknown> = {
  integer: (text) => (/^-?(?:0|[1-9]\d*)$/.test(text) ? readInteger(text) : undefined),
  number: (text) => (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(text) ? Number(text) : undefined),
  boolean: (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
  string: (text) => text,
};

/** Reads a text as the first of the types that it is written like; undefined when it is like none. */
function readText(text: string, types: readonly string[]): unknown {
  for (const [type, read] of Object.entries(readers)) {
    const value = types.includes(type) ? read(text) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}

function wordsFor(type: string): string {
  if (type === 'boolean') return 'true or false';
  if (type === 'integer') return 'an integer in decimal digits';
  return `a ${type}`;
}

function unknownViolations(operation: Operation, query: ReadonlyMap<string, string[]>): Violation[] {
  const known = new Set(operation.parameters.filter((parameter) => parameter.in === 'query').map((parameter) => parameter.name));
  return [...query.keys()]
    .filter((name) => !known.has(name) && !preferenceParameters.has(name))
    .map((name) => {
      const nearest = nearestName(name, known);
      const violation = { pointer: `query.${name}`, rule: 'unknown', message: 'is not a parameter that the document knows' };
      return nearest === undefined ? violation : { ...violation, nearest };
    });
}

/** What a query string says: each name with its values, and what is wrong with the string itself. */
export interface Query {
  values: Map<string, string[]>;
  violations: Violation[];
}

/** Reads a query string, with or without its question mark. */
export function parseQuery(search: string): Query {
  const values = new Map<string, string[]>();
  const violations: Violation[] = [];
  for (const pair of search.replace(/^\?/, '').split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals === -1 ? pair : pair.slice(0, equals));
    const value = decode(equals === -1 ? '' : pair.slice(equals + 1));
    if (name === undefined || value === undefined) {
      violations.push({ pointer: 'query', rule: 'encoding', message: 'must be percent-encoded UTF-8', found: describe(pair) });
    } else {
      values.set(name, [...(values.get(name) ?? []), value]);
    }
  }
  return { values, violations };
}

/** The first value of each name. */
export function firstValues({ values }: Query): Map<string, string> {
  return new Map([...values].map(([name, [first = '']]) => [name, first]));
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
