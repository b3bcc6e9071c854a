import { isNode } from '@dli-openapi/openapi';
import type { Rule } from './redocly.ts';
import { listEntries } from './schema.ts';

// 400 and 500 come from the service, the others from the gateway before it, on any call.
const errors = ['400', '401', '403', '404', '429', '500', '503'];

/** Every operation documents the errors that any call can meet, and has a schema for the body of each success, or `content: {}` for none. */
export const documentedStatuses: Rule = () => ({
  Operation: {
    enter: (operation, { location, report, resolve }) => {
      const at = location.child(['responses']);
      const responses = listEntries(operation, 'responses');
      const missing = errors.filter((status) => !responses.some(([documented]) => documented === status));
      if (missing.length > 0)
        report({ message: `Status ${missing.join(', ')} is not documented. Put it back into common.yaml.`, location: at });
      const successes = responses.filter(([status]) => status.startsWith('2') && status !== '204');
      for (const [status, response] of successes) {
        const { node } = resolve(response);
        if (
          isNode(node) &&
          'content' in node &&
          listEntries(node, 'content').every(([, mediaType]) => isNode(mediaType) && isNode(mediaType.schema))
        )
          continue;
        report({
          message: `The response ${status} has no schema. Add its content and schema, or \`content: {}\` if it has no body.`,
          location: at.child([status]),
        });
      }
    },
  },
});
