import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Place } from '../generated/openapi/index.ts';
import { formatReference } from '../generated/openapi/index.ts';

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
