import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { MockError } from '../errors.ts';
import type { Document, Place } from '../generated/openapi/index.ts';
import { formatReference, listChildren } from '../generated/openapi/index.ts';
import { isInt64 } from '../json.ts';

/** The document's schemas, each compiled when it is first asked: compiling all of them would be most of a mock's start. */
export interface Schemas {
  /**
   * What a value breaks of the schema at a place, as Ajv says it, with the values found; empty when it fits.
   * With `stopAtFirst`, no more than one failing value is looked for.
   */
  errors(schema: Pick<Place, 'at'>, value: unknown, options?: { stopAtFirst: boolean }): ErrorObject[];
}

const documentKey = 'document';

/**
 * Checks that every schema among a document's components, and those at the places given, can be compiled.
 * @throws {MockError} that names each schema which is no valid JSON Schema 2020-12, or holds a pattern that does not compile
 */
export function readSchemas(document: Document, places: readonly Place[]): Schemas {
  const components = listChildren(document, { node: document, at: '' }, 'components', 'schemas');
  const all = new Map([...components.map(([, place]) => place), ...places].map((place) => [place.at, place]));
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

function createValidators(document: Document, allErrors: boolean): (schema: Pick<Place, 'at'>) => ValidateFunction {
  const compiled = new Map<string, ValidateFunction>();
  let ajv: Ajv2020 | undefined;

  return ({ at }) => {
    const known = compiled.get(at);
    if (known) return known;
    ajv ??= createAjv(document, allErrors);
    const validate = ajv.getSchema(documentKey + formatReference(at));
    if (validate === undefined) throw new MockError(`There is no schema at ${formatReference(at)}.`);
    compiled.set(at, validate);
    return validate;
  };
}

function createAjv(document: Document, allErrors: boolean): Ajv2020 {
  // What optimizing gains in a call is less than it costs in the start.
  const ajv = new Ajv2020({ allErrors, strict: false, verbose: true, logger: false, code: { optimize: false } });
  addFormats.default(ajv);
  ajv.addFormat('int64', { type: 'number', validate: isInt64 });
  return ajv.addSchema(document, documentKey, false, false);
}

/**
 * What a schema must be so that it compiles: JSON Schema 2020-12, and what Ajv refuses besides. To ask this of a schema takes
 * a fraction of the time that compiling it takes.
 */
const servedSchema = {
  $id: 'served-schema',
  $dynamicAnchor: 'meta',
  $ref: 'https://json-schema.org/draft/2020-12/schema',
  properties: {
    pattern: { format: 'regex' },
    patternProperties: { propertyNames: { format: 'regex' } },
    enum: { minItems: 1 },
    // Of draft 4.
    id: false,
  },
  // Of OpenAPI 3.0.
  dependentRequired: { nullable: ['type'] },
};

/** What stops each of the schemas at these places from being compiled, each with a reference to it; empty where nothing does. */
export function schemaFaults(places: readonly Place[]): string[] {
  compiled ??= compileCheck();
  const check = compiled;
  return places.flatMap(({ at, node }) => (check(node) ? [] : [`${formatReference(at)}: ${(check.errors ?? []).map(faultOf).join(', ')}`]));
}

let compiled: ValidateFunction | undefined;

function compileCheck(): ValidateFunction {
  const ajv = new Ajv2020({ allErrors: true, strict: false, verbose: true, logger: false, code: { optimize: false } });
  ajv.addFormat('regex', (pattern: string) => patternFault(pattern) === undefined);
  return ajv.compile(servedSchema);
}

function faultOf({ instancePath, keyword, data, message }: ErrorObject): string {
  if (keyword === 'format' && typeof data === 'string') return `${instancePath}: ${patternFault(data)}`;
  if (keyword === 'false schema') return `${instancePath} is no keyword of JSON Schema 2020-12`;
  return `${instancePath} ${message}`;
}

/** Patterns are compiled as JSON Schema says, with the flag `u`, which refuses escapes that mean nothing. */
function patternFault(pattern: string): string | undefined {
  try {
    new RegExp(pattern, 'u');
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
