import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Rule } from './redocly.ts';

const parts = /^(?:examples|headers|operations|parameters|requestBodies|responses|schemas)\b/;

/** Every source file is reached by a reference. */
export const noOrphanFiles: Rule = () => {
  const reached = new Set<string>();
  return {
    ref: {
      enter: (node, { resolve }) => {
        const target = resolve(node).location;
        if (target) reached.add(target.source.absoluteRef);
      },
    },
    Root: {
      leave: (_root, { location, report }) => {
        const folder = dirname(location.source.absoluteRef);
        const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
          (file) => parts.test(file) && /\.ya?ml$/.test(file),
        );
        for (const file of files.sort()) {
          if (reached.has(join(folder, file))) continue;
          report({ message: `No reference leads to ${file}. Refer to it, or delete it.`, location });
        }
      },
    },
  };
};
