import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { MockError } from '../errors.ts';
import { isInt64 } from '../validation/int64.ts';
import type { Node, Place } from './document.ts';
import { children, step } from './document.ts';
import { schemaFaults } from './served-schema.ts';

/** The document's schemas, each compiled when it is first asked: compiling all of them would be most of a mock's start. */
export interface Schemas {
  /**
   * What a value breaks of the schema at a place, as Ajv says it, with the values found; empty when it fits.
   * With `stopAtFirst`, no more than one failing value is looked for.
   */
  errors(schema: Place, value: unknown, options?: { stopAtFirst: boolean }): ErrorObject[];
}

const documentKey = 'document';

/**
 * Checks that every schema among a document's components, and those at the places given, can be compiled.
 * @throws {MockError} that names each schema which is no valid JSON Schema 2020-12, or holds a pattern that does not compile
 */
export function readSchemas(document: Node, places: readonly Place[]): Schemas {
  const components = children(document, step(document, { pointer: '#', node: document }, 'components', 'schemas'));
  const all = new Map([...components.map(([, place]) => place), ...places].map((place) => [place.pointer, place]));
  const faults = schemaFaults([...all.values()]);
  if (faults.length > 0) throw new MockError(`The document's schemas do not compile:\n${faults.join('\n')}`);
  const inFull = createValidators(document, true);
  const firstOnly = createValidators(document, false);

  return {
    errors(schema, value, options) {
      const validate = (options?.stopAtFirst ? firstOnly : inFull)(schema);
      return validate(value) ? [] : (validate.errors ?? []);
    },
  };
}

function createValidators(document: Node, allErrors: boolean): (schema: Place) => ValidateFunction {
  const compiled = new Map<string, ValidateFunction>();
  let ajv: Ajv2020 | undefined;

  return ({ pointer }) => {
    const known = compiled.get(pointer);
    if (known) return known;
    ajv ??= createAjv(document, allErrors);
    const validate = ajv.getSchema(documentKey + pointer);
    if (validate === undefined) throw new MockError(`There is no schema at ${pointer}.`);
    compiled.set(pointer, validate);
    return validate;
  };
}

function createAjv(document: Node, allErrors: boolean): Ajv2020 {
  // What optimizing gains in a call is less than it costs in the start.
  const ajv = new Ajv2020({ allErrors, strict: false, verbose: true, logger: false, code: { optimize: false } });
  addFormats.default(ajv);
  ajv.addFormat('int64', { type: 'number', validate: isInt64 });
  return ajv.addSchema(document, documentKey, false, false);
}
