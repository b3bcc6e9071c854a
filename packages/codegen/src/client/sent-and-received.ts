// Which schemas are part of requests, and which of answers.
import type { Document, Schema } from '@dli-openapi/openapi';
import { listOperations } from '@dli-openapi/openapi';

/** The schemas of requests and those of answers, with all that they are made of. One can be in both. */
export function sentAndReceived(document: Document): { sent: Set<Schema>; received: Set<Schema> } {
  const sent = new Set<Schema>();
  const received = new Set<Schema>();
  for (const { parameters, requestBody, responses } of listOperations(document)) {
    for (const { schema } of [...parameters, requestBody].filter((holder) => holder !== undefined)) collect(document, schema, sent);
    for (const { content } of Object.values(responses)) collect(document, content?.schema, received);
  }
  return { sent, received };
}

/**
 * Adds a schema and all that it is made of. The schemas as the document holds them, not what `resolve` makes of them: they
 * are looked up again by identity.
 */
export function collect(document: Document, schema: Schema | undefined, found: Set<Schema>): void {
  if (typeof schema !== 'object' || found.has(schema)) return;
  found.add(schema);
  const { $ref, properties = {}, items, additionalProperties, contentSchema, allOf = [], oneOf = [], anyOf = [] } = schema;
  const target = typeof $ref === 'string' ? document.components.schemas?.[$ref.replace('#/components/schemas/', '')] : undefined;
  const parts = [properties, allOf, oneOf, anyOf].flatMap((holder) => Object.values(holder as object) as Schema[]);
  for (const part of [target, ...parts, items, additionalProperties, contentSchema]) collect(document, part as Schema | undefined, found);
}
