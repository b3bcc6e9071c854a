import type { LoadedDocument } from '../document/load.ts';
import type { Operation } from '../document/operations.ts';
import type { Route } from '../document/router.ts';
import { findNearestName, formatValue } from '../format.ts';
import type { Violation } from '../validation/violation.ts';
import type { MockRequest } from './call.ts';

/** Whether a browser asks by itself if a page may call. */
export function isPreflight({ method, headers }: MockRequest): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

/** That a request leads to no operation, and why. */
export interface Miss {
  /** The methods that the path has; none where the document does not have the path. */
  methods: readonly string[];
  violation: Violation;
}

/** The operation that a request's method and path lead to, with the values of the path's variables. */
export function routeRequest(
  { router, operations }: Pick<LoadedDocument, 'router' | 'operations'>,
  { method, url }: Pick<MockRequest, 'method' | 'url'>,
): Extract<Route, { operation: unknown }> | Miss {
  const segments = decodeSegments(url.pathname);
  if (segments === undefined)
    return { methods: [], violation: { pointer: 'path', rule: 'encoding', message: 'must be percent-encoded UTF-8' } };
  const route = router.route(method, segments);
  if ('operation' in route) return route;
  const { methods } = route;
  const nearest = methods.length === 0 && findNearestPath(operations, segments);
  const violation =
    methods.length === 0
      ? { pointer: 'path', rule: 'unknown', message: 'is not one that the document knows', found: formatValue(url.pathname), ...nearest }
      : { pointer: 'method', rule: 'unknown', message: `must be one of ${methods.join(', ')}`, found: formatValue(method) };
  return { methods, violation };
}

/** The path with as many segments of which each literal one is near, its variables filled as in the request. */
function findNearestPath(operations: readonly Operation[], segments: readonly string[]): { nearest: string } | undefined {
  const paths = operations.flatMap(({ path }) => {
    const parts = path.split('/').slice(1);
    if (parts.length !== segments.length) return [];
    const isVariable = (part: string) => part.startsWith('{');
    const isNear = parts.every((part, index) => isVariable(part) || findNearestName(segments[index] ?? '', [part]) !== undefined);
    return isNear ? [`/${parts.map((part, index) => (isVariable(part) && segments[index]) || part).join('/')}`] : [];
  });
  const nearest = findNearestName(`/${segments.join('/')}`, paths);
  return nearest === undefined ? undefined : { nearest };
}

function decodeSegments(pathname: string): string[] | undefined {
  try {
    const segments = pathname.split('/').slice(1);
    return pathname.includes('%') ? segments.map(decodeURIComponent) : segments;
  } catch {
    return undefined;
  }
}
