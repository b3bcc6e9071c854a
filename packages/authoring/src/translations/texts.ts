// The texts of a document that people read, and that are translated.
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

/** Lists the texts of a node itself, not of its children. Names, values and the content of examples are not texts. */
export function listTexts(node: Node, { type }: Pick<Context, 'type'>): Text[] {
  // Where keys are names, as in a map of properties, and within extensions, no key is a keyword.
  if (type.extensionsPrefix === undefined || type.name === 'SpecExtension') return [];
  const meanings = node['x-enumDescriptions'];
  return [
    ...keywords.flatMap((keyword) => readText(node, [keyword])),
    ...Object.keys(isNode(meanings) ? meanings : {}).flatMap((value) => readText(node, ['x-enumDescriptions', value])),
  ];
}

/** Lists the texts of the error codes, which are an extension whose keys are names. */
export function listErrorCodeTexts(codes: unknown): Text[] {
  if (!isNode(codes)) return [];
  return Object.keys(codes).flatMap((code) => [...readText(codes, [code, 'meaning']), ...readText(codes, [code, 'cure'])]);
}

function readText(node: Node, path: Text['path']): Text[] {
  const text = path.reduce<unknown>((parent, key) => (isNode(parent) ? parent[key] : undefined), node);
  return typeof text === 'string' ? [{ path, text }] : [];
}
