import type { Document, Schema } from '@dli-openapi/openapi';
import { isNode } from '@dli-openapi/openapi';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** Lists the faults of a value, as `pointer message` lines; empty if it is valid. */
export type Validate = (value: unknown) => string[];

const name = 'document';

/**
 * Creates a validator of a document's schemas, independent of the client and the mock. Shared schemas are compiled once.
 * The document's own keywords beside JSON Schema's (`x-…`) are ignored.
 */
export function createValidator(document: Document): (schema: Schema) => Validate {
  // Lint checks the schemas themselves; checking them here would take longer than all the rest.
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
  addFormats.default(ajv);
  ajv.addSchema(document, name, false, false);
  const compiled = new WeakMap<Schema, Validate>();
  return (schema) => {
    const known = compiled.get(schema);
    if (known) return known;
    const check = ajv.compile(resolveInDocument(schema) as Schema);
    const validate: Validate = (value) =>
      check(value)
        ? []
        : (check.errors ?? []).map(({ instancePath, message, params }) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`);
    compiled.set(schema, validate);
    return validate;
  };
}

/** Copies a schema with its references resolved in the document. */
function resolveInDocument(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(resolveInDocument);
  if (!isNode(value)) return value;
  const entries = Object.entries(value).map(([key, child]) => [
    key,
    key === '$ref' && typeof child === 'string' ? name + child : resolveInDocument(child),
  ]);
  return Object.fromEntries(entries);
}
