import type { Rule } from './redocly.ts';

/** Every header has a description. Parameters are Redocly's `parameter-description`. */
export const headerDescribed: Rule = () => ({
  Header: {
    enter: ({ description }, { location, report }) => {
      if (description === undefined) report({ message: 'The header has no description. Say in a sentence what it is.', location });
    },
  },
});
