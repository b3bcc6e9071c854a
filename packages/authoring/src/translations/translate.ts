import { dirname } from 'node:path';
import type { Node } from '@dli-openapi/openapi';
import { isNode } from '@dli-openapi/openapi';
import type { Decorator, Visit } from '../rules/redocly.ts';
import { type Catalogue, readCatalogue } from './catalogue.ts';
import { listErrorCodeTexts, listTexts, type Text } from './texts.ts';

/** Translates every text of the document. A text without a translation stays in English; the rule `translated` reports it. */
export const translate: Decorator = ({ language = '' }) => {
  let catalogue: Catalogue | undefined;
  const visit: Visit = (node, context) => {
    // The root is visited first, and the translations are beside its file.
    catalogue ??= readCatalogue(dirname(context.location.source.absoluteRef), language);
    replace(node, listTexts(node, context), catalogue);
  };
  return {
    any: { enter: visit },
    ref: { enter: visit },
    Root: {
      leave: (root, { resolve }) => {
        const { node: codes } = resolve(root['x-dli-error-codes']);
        if (catalogue && isNode(codes)) replace(codes, listErrorCodeTexts(codes), catalogue);
      },
    },
  };
};

function replace(node: Node, texts: Text[], catalogue: Catalogue): void {
  for (const { path, text } of texts) {
    const holder = path.slice(0, -1).reduce<Node>((parent, key) => parent[key] as Node, node);
    holder[path.at(-1) as string] = catalogue.translate(text);
  }
}
