import { dirname } from 'node:path';
import type { Node } from '@dli-openapi/openapi';
import { isNode } from '@dli-openapi/openapi';
import type { Decorator, Visit } from '../rules/redocly.ts';
import { type Catalogue, catalogueOf } from './catalogue.ts';
import { type Text, textsOf, textsOfErrorCodes } from './texts.ts';

/** Puts every text of the document into a language. What has no translation stays in English; the rule `translated` reports it. */
export const translate: Decorator = ({ language = '' }) => {
  let catalogue: Catalogue | undefined;
  const visit: Visit = (node, context) => {
    // The root comes first, and the translations stand beside it.
    catalogue ??= catalogueOf(dirname(context.location.source.absoluteRef), language);
    replace(node, textsOf(node, context), catalogue);
  };
  return {
    any: { enter: visit },
    ref: { enter: visit },
    Root: {
      leave: (root, { resolve }) => {
        const { node: codes } = resolve(root['x-dli-error-codes']);
        if (catalogue && isNode(codes)) replace(codes, textsOfErrorCodes(codes), catalogue);
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
