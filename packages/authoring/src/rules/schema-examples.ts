import type { Schema } from '@dli-openapi/openapi';
import { getList, isNode, parsePointer, visitValue } from '@dli-openapi/openapi';
import { findValueKeyword, isInformative } from '../shown-examples.ts';
import type { Location, Rule, Visit } from './redocly.ts';
import { isCondition, isNamed, isScalar, listEntries } from './schema.ts';
import { formatAddress, WrittenSchemas } from './written-schemas.ts';

/**
 * Every text, number and named schema shows a value: in an example of a request or a response, in the schema's `enum`, `const` or
 * `default`, or else in its `examples`.
 */
export const schemaExamples: Rule = () => {
  const written = new WrittenSchemas();
  const schemas = new Map<string, { schema: Schema; location: Location }>();
  const shown = new Set<string>();
  const add: Visit = (schema, { location }) => {
    if (!isCondition(location)) schemas.set(formatAddress(location), { schema, location });
  };
  return {
    Schema: { enter: add },
    ref: { enter: (node, context) => 'examples' in node && add(node, context) },
    MediaType: {
      enter: (mediaType, { location, resolve }) => {
        if (!isNode(mediaType.schema)) return;
        const root = written.place(mediaType.schema, location.child(['schema']));
        for (const [, reference] of listEntries(mediaType, 'examples')) {
          const { node: example } = resolve(reference);
          if (!isNode(example)) continue;
          visitValue(example.value, [root], written.follow({ resolve }), ({ at }, part) => isInformative(part) && shown.add(at));
        }
      },
    },
    Root: {
      leave: (_root, { report }) => {
        for (const [at, { schema, location }] of schemas) {
          const keyword = findValueKeyword(schema);
          const shownBy = shown.has(at) ? 'An example of a request or a response' : keyword && `\`${keyword}\``;
          if (shownBy && 'examples' in schema) {
            const message = `${shownBy} shows a value of it already. Delete \`examples\`.`;
            report({ message, location: location.child(['examples']) });
          } else if (
            !shownBy &&
            getList(schema, 'examples').length === 0 &&
            !('$ref' in schema) &&
            (isNamed(location) || isScalar(schema))
          ) {
            const what = isNamed(location) ? 'this schema' : `\`${parsePointer(location.pointer).at(-1)}\``;
            const message = `No example of a request or a response shows a value of ${what}. Show it in one, or add \`examples\`, such as \`examples: [1]\`.`;
            report({ message, location });
          }
        }
      },
    },
  };
};
