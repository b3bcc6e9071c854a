import type { Schema } from '@dli-openapi/openapi';
import type { Place, SchemaAt } from './instance.ts';
import { addressOf, contentSchemas, placesOf } from './instance.ts';
import type { Context, Rule } from './redocly.ts';
import { isNode } from './redocly.ts';
import { typesOf } from './schema.ts';

/**
 * Every object of a request refuses fields that the document does not know, or says in `x-dli-open` why not.
 * A misspelt optional field would otherwise go unnoticed.
 */
export const closedRequests: Rule = () => {
  const reported = new Set<string>();
  const check = (root: SchemaAt, { resolve, report }: Context) => {
    for (const place of placesOf(root, resolve)) {
      const open = place.schemas.find((at) => isObject(at.schema));
      if (!open || isClosed(place) || reported.has(addressOf(open))) continue;
      reported.add(addressOf(open));
      const what = place.path === '' ? 'This part of a request' : `\`${place.path}\` of a request`;
      const message = `${what} takes fields that are not described. Add \`unevaluatedProperties: false\`, or the reason as \`x-dli-open\`.`;
      report({ message, location: open.location });
    }
  };
  return {
    RequestBody: {
      enter: (body, context) => {
        for (const root of contentSchemas(body, context.location)) check(root, context);
      },
    },
    Parameter: {
      enter: ({ schema }, context) => {
        if (isNode(schema)) check({ schema, location: context.location.child(['schema']) }, context);
      },
    },
  };
};

function isClosed({ schemas, branchOf }: Place): boolean {
  return schemas.some(({ schema }) => closes(schema)) || (branchOf !== undefined && isClosed(branchOf));
}

// A map from any name to a value that is described leaves nothing undescribed.
function closes(schema: Schema): boolean {
  return (
    schema.additionalProperties === false ||
    schema.unevaluatedProperties === false ||
    isNode(schema.additionalProperties) ||
    typeof schema['x-dli-open'] === 'string'
  );
}

function isObject(schema: Schema): boolean {
  return typesOf(schema).includes('object') || isNode(schema.properties);
}
