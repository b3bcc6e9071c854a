import type { Schema } from '@dli-openapi/openapi';
import type { Context, Location, Rule } from './redocly.ts';
import { listTypes, mergeReference } from './schema.ts';

/** IDs and times that are integers have `format: int64`, since they do not fit into 32 bits, or a `maximum`, which says their size. */
export const int64: Rule = () => {
  const check = (name: string, node: unknown, location: Location, context: Context) => {
    const schema = mergeReference(node, context);
    if (/(?:^|_)ids$/.test(name)) check(name.slice(0, -1), schema.items, location.child(['items']), context);
    if (!/(?:^|_)(?:id|time)$/.test(name) || !isShortInteger(schema)) return;
    context.report({ message: `\`${name}\` is an integer without \`format: int64\`. Add it, or a \`maximum\`.`, location });
  };
  return {
    SchemaProperties: {
      enter: (properties, context) => {
        for (const [name, node] of Object.entries(properties)) check(name, node, context.location.child([name]), context);
      },
    },
    Parameter: {
      enter: ({ name, schema }, context) => check(String(name), schema, context.location.child(['schema']), context),
    },
  };
};

function isShortInteger(schema: Schema): boolean {
  return listTypes(schema).includes('integer') && schema.format !== 'int64' && schema.maximum === undefined;
}
