import { dirname } from 'node:path';
import { isNode } from '@dli-openapi/openapi';
import { completeOperation } from '../completion.ts';
import { SourceFiles } from '../source-files.ts';
import type { Rule } from './redocly.ts';

/** Completes every operation, before the document is linted or bundled. */
export const complete: Rule = () => ({
  Root: {
    enter: ({ paths }, { location, resolve }) => {
      const root = location.source.absoluteRef;
      const files = new SourceFiles();
      for (const [path, item] of Object.entries(isNode(paths) ? paths : {})) {
        for (const reference of Object.values(isNode(item) ? item : {})) {
          const { node, location: at } = resolve(reference, root);
          if (isNode(node)) completeOperation({ node, path, file: at?.source.absoluteRef ?? root }, dirname(root), files);
        }
      }
    },
  },
});
