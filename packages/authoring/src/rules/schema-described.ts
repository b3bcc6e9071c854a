import type { Schema } from '@dli-openapi/openapi';
import { parsePointer } from '@dli-openapi/openapi';
import type { Location, Rule } from './redocly.ts';
import { isCondition, isNamed, listTypes } from './schema.ts';

/** Every named schema, property, item and alternative has a description, at every depth. */
export const schemaDescribed: Rule = () => ({
  Schema: {
    enter: (schema, { location, report }) => {
      if (typeof schema.description === 'string' || isDescribedElsewhere(schema, location)) return;
      const what = isNamed(location) ? 'This schema' : `\`${parsePointer(location.pointer).slice(-2).join('/')}\``;
      report({ message: `${what} has no description. Say in a sentence what it is.`, location });
    },
  },
});

function isDescribedElsewhere(schema: Schema, location: Location): boolean {
  const parts = parsePointer(location.pointer);
  if (isNamed(location)) return false;
  if (isCondition(location) || parts.at(-2) === 'allOf') return true;
  // The parameter or the header that holds the schema is described.
  if (parts.at(-1) === 'schema' && parts.at(-3) !== 'content') return true;
  return listTypes(schema).join() === 'null';
}
