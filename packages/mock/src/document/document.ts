import { MockError } from '../errors.ts';
import type { Document, Node } from '../generated/openapi/index.ts';
import { findReferenceFault, formatReference, isNode, joinPointer } from '../generated/openapi/index.ts';

/**
 * The document as the mock reads it.
 * @throws {MockError} when it is no OpenAPI 3.1 document, or refers to anything outside of itself
 */
export function checkDocument(document: unknown): Document {
  if (!isNode(document)) throw new MockError('The document must be an object: the parsed OpenAPI document, not its text or file name.');
  if (!String(document.openapi).startsWith('3.1.')) {
    throw new MockError(`The document must be OpenAPI 3.1; its field "openapi" says ${JSON.stringify(document.openapi) ?? 'nothing'}.`);
  }
  const dialect = document.jsonSchemaDialect;
  if (dialect !== undefined && !dialects.has(String(dialect))) {
    throw new MockError(`The document's jsonSchemaDialect is ${JSON.stringify(dialect)}; the mock knows ${[...dialects].join(' and ')}.`);
  }
  checkReferences(document, document, [], new Set());
  return document as Document;
}

const dialects = new Set(['https://json-schema.org/draft/2020-12/schema', 'https://spec.openapis.org/oas/3.1/dialect/base']);

/** @param keys those that lead to the node */
function checkReferences(document: Node, node: Node, keys: string[], checked: Set<string>): void {
  if (typeof node.$ref === 'string' && !checked.has(node.$ref)) {
    checked.add(node.$ref);
    const fault = findReferenceFault(document, node.$ref);
    if (fault) throw new MockError(`${formatReference(joinPointer('', ...keys))}: the reference ${node.$ref} ${fault}.`);
  }
  for (const [key, child] of Object.entries(node)) {
    if (typeof child !== 'object' || child === null) continue;
    keys.push(key);
    checkReferences(document, child as Node, keys, checked);
    keys.pop();
  }
}
