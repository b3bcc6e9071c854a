import type { Document, Schema } from '@dli-openapi/scripts/document';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** The faults of a value, as `pointer message` lines; empty when it is valid. */
export type Validate = (value: unknown) => string[];

/**
 * Compiles schemas of a document, independently of the client and the mock.
 * The document's own keywords beside JSON Schema's (`x-…`) are ignored.
 */
export function validatorOf(document: Document): (schema: Schema) => Validate {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const compiled = new WeakMap<Schema, Validate>();
  return (schema) => {
    const known = compiled.get(schema);
    if (known) return known;
    // The references inside of the schema lead to the document's components.
    const check = ajv.compile({ ...schema, components: document.components });
    const validate: Validate = (value) =>
      check(value)
        ? []
        : (check.errors ?? []).map(({ instancePath, message, params }) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`);
    compiled.set(schema, validate);
    return validate;
  };
}
