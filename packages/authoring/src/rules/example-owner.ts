import type { Rule } from './redocly.ts';

/** An example under examples/<operationId>/ is used by that operation only. Those under examples/errors/ are shared. */
export const exampleOwner: Rule = () => ({
  ref: {
    enter: (node, { location, report, resolve }) => {
      const [, owner] = /[\\/]examples[\\/]([^\\/]+)[\\/]/.exec(resolve(node).location?.source.absoluteRef ?? '') ?? [];
      if (owner === undefined || owner === 'errors') return;
      const user = location.source.absoluteRef.split(/[\\/]/);
      if (user.at(-3) === 'operations' && user.at(-1) === `${owner}.yaml`) return;
      const message = `This example belongs to the operation ${owner}. Use one of the operation's own, or one under examples/errors/.`;
      report({ message, location: location.child(['$ref']) });
    },
  },
});
