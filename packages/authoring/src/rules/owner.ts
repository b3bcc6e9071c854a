import { basename } from 'node:path';
import { parsePointer } from '@dli-openapi/openapi';
import type { Rule } from './redocly.ts';

/**
 * Other files may only use the schema that a file is named after. The errors of examples/errors.yaml are for all.
 */
export const owner: Rule = () => ({
  ref: {
    enter: (node, { location, report, resolve }) => {
      const target = resolve(node).location;
      const [, folder, name] = /[\\/](examples|schemas)[\\/](?:.*[\\/])?([^\\/]+)\.yaml$/.exec(target?.source.absoluteRef ?? '') ?? [];
      if (!target || name === undefined || basename(location.source.absoluteRef) === `${name}.yaml`) return;
      const [entry] = parsePointer(target.pointer);
      if (folder === 'examples' ? name === 'errors' : entry === name) return;
      const cure =
        folder === 'examples' ? 'Use an example of its own, or one of examples/errors.yaml.' : 'Move what is shared to a file of its own.';
      report({ message: `This belongs to ${name}. ${cure}`, location: location.child(['$ref']) });
    },
  },
});
