// What an operation consists of, with references followed.
import type { Node } from '@dli-openapi/openapi';
import { isNode } from '@dli-openapi/openapi';
import type { Context } from './redocly.ts';

/** A part, and the context of where it stands. */
export type Found = [node: Node, context: Context];

/** Follows the reference of a node, if it is one. */
function follow(node: unknown, context: Context): Found | undefined {
  const { node: target, location } = isNode(node) && '$ref' in node ? context.resolve(node) : { node, location: context.location };
  return isNode(target) ? [target, { ...context, location: location ?? context.location }] : undefined;
}

export function listParameters({ parameters }: Node, context: Context): Found[] {
  return (Array.isArray(parameters) ? parameters : []).flatMap((parameter) => {
    const found = follow(parameter, context);
    return found ? [found] : [];
  });
}

/** Finds the JSON of a request or a response. */
export function findJson(holder: unknown, context: Context): Found | undefined {
  const [node, at] = follow(holder, context) ?? [];
  const media = isNode(node?.content) ? node.content['application/json'] : undefined;
  return at && isNode(media) ? [media, at] : undefined;
}
