import type { Schema } from '@dli-openapi/openapi';
import type { Context, Location, Rule } from './redocly.ts';
import { createSchemaVisitor, listTypes, mergeReference } from './schema.ts';
import { units } from './units.ts';

/** A number whose description names a unit has it in `x-dli-unit` too, and the other way round. */
export const unitStated: Rule = () => {
  const check = (schema: Schema, description: unknown, location: Location, { report }: Context) => {
    const unit = schema['x-dli-unit'];
    if (typeof description !== 'string' || !isNumber(schema)) return;
    const named = [...units].filter(([, word]) => word.test(description)).map(([name]) => name);
    if (unit === undefined && named.length > 0) {
      report({ message: `The description names a unit. Add \`x-dli-unit: ${named[0]}\`.`, location });
    }
    if (typeof unit === 'string' && units.has(unit) && !named.includes(unit)) {
      report({ message: `The description does not name the unit \`${unit}\` of x-dli-unit. Write it in the description.`, location });
    }
  };
  return {
    ...createSchemaVisitor((schema, context) => check(schema, schema.description, context.location, context)),
    Parameter: {
      enter: (parameter, context) => {
        const schema = mergeReference(parameter.schema, context);
        const description = `${parameter.description ?? ''} ${schema.description ?? ''}`;
        check(schema, description, context.location.child(['schema']), context);
      },
    },
  };
};

function isNumber(schema: Schema): boolean {
  return listTypes(schema).some((type) => type === 'integer' || type === 'number');
}
