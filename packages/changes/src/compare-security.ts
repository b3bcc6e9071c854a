import { isDeepStrictEqual } from 'node:util';
import type { Document } from '@dli-openapi/openapi';
import { getNode, joinPointer, omitKey } from '@dli-openapi/openapi';
import type { Changes } from './change.ts';
import type { KeywordChange } from './keyword-rules.ts';

/** Compares lists of credentials of which any one suffices. An empty list requires none. */
export function compareRequirements(before: unknown, after: unknown): KeywordChange[] {
  const [old, now] = [listWays(before), listWays(after)];
  if (isDeepStrictEqual(old.toSorted(), now.toSorted())) return [];
  // Nobody is refused if no credentials are required.
  const breaks = !now.includes('{}') && old.some((way) => !now.includes(way));
  return [{ kind: breaks ? 'breaking' : 'additive', what: `security ${old.join(' or ')} → ${now.join(' or ')}` }];
}

function listWays(security: unknown): string[] {
  const ways = Array.isArray(security) ? security.map((requirement) => JSON.stringify(requirement)) : [];
  return ways.length === 0 ? ['{}'] : ways;
}

/** Compares the credentials that every operation requires, and how each kind is sent. */
export function compareSecurity(before: Document, after: Document, changes: Changes): void {
  for (const { kind, what } of compareRequirements(before.security, after.security))
    changes.add({ kind, place: 'every operation', what, pointer: '/security' });
  const [old, now] = [before, after].map(({ components }) => getNode(components, 'securitySchemes')) as [object, object];
  for (const name of Object.keys({ ...old, ...now })) {
    const [was, is] = [getNode({ ...old }, name), getNode({ ...now }, name)];
    const pointer = joinPointer('/components/securitySchemes', name);
    if (name in old !== name in now) {
      changes.add({ kind: name in old ? 'breaking' : 'additive', place: name, what: name in old ? 'is gone' : 'is new', pointer });
    } else if (!isDeepStrictEqual(omitKey(was, 'description'), omitKey(is, 'description')))
      changes.add({ kind: 'breaking', place: name, what: 'is sent in another way', pointer });
  }
}
