// What of a document is read by people, and so is translated.
import type { Node } from '@dli-openapi/openapi';
import { isNode } from '@dli-openapi/openapi';
import type { Context } from '../rules/redocly.ts';

/** A text, and where in its node it stands. */
export interface Text {
  path: [string, ...string[]];
  text: string;
}

/** Keywords whose value is a text, whatever they stand on. */
const keywords = ['title', 'summary', 'description', 'x-displayName', 'x-dli-open'];

/** The texts of a node itself, not of those within it. Names, values and the content of examples are none. */
export function textsOf(node: Node, { type }: Pick<Context, 'type'>): Text[] {
  // Where keys are names, as in a map of properties, and within extensions, no key is a keyword.
  if (type.extensionsPrefix === undefined || type.name === 'SpecExtension') return [];
  const meanings = node['x-enumDescriptions'];
  return [
    ...keywords.flatMap((keyword) => textAt(node, [keyword])),
    ...Object.keys(isNode(meanings) ? meanings : {}).flatMap((value) => textAt(node, ['x-enumDescriptions', value])),
  ];
}

/** The texts of the list of error codes, which is an extension whose keys are names. */
export function textsOfErrorCodes(codes: unknown): Text[] {
  if (!isNode(codes)) return [];
  return Object.keys(codes).flatMap((code) => [...textAt(codes, [code, 'meaning']), ...textAt(codes, [code, 'cure'])]);
}

function textAt(node: Node, path: Text['path']): Text[] {
  const text = path.reduce<unknown>((parent, key) => (isNode(parent) ? parent[key] : undefined), node);
  return typeof text === 'string' ? [{ path, text }] : [];
}
