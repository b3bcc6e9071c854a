import type { Operation, Response } from '../document/operations.ts';
import type { Violation } from '../validation/violation.ts';
import { describe } from '../validation/violation.ts';

/** Which of an operation's documented answers to give. */
export interface Choice {
  status: number;
  /** The named example; undefined where the answer is generated from its schema. */
  example: string | undefined;
  /** Whether the request asked for it; otherwise it is what is answered when nobody asks. */
  asked: boolean;
}

/** Query parameters that say what the header `Prefer` says, for where a header is hard to set. With the header, they do not count. */
export const preferenceParameters: ReadonlySet<string> = new Set(['__code', '__example', '__dynamic']);

interface Wish {
  pointer: string;
  value: string;
}

/**
 * The answer that a request asks for with `Prefer: code=429`, `Prefer: example=running` or `Prefer: dynamic=true`, or with
 * `__code`, `__example`, `__dynamic` in its query. Without any, the first named example of the lowest 2xx answer.
 * Other preferences are ignored, as RFC 7240 says.
 */
export function choose(operation: Operation, prefer: string | undefined, query: ReadonlyMap<string, string>): Choice | Violation {
  if (prefer === undefined && ![...query.keys()].some((name) => preferenceParameters.has(name))) return unasked(operation);
  return asked(operation, prefer, query);
}

const unaskedChoices = new WeakMap<Operation, Choice | Violation>();

/** What is answered when nobody asks for anything; the same for every request. */
function unasked(operation: Operation): Choice | Violation {
  const choice = unaskedChoices.get(operation) ?? asked(operation, undefined, new Map());
  unaskedChoices.set(operation, choice);
  return choice;
}

function asked(operation: Operation, prefer: string | undefined, query: ReadonlyMap<string, string>): Choice | Violation {
  const preferences = prefer ? parsePrefer(prefer) : undefined;
  const wish = (name: string): Wish | undefined => {
    const value = preferences ? preferences.get(name) : query.get(`__${name}`);
    return value === undefined ? undefined : { pointer: preferences ? 'header.prefer' : `query.__${name}`, value };
  };

  const code = wish('code');
  const status = code === undefined ? defaultStatus(operation) : Number(code.value);
  const response = operation.responses.get(status);
  if (response === undefined || (code && !/^\d{3}$/.test(code.value))) return unknownCode(operation, code);
  const body = chooseBody(operation, status, response, wish('example'), wish('dynamic'));
  if ('rule' in body) return body;
  return { status, ...body, asked: ['code', 'example', 'dynamic'].some((name) => wish(name) !== undefined) };
}

function chooseBody(
  operation: Operation,
  status: number,
  response: Response,
  example?: Wish,
  dynamic?: Wish,
): Pick<Choice, 'example'> | Violation {
  if (dynamic && dynamic.value !== 'true' && dynamic.value !== 'false') {
    return { pointer: dynamic.pointer, rule: 'dynamic', message: 'must give dynamic as true or false', found: describe(dynamic.value) };
  }
  if (example && !response.examples.includes(example.value)) return unknownExample(operation, status, example);
  if (example) return { example: example.value };
  return { example: dynamic?.value === 'true' ? undefined : response.examples[0] };
}

function defaultStatus(operation: Operation): number {
  const statuses = [...operation.responses.keys()].sort((a, b) => a - b);
  return statuses.find((status) => status >= 200 && status < 300) ?? statuses[0] ?? 200;
}

function unknownCode(operation: Operation, code: Wish | undefined): Violation {
  const codes = [...operation.responses.keys()].join(', ') || 'none';
  const message = `must ask for a code that ${operation.operationId} has: ${codes}`;
  return code
    ? { pointer: code.pointer, rule: 'code', message, found: describe(code.value) }
    : { pointer: 'header.prefer', rule: 'code', message };
}

function unknownExample(operation: Operation, status: number, example: Wish): Violation {
  const byStatus = [...operation.responses]
    .filter(([other, response]) => other === status || response.examples.length > 0)
    .sort(([a], [b]) => Number(b === status) - Number(a === status))
    .map(([other, response]) => `${response.examples.join(', ') || 'none'} (code ${other})`);
  const message = `must ask for an example that ${operation.operationId} has for code ${status}: ${byStatus.join('; ')}`;
  return { pointer: example.pointer, rule: 'example', message, found: describe(example.value) };
}

function parsePrefer(header: string): Map<string, string> {
  const preferences = new Map<string, string>();
  for (const [, name = '', quoted, plain] of header.matchAll(/([^\s=,;]+)\s*(?:=\s*(?:"([^"]*)"|([^\s,;]*)))?/g)) {
    const key = name.toLowerCase();
    if (!preferences.has(key)) preferences.set(key, quoted ?? plain ?? '');
  }
  return preferences;
}
