import { parsePointer } from '@dli-openapi/openapi';
import type { Rule } from './redocly.ts';
import { isNamed, listTypes } from './schema.ts';

/** Schemas have types and names that generators of code can read. */
export const generators: Rule = () => ({
  Schema: {
    enter: (schema, { location, report }) => {
      if (listTypes(schema).filter((type) => type !== 'null').length > 1) {
        const message =
          'Generators cannot read several types in one list. Put a schema for each under `oneOf`, or drop `type` if any value is meant.';
        report({ message, location: location.child(['type']) });
      }
      const name = isNamed(location) ? parsePointer(location.pointer).at(-1) : undefined;
      if (name === undefined || !/^Error$|Response$/.test(name)) return;
      report({ message: `Generators have a type of the name \`${name}\` already. Choose another, such as one in \`Output\`.`, location });
    },
  },
});
