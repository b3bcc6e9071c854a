import type { Violation } from './violation.ts';
import { describe } from './violation.ts';

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
