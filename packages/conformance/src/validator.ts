import type { Document, Schema } from '@dli-openapi/openapi';
import { isNode } from '@dli-openapi/openapi';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** The faults of a value, as `pointer message` lines; empty when it is valid. */
export type Validate = (value: unknown) => string[];

const name = 'document';

/**
 * Compiles schemas of a document, independently of the client and the mock. What several schemas refer to is compiled once.
 * The document's own keywords beside JSON Schema's (`x-…`) are ignored.
 */
export function createValidator(document: Document): (schema: Schema) => Validate {
  // Whether the schemas are schemas is checked by lint; to check it here would take longer than all the rest.
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
  addFormats.default(ajv);
  ajv.addSchema(document, name, false, false);
  const compiled = new WeakMap<Schema, Validate>();
  return (schema) => {
    const known = compiled.get(schema);
    if (known) return known;
    const check = ajv.compile(intoDocument(schema) as Schema);
    const validate: Validate = (value) =>
      check(value)
        ? []
        : (check.errors ?? []).map(({ instancePath, message, params }) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`);
    compiled.set(schema, validate);
    return validate;
  };
}

/** A copy of a schema whose references lead into the document. */
function intoDocument(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(intoDocument);
  if (!isNode(value)) return value;
  const entries = Object.entries(value).map(([key, child]) => [
    key,
    key === '$ref' && typeof child === 'string' ? name + child : intoDocument(child),
  ]);
  return Object.fromEntries(entries);
}
