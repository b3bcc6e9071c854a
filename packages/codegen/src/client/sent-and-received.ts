// The schemas of requests and those of responses.
import type { Document, Schema } from '@dli-openapi/openapi';
import { listOperations, listSubschemas, readPointer } from '@dli-openapi/openapi';

/** The schemas of requests and of responses, with all their parts. A schema can be in both. */
export interface SentAndReceived {
  sent: Set<Schema>;
  received: Set<Schema>;
}

export function listSentAndReceived(document: Document): SentAndReceived {
  const sent = new Set<Schema>();
  const received = new Set<Schema>();
  for (const { parameters, requestBody, responses } of listOperations(document)) {
    for (const { schema } of [...parameters, requestBody].filter((holder) => holder !== undefined)) addSchemas(document, schema, sent);
    for (const { content } of Object.values(responses)) addSchemas(document, content?.schema, received);
  }
  return { sent, received };
}

/** Adds a schema and all its parts, as the document's own objects, which are compared by identity. */
function addSchemas(document: Document, schema: Schema | undefined, found: Set<Schema>): void {
  if (schema === undefined || found.has(schema)) return;
  found.add(schema);
  if (typeof schema.$ref === 'string') addSchemas(document, readPointer(document, schema.$ref) as Schema | undefined, found);
  for (const { schema: part } of listSubschemas(schema)) addSchemas(document, part, found);
}
