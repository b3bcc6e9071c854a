import type { Document, Schema } from '@dli-openapi/openapi';
import { createFollow, getNode, listOperations, visitValue } from '@dli-openapi/openapi';
import { isScalar } from './rules/schema.ts';

/** Whether a value is informative to a reader. */
export function isInformative(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '';
}

/** Finds the keyword, other than `examples`, that has a value of a schema. */
export function findValueKeyword(schema: Schema): string | undefined {
  return ['enum', 'const', 'default'].find((keyword) => keyword in schema);
}

/**
 * Adds `examples` to each named schema, text and number of a bundled document that has no value of its own: the first value in the
 * examples of requests and responses, 0 only if they have no other.
 */
export function addShownExamples(document: Document): void {
  const named = new Set(Object.values(getNode(document.components, 'schemas')));
  const shown = new Map<Schema, unknown>();
  const follow = createFollow(document);
  for (const { requestBody, responses } of listOperations(document)) {
    for (const content of [requestBody, ...Object.values(responses).map((response) => response.content)]) {
      for (const { value } of Object.values(content?.examples ?? {})) {
        visitValue(value, [{ node: content?.schema as Schema, at: '' }], follow, ({ node }, part) => {
          const isWanting = (named.has(node) || isScalar(node)) && findValueKeyword(node) === undefined && !('examples' in node);
          if (isWanting && isInformative(part) && typeof part !== 'object' && !shown.get(node)) shown.set(node, part);
        });
      }
    }
  }
  for (const [schema, value] of shown) schema.examples = [value];
}
