import { parsePointer } from '@dli-openapi/openapi';
import type { Rule } from './redocly.ts';
import { WrittenSchemas } from './written-schemas.ts';

/** No object of a response is closed: the service may add fields at any time. */
export const openResponses: Rule = () => {
  const written = new WrittenSchemas();
  return {
    Response: {
      MediaType: {
        enter: (mediaType, context) => {
          const rows = written.listRows(mediaType, context).flatMap((row) => [row, ...row.variants.flat()]);
          for (const closedAt of new Set(rows.map((row) => row.closedAt))) {
            if (closedAt === undefined) continue;
            const message = `A response may carry new fields. Remove \`${parsePointer(closedAt).at(-1)}: false\`.`;
            context.report({ message, location: written.locate(closedAt) });
          }
        },
      },
    },
  };
};
