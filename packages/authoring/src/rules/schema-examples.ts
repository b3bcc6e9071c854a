import type { Schema } from '@dli-openapi/openapi';
import type { Rule } from './redocly.ts';
import { isCondition, isNamed, typesOf } from './schema.ts';

/** Every named schema has examples, and so has every scalar whose values are not listed already. */
export const schemaExamples: Rule = () => ({
  Schema: {
    enter: (schema, { location, report }) => {
      if (Array.isArray(schema.examples) && schema.examples.length > 0) return;
      if (isNamed(location)) report({ message: 'This schema has no examples. Add at least one.', location });
      else if (isOpenScalar(schema) && !isCondition(location)) {
        const name = location.pointer.split('/').at(-1);
        report({ message: `\`${name}\` has no examples. Add at least one, such as \`examples: [1]\`.`, location });
      }
    },
  },
});

function isOpenScalar(schema: Schema): boolean {
  if ('enum' in schema || 'const' in schema) return false;
  const types = typesOf(schema);
  return types.some((type) => ['string', 'integer', 'number'].includes(type)) && !types.some((type) => ['object', 'array'].includes(type));
}
