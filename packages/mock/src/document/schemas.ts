import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Document, Place } from '../generated/openapi/index.ts';
import { formatReference, listChildren } from '../generated/openapi/index.ts';
import { isInt64 } from '../json.ts';
import { MockError } from '../mock-error.ts';
import { mostViolations } from '../validation/violation.ts';

/** The document's schemas, each compiled when it is first used: compiling all of them would be most of a mock's start. */
export interface Schemas {
  /**
   * What a value violates of the schema at a place, as Ajv reports it, with the values found; empty when it fits.
   * With `stopAtFirst`, no more than one failing value is looked for.
   */
  listErrors(schema: Pick<Place, 'at'>, value: unknown, options?: { stopAtFirst?: boolean }): ErrorObject[];
}

const documentKey = 'document';

/**
 * Checks that every schema among a document's components, and those at the places given, can be compiled.
 * @throws {MockError} that names each schema which is not valid JSON Schema 2020-12, or holds a pattern that does not compile
 */
export function readSchemas(document: Document, places: readonly Place[]): Schemas {
  const components = listChildren(document, { node: document, at: '' }, 'components', 'schemas');
  const all = new Map([...components.map(([, place]) => place), ...places].map((place) => [place.at, place]));
  const faults = listSchemaFaults([...all.values()]);
  if (faults.length > 0) throw new MockError(`The document's schemas do not compile:\n${faults.join('\n')}`);
  const inFull = createValidators(document, true);
  const firstOnly = createValidators(document, false);

  return {
    listErrors(schema, value, { stopAtFirst = false } = {}) {
      const validate = (stopAtFirst ? firstOnly : inFull)(schema);
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
  const code = { optimize: false, process: boundErrors };
  const ajv = new Ajv2020({ allErrors, strict: false, verbose: true, logger: false, code });
  addFormats.default(ajv);
  ajv.addFormat('int64', { type: 'number', validate: isInt64 });
  return ajv.addSchema(document, documentKey, false, false);
}

/** Lets code of Ajv add errors to a list, and no more than are shown: it copies the list for each item of an array that has some. */
function boundErrors(code: string): string {
  return code.replace(
    /(\w+) === null \? (\S+?) : \1\.concat\(\2\)/g,
    `$1 === null ? $2 : ($1.length < ${mostViolations} && $1.push(...$2), $1)`,
  );
}

/**
 * What a schema must be so that it compiles: JSON Schema 2020-12, and what Ajv refuses besides. To check this takes a fraction of
 * the time that compiling takes.
 */
const compilable = {
  $id: 'compilable',
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

/** What keeps each of the schemas at these places from being compiled, with a reference to it. */
function listSchemaFaults(places: readonly Place[]): string[] {
  validateSchema ??= compileMetaSchema();
  const validate = validateSchema;
  return places.flatMap(({ at, node }) =>
    validate(node) ? [] : [`${formatReference(at)}: ${(validate.errors ?? []).map(formatSchemaFault).join(', ')}`],
  );
}

let validateSchema: ValidateFunction | undefined;

function compileMetaSchema(): ValidateFunction {
  const ajv = new Ajv2020({ allErrors: true, strict: false, verbose: true, logger: false, code: { optimize: false } });
  ajv.addFormat('regex', (pattern: string) => findPatternFault(pattern) === undefined);
  return ajv.compile(compilable);
}

function formatSchemaFault({ instancePath, keyword, data, message }: ErrorObject): string {
  if (keyword === 'format' && typeof data === 'string') return `${instancePath}: ${findPatternFault(data)}`;
  if (keyword === 'false schema') return `${instancePath} is not a keyword of JSON Schema 2020-12`;
  return `${instancePath} ${message}`;
}

/** Patterns are compiled as JSON Schema says, with the flag `u`, which refuses escapes that mean nothing. */
function findPatternFault(pattern: string): string | undefined {
  try {
    new RegExp(pattern, 'u');
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
