import type { Operation, Parameter } from '../document/operations.ts';
import type { Schemas } from '../document/schemas.ts';
import { formatValue, shorten } from '../format.ts';
import type { JsonText } from '../json.ts';
import { isJson, parseJson } from '../json.ts';
import { reportUnknownName } from './messages.ts';
import { normalizeBody } from './normalize.ts';
import { readText } from './read-text.ts';
import { listViolations } from './schema.ts';
import type { Violation } from './violation.ts';

/** A query string: each name with its values, and what is wrong with the string itself. */
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
      violations.push({ pointer: 'query', rule: 'encoding', message: 'must be percent-encoded UTF-8', found: formatValue(pair) });
    } else {
      const list = values.get(name);
      if (list) list.push(value);
      else values.set(name, [value]);
    }
  }
  return { values, violations };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

/** The texts of a request's parameters, by name; header names in lower case. */
export interface ParameterTexts {
  path: ReadonlyMap<string, string>;
  query: ReadonlyMap<string, string[]>;
  header: Readonly<Record<string, string>>;
}

/**
 * The values of parameters as the document types them, by name; header names in lower case. An integer that a number would round
 * is a bigint. One that cannot be read is missing.
 */
export interface ParameterValues {
  path: Map<string, unknown>;
  query: Map<string, unknown>;
  header: Map<string, unknown>;
}

/** Reads the parameters that an operation has. */
export function readParameters(schemas: Schemas, { parameters }: Operation, texts: ParameterTexts) {
  const values: ParameterValues = { path: new Map(), query: new Map(), header: new Map() };
  const violations = listRepeated(parameters, texts.query);
  for (const parameter of parameters) {
    const name = parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name;
    const read = readParameter(schemas, parameter, `${parameter.in}.${name}`, getTexts(texts, parameter.in, name));
    violations.push(...read.violations);
    if (read.value !== undefined) values[parameter.in].set(name, read.value);
  }
  return { values, violations };
}

function getTexts(texts: ParameterTexts, place: Parameter['in'], name: string): readonly string[] {
  if (place === 'query') return texts.query.get(name) ?? [];
  if (place === 'header') return Object.hasOwn(texts.header, name) ? [texts.header[name] ?? ''] : [];
  const text = texts.path.get(name);
  return text === undefined ? [] : [text];
}

function readParameter(
  schemas: Schemas,
  { schema, types, isList, required }: Parameter,
  pointer: string,
  texts: readonly string[],
): { value: unknown; violations: Violation[] } {
  const [first] = texts;
  if (first === undefined) return { value: undefined, violations: required ? [{ pointer, rule: 'required', message: 'is required' }] : [] };
  const read = (isList ? texts : [first]).map((text) => ({ text, value: readText(text, types) }));
  const unreadable = read.findIndex(({ value }) => value === undefined);
  if (unreadable !== -1) {
    const at = isList ? `${pointer}[${unreadable}]` : pointer;
    const message = `must be ${types.map(describeType).join(' or ')}`;
    return { value: undefined, violations: [{ pointer: at, rule: 'type', message, found: formatValue(read[unreadable]?.text) }] };
  }
  const pick = (all: unknown[]) => (isList ? all : all[0]);
  const value = pick(read.map((item) => item.value));
  const violations = listViolations(schemas, schema, { value, exact: value }, pointer, { text: isList ? undefined : first });
  return { value: pick(read.map(toExact)), violations };
}

function toExact({ value, text }: { value: unknown; text: string }): unknown {
  if (!Number.isInteger(value) || Number.isSafeInteger(value)) return value;
  return /^-?\d+$/.test(text) ? BigInt(text) : Number(text);
}

function listRepeated(parameters: readonly Parameter[], query: ParameterTexts['query']): Violation[] {
  const repeated = [...query].filter(([, values]) => values.length > 1);
  if (repeated.length === 0) return [];
  const lists = new Set(parameters.filter(({ isList }) => isList).map(({ name }) => name));
  return repeated
    .filter(([name]) => !lists.has(name))
    .map(([name]) => ({ pointer: `query.${shorten(name)}`, rule: 'repeated', message: 'must be given once' }));
}

/**
 * The query parameters that an operation does not have.
 * @param others that are known all the same
 */
export function listUnknownParameters({ parameters }: Operation, names: Iterable<string>, others: Iterable<string>): Violation[] {
  const known = new Set([...parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name), ...others]);
  return [...names]
    .filter((name) => !known.has(name))
    .map((name) => reportUnknownName(`query.${name}`, 'unknown', 'parameter', name, known));
}

function describeType(type: string): string {
  if (type === 'boolean') return 'true or false';
  if (type === 'integer') return 'an integer in decimal digits';
  return `a ${type}`;
}

/** In a larger body only the first violation is looked for. */
const largestCheckedInFull = 65_536;

/** A request's body, and how it violates the document. */
export interface ReadBody {
  /** With bigints in place of the integers that a number cannot hold; undefined if it is missing or not JSON. */
  value: unknown;
  violations: Violation[];
}

/** @param strict whether digits in a string are a violation where the document has a number */
export function readBody(
  schemas: Schemas,
  { body }: Operation,
  headers: Readonly<Record<string, string>>,
  bytes: Uint8Array,
  strict: boolean,
): ReadBody {
  if (bytes.length === 0) {
    return body?.required ? reject({ pointer: 'body', rule: 'required', message: 'is required' }) : { value: undefined, violations: [] };
  }
  if (body === undefined) return reject({ pointer: 'body', rule: 'unexpected', message: 'must be empty: the operation takes none' });
  const wrongHeader = findWrongHeader(headers);
  if (wrongHeader) return reject(wrongHeader);

  const json = readJson(bytes, (value) => normalizeBody(body.schema, value, strict));
  if ('rule' in json) return reject(json);
  const violations = listViolations(schemas, body.schema, json, 'body', { stopAtFirst: bytes.length > largestCheckedInFull });
  return { value: json.exact, violations };
}

function reject(violation: Violation): ReadBody {
  return { value: undefined, violations: [violation] };
}

function findWrongHeader(headers: Readonly<Record<string, string>>): Violation | undefined {
  const type = headers['content-type'];
  if (type === undefined) return { pointer: 'header.content-type', rule: 'required', message: 'must be application/json' };
  if (!isJson(type)) {
    return { pointer: 'header.content-type', rule: 'media-type', message: 'must be application/json', found: formatValue(type) };
  }
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return undefined;
  return { pointer: 'header.content-encoding', rule: 'encoding', message: 'must be identity or absent', found: formatValue(encoding) };
}

function readJson(bytes: Uint8Array, change: (value: unknown) => unknown): JsonText | Violation {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { pointer: 'body', rule: 'encoding', message: 'must be UTF-8' };
  }
  if (text.startsWith('\uFEFF')) return { pointer: 'body', rule: 'json', message: 'must be JSON without a byte order mark' };
  if (text.trim() === '') return { pointer: 'body', rule: 'json', message: 'must be JSON', found: 'only white space' };
  try {
    return parseJson(text, change);
  } catch (error) {
    // Only the position is taken over from the message: the rest quotes the body and differs between versions of Node.
    const position = /position (\d+)/.exec((error as Error).message)?.[1];
    const message = position ? `must be JSON, and is not at character ${Number(position) + 1}` : 'must be JSON';
    return { pointer: 'body', rule: 'json', message };
  }
}
