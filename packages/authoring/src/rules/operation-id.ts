import type { Rule } from './redocly.ts';

/** An operationId is in camelCase, and its operation stands in operations/<family>/<operationId>.yaml. */
export const operationId: Rule = () => ({
  Operation: {
    enter: ({ operationId: id }, { location, report }) => {
      // Redocly's operation-operationId reports a missing one.
      if (typeof id !== 'string') return;
      const at = location.child(['operationId']);
      if (!/^[a-z]+(?:[A-Z][a-z]*|\d+)*$/.test(id)) {
        report({ message: `operationId \`${id}\` is not in camelCase. Write it like \`listFlinkJobs\`.`, location: at });
      }
      const path = location.source.absoluteRef.split(/[\\/]/);
      if (path.at(-3) !== 'operations' || path.at(-1) !== `${id}.yaml`) {
        report({ message: `Operation \`${id}\` belongs in operations/<family>/${id}.yaml. Move or rename one of the two.`, location: at });
      }
    },
  },
});
