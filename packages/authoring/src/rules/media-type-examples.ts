import type { Rule } from './redocly.ts';
import { listEntries } from './schema.ts';

/** Every media type has named examples, and every example a summary. */
export const mediaTypeExamples: Rule = () => ({
  MediaType: {
    enter: (mediaType, { location, report }) => {
      if (listEntries(mediaType, 'examples').length > 0) return;
      report({ message: 'The media type has no named examples. Add at least one to examples/<operationId>.yaml.', location });
    },
  },
  Example: {
    enter: ({ summary }, { location, report }) => {
      if (typeof summary !== 'string' || summary === '') report({ message: 'The example has no summary. Say what it shows.', location });
    },
  },
});
