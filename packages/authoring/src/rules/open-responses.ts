import { addressOf, contentSchemas, placesOf } from './instance.ts';
import type { Rule } from './redocly.ts';

/** No object of an answer is closed: the service may add fields at any time. */
export const openResponses: Rule = () => {
  const reported = new Set<string>();
  return {
    Response: {
      enter: (response, { location, report, resolve }) => {
        const places = contentSchemas(response, location).flatMap((root) => placesOf(root, resolve));
        for (const at of places.flatMap(({ schemas }) => schemas)) {
          for (const keyword of ['additionalProperties', 'unevaluatedProperties']) {
            const closing = at.location.child([keyword]);
            const address = addressOf({ location: closing });
            if (at.schema[keyword] !== false || reported.has(address)) continue;
            reported.add(address);
            report({ message: `An answer may carry new fields. Take \`${keyword}: false\` away.`, location: closing });
          }
        }
      },
    },
  };
};
