import { basename } from 'node:path';
import type { Rule } from './redocly.ts';

/** An example of examples/<operationId>.yaml is used by that operation only. Those of examples/errors.yaml are shared. */
export const exampleOwner: Rule = () => ({
  ref: {
    enter: (node, { location, report, resolve }) => {
      const [, owner] = /[\\/]examples[\\/]([^\\/]+)\.yaml$/.exec(resolve(node).location?.source.absoluteRef ?? '') ?? [];
      if (owner === undefined || owner === 'errors' || basename(location.source.absoluteRef) === `${owner}.yaml`) return;
      const message = `This example belongs to the operation ${owner}. Use one of the operation's own, or one of examples/errors.yaml.`;
      report({ message, location: location.child(['$ref']) });
    },
  },
});
