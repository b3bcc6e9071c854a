// Which of an operation's documented responses a request asks for.
import type { DocumentedResponse, Operation } from '../document/operations.ts';
import { findNearestName, formatValue } from '../format.ts';
import type { Violation } from '../validation/violation.ts';

/** One of an operation's documented responses. */
export interface Choice {
  status: number;
  /** The named example; undefined where the response is generated from its schema. */
  example: string | undefined;
  /** Whether the request asked for it; otherwise it is the default. */
  isRequested: boolean;
}

const names = ['code', 'example', 'dynamic'];

/** Query parameters that stand for the header `Prefer` where a header is hard to set. They have no effect beside the header. */
export const preferenceParameters: ReadonlySet<string> = new Set(names.map((name) => `__${name}`));

interface Wish {
  pointer: string;
  value: string;
}

/**
 * The response that a request asks for with `Prefer: code=429`, `Prefer: example=running` or `Prefer: dynamic=true`, or with
 * `__code`, `__example`, `__dynamic` in its query; otherwise the first named example of the lowest 2xx response. Other preferences
 * are ignored, as RFC 7240 says.
 */
export function chooseResponse(
  operation: Operation,
  prefer: string | undefined,
  query: ReadonlyMap<string, readonly string[]>,
): Choice | Violation {
  if (prefer === undefined && ![...query.keys()].some((name) => preferenceParameters.has(name))) return getDefault(operation);
  return choose(operation, prefer, query);
}

const defaults = new WeakMap<Operation, Choice | Violation>();

function getDefault(operation: Operation): Choice | Violation {
  const known = defaults.get(operation) ?? choose(operation, undefined, new Map());
  defaults.set(operation, known);
  return known;
}

function choose(operation: Operation, prefer: string | undefined, query: ReadonlyMap<string, readonly string[]>): Choice | Violation {
  const preferences = prefer ? parsePrefer(prefer) : undefined;
  const readWish = (name: string): Wish | undefined => {
    const value = preferences ? preferences.get(name) : query.get(`__${name}`)?.[0];
    return value === undefined ? undefined : { pointer: preferences ? 'header.prefer' : `query.__${name}`, value };
  };
  const [code, example, dynamic] = names.map(readWish);

  const status = code === undefined ? operation.defaultStatus : Number(code.value);
  const response = operation.responses.get(status);
  if (response === undefined || (code && !/^\d{3}$/.test(code.value))) return reportUnknownCode(operation, code);
  const body = chooseExample(operation, status, response, example, dynamic);
  if ('rule' in body) return body;
  return { status, ...body, isRequested: [code, example, dynamic].some((wish) => wish !== undefined) };
}

function chooseExample(
  operation: Operation,
  status: number,
  response: DocumentedResponse,
  example?: Wish,
  dynamic?: Wish,
): Pick<Choice, 'example'> | Violation {
  if (dynamic && dynamic.value !== 'true' && dynamic.value !== 'false') {
    return { pointer: dynamic.pointer, rule: 'dynamic', message: 'must give dynamic as true or false', found: formatValue(dynamic.value) };
  }
  if (example && !response.examples.includes(example.value)) return reportUnknownExample(operation, status, example);
  if (example) return { example: example.value };
  return { example: dynamic?.value === 'true' ? undefined : response.examples[0] };
}

function reportUnknownCode(operation: Operation, code: Wish | undefined): Violation {
  const codes = [...operation.responses.keys()].join(', ') || 'none';
  const message = `must ask for a code that ${operation.operationId} has: ${codes}`;
  return code
    ? { pointer: code.pointer, rule: 'code', message, found: formatValue(code.value) }
    : { pointer: 'header.prefer', rule: 'code', message };
}

function reportUnknownExample(operation: Operation, status: number, example: Wish): Violation {
  const byStatus = [...operation.responses]
    .filter(([other, response]) => other === status || response.examples.length > 0)
    .sort(([a], [b]) => Number(b === status) - Number(a === status))
    .map(([other, response]) => `${response.examples.join(', ') || 'none'} (code ${other})`);
  const message = `must ask for an example that ${operation.operationId} has for code ${status}: ${byStatus.join('; ')}`;
  const nearest = findNearestName(example.value, operation.responses.get(status)?.examples ?? []);
  return {
    pointer: example.pointer,
    rule: 'example',
    message,
    found: formatValue(example.value),
    ...(nearest !== undefined && { nearest }),
  };
}

/** The preferences that have no effect. */
export function listUnknownPreferences(prefer: string): Violation[] {
  return [...parsePrefer(prefer).keys()]
    .filter((name) => !names.includes(name))
    .map((name) => {
      const nearest = findNearestName(name, names);
      const message = `must ask for ${names.join(', ')} only`;
      return { pointer: 'header.prefer', rule: 'unknown', message, found: formatValue(name), ...(nearest !== undefined && { nearest }) };
    });
}

function parsePrefer(header: string): Map<string, string> {
  const preferences = new Map<string, string>();
  for (const [, name = '', quoted, plain] of header.matchAll(/([^\s=,;]+)\s*(?:=\s*(?:"([^"]*)"|([^\s,;]*)))?/g)) {
    const key = name.toLowerCase();
    if (!preferences.has(key)) preferences.set(key, quoted ?? plain ?? '');
  }
  return preferences;
}
