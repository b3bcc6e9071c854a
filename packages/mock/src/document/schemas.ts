import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { MockError } from '../errors.ts';
import { isInt64 } from '../validation/int64.ts';
import type { Node, Place } from './document.ts';
import { children, step } from './document.ts';

/** The document's schemas, compiled. */
export interface Schemas {
  /**
   * What a value breaks of the schema at a place, as Ajv says it, with the values found; empty when it fits.
   * With `stopAtFirst`, no more than one failing value is looked for.
   */
  errors(schema: Place, value: unknown, options?: { stopAtFirst: boolean }): ErrorObject[];
}

const documentKey = 'document';

/**
 * Compiles every schema among a document's components and those at the places given.
 * @throws {MockError} that names each schema which is no valid JSON Schema 2020-12, or holds a pattern that does not compile
 */
export function compileSchemas(document: Node, places: readonly Place[]): Schemas {
  const components = children(document, step(document, { pointer: '#', node: document }, 'components', 'schemas'));
  const all = new Map([...components.map(([, place]) => place), ...places].map((place) => [place.pointer, place]));
  const ajv = createAjv(document, true);
  const faults = faultsOf(ajv, [...all.values()]);
  if (faults.length > 0) throw new MockError(`The document's schemas do not compile:\n${faults.join('\n')}`);
  const firstOnly = createAjv(document, false);

  return {
    errors(schema, value, options) {
      const validate = compiled(options?.stopAtFirst ? firstOnly : ajv, schema);
      return validate(value) ? [] : (validate.errors ?? []);
    },
  };
}

function createAjv(document: Node, allErrors: boolean): Ajv2020 {
  const ajv = new Ajv2020({ allErrors, strict: false, verbose: true, logger: false });
  addFormats.default(ajv);
  ajv.addFormat('int64', { type: 'number', validate: isInt64 });
  return ajv.addSchema(document, documentKey, false, false);
}

function compiled(ajv: Ajv2020, schema: Place): ValidateFunction {
  const validate = ajv.getSchema(documentKey + schema.pointer);
  if (validate === undefined) throw new MockError(`There is no schema at ${schema.pointer}.`);
  return validate;
}

/** The fault of each schema that does not compile, those left out that only refer to one that does not. */
function faultsOf(ajv: Ajv2020, places: readonly Place[]): string[] {
  const faults = new Map<Place, string>();
  for (const place of places) {
    const fault = faultOf(ajv, place);
    if (fault !== undefined) faults.set(place, fault);
  }
  const own = [...faults].filter(([place]) => {
    const text = JSON.stringify(place.node);
    return ![...faults.keys()].some((other) => other !== place && text.includes(JSON.stringify(other.pointer)));
  });
  return (own.length > 0 ? own : [...faults]).map(([place, fault]) => `${place.pointer}: ${fault}`);
}

function faultOf(ajv: Ajv2020, place: Place): string | undefined {
  if (!ajv.validateSchema(place.node)) return ajv.errorsText(ajv.errors, { dataVar: '' });
  try {
    compiled(ajv, place);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
