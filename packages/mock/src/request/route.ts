import type { LoadedDocument } from '../document/load.ts';
import type { Operation } from '../document/operations.ts';
import type { Violation } from '../validation/violation.ts';
import { describe } from '../validation/violation.ts';
import type { MockRequest } from './call.ts';

/** An operation, and the values of its path's variables, decoded, by name. */
export interface Target {
  operation: Operation;
  pathValues: ReadonlyMap<string, string>;
}

/** Why a request leads to no operation. */
export interface Miss {
  missed: 'encoding' | 'path' | 'method';
  /** The methods that the path has. */
  methods: readonly string[];
  violation: Violation;
}

/** The operation that a request's method and path lead to. */
export function targetOf({ router }: Pick<LoadedDocument, 'router'>, { method, url }: Pick<MockRequest, 'method' | 'url'>): Target | Miss {
  const segments = decodeSegments(url.pathname);
  if (segments === undefined) {
    return { missed: 'encoding', methods: [], violation: { pointer: 'path', rule: 'encoding', message: 'must be percent-encoded UTF-8' } };
  }
  const route = router.route(method, segments);
  if (route.found === 'operation') return route;
  if (route.found === 'nothing') {
    const message = 'is not one that the document knows';
    return { missed: 'path', methods: [], violation: { pointer: 'path', rule: 'unknown', message, found: describe(url.pathname) } };
  }
  const { methods } = route;
  const message = `must be one of ${methods.join(', ')}`;
  return { missed: 'method', methods, violation: { pointer: 'method', rule: 'unknown', message, found: describe(method) } };
}

/** A path's segments; undefined where they are not percent-encoded UTF-8. */
function decodeSegments(pathname: string): string[] | undefined {
  try {
    const segments = pathname.split('/').slice(1);
    return pathname.includes('%') ? segments.map(decodeURIComponent) : segments;
  } catch {
    return undefined;
  }
}
