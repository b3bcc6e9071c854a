import type { Operation, Parameter } from './contract.ts';
import { typesOf } from './contract.ts';
import type { Node } from './document.ts';
import { readInteger } from './int64.ts';
import { nearestName } from './nearest.ts';
import { preferenceParameters } from './preference.ts';
import { schemaViolations } from './schema-violations.ts';
import type { Schemas } from './schemas.ts';
import type { Violation } from './violation.ts';
import { describe, shorten } from './violation.ts';

/** The texts that a request gives for an operation's parameters, by name; header names in lower case. */
export interface ParameterTexts {
  path: ReadonlyMap<string, string[]>;
  query: ReadonlyMap<string, string[]>;
  header: ReadonlyMap<string, string[]>;
}

/** How an operation's parameters depart from the document. Query parameters that it does not know count only if `strict`. */
export function parameterViolations(
  document: Node,
  schemas: Schemas,
  operation: Operation,
  texts: ParameterTexts,
  strict: boolean,
): Violation[] {
  const known = operation.parameters.flatMap((parameter) => checkParameter(document, schemas, parameter, texts));
  const unclear = [...repeatedViolations(operation, texts.query), ...known];
  return strict ? [...unclear, ...unknownViolations(operation, texts.query)] : unclear;
}

function checkParameter(document: Node, schemas: Schemas, parameter: Parameter, texts: ParameterTexts): Violation[] {
  const name = parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name;
  const pointer = `${parameter.in}.${name}`;
  const given = texts[parameter.in].get(name);
  const [first] = given ?? [];
  if (given === undefined || first === undefined) return parameter.required ? [{ pointer, rule: 'required', message: 'is required' }] : [];

  const types = typesOf(parameter.items ?? parameter.schema);
  const values = (parameter.items ? given : [first]).map((text) => ({ text, value: readText(text, types) }));
  const misread = values.findIndex(({ value }) => value === undefined);
  if (misread !== -1) {
    const at = parameter.items ? `${pointer}[${misread}]` : pointer;
    return [{ pointer: at, rule: 'type', message: `must be ${types.map(wordsFor).join(' or ')}`, found: describe(values[misread]?.text) }];
  }
  const value = parameter.items ? values.map((item) => item.value) : values[0]?.value;
  const errors = schemas.errors(parameter.schema, value);
  const written = typeof value === 'string' || parameter.items ? () => undefined : () => describe(first);
  return schemaViolations(errors, { pointer, value, document, written });
}

function repeatedViolations({ parameters }: Operation, query: ReadonlyMap<string, string[]>): Violation[] {
  const lists = new Set(parameters.filter(({ items }) => items).map(({ name }) => name));
  const repeated = [...query].filter(([name, values]) => values.length > 1 && !lists.has(name));
  return repeated.map(([name]) => ({ pointer: `query.${shorten(name)}`, rule: 'repeated', message: 'must be given once' }));
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
