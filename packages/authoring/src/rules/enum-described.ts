import type { Rule } from './redocly.ts';
import { listEntries } from './schema.ts';

/**
 * Every value of an enum has a description in `x-enumDescriptions`, and nothing else has one. Programs that read descriptions by
 * position find none of another value.
 */
export const enumDescribed: Rule = () => ({
  Schema: {
    enter: (schema, { location, report }) => {
      const values = new Set((Array.isArray(schema.enum) ? schema.enum : []).map(String));
      const described = listEntries(schema, 'x-enumDescriptions').map(([value]) => value);
      for (const value of values) {
        if (described.includes(value)) continue;
        report({ message: `The value \`${value}\` is not described. Add it to x-enumDescriptions.`, location: location.child(['enum']) });
      }
      for (const [position, value] of [...values].entries()) {
        if (position === Number(value) || !values.has(String(position))) continue;
        const message = `Programs that read x-enumDescriptions by position give \`${value}\` the text of \`${position}\`. Put each value into a schema of its own, under oneOf.`;
        report({ message, location: location.child(['x-enumDescriptions']) });
      }
      for (const value of described) {
        if (values.has(value)) continue;
        const message = `\`${value}\` is not a value of the enum. Remove it from x-enumDescriptions, or add it to the enum.`;
        report({ message, location: location.child(['x-enumDescriptions', value]) });
      }
    },
  },
});
