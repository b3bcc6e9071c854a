import type { LoadedDocument } from '../document/load.ts';
import type { Operation } from '../document/operations.ts';
import { redactViolation } from '../redaction.ts';
import type { Choice } from '../response/preference.ts';
import { chooseResponse, listUnknownPreferences, preferenceParameters } from '../response/preference.ts';
import type { ParameterValues } from '../validation/request.ts';
import { listUnknownParameters, parseQuery, readBody, readParameters } from '../validation/request.ts';
import type { Violation } from '../validation/violation.ts';

/** A request, whichever way it came. */
export interface MockRequest {
  method: string;
  url: URL;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
}

/** The largest request body that is read, in bytes. */
export const largestBody = 10 * 1024 * 1024;

/** A request that led to an operation, read as far as it can be. */
export interface Call {
  operation: Operation;
  request: MockRequest;
  parameters: ParameterValues;
  /** The body, as the service reads it; undefined if it is missing or not JSON. Integers beyond 2^53 are bigints. */
  body: unknown;
  /** How the request violates the document. */
  violations: readonly Violation[];
  /** The documented response that it asks for, or the default; undefined where it asks for one that does not exist. */
  choice: Choice | undefined;
}

/**
 * Reads a request by what the document says of its operation.
 * @param strict whether query parameters that the document does not know, unknown preferences, and digits in strings, are violations
 * @param pathValues the values of the path's variables, decoded, by name
 */
export function readCall(
  { schemas }: LoadedDocument,
  strict: boolean,
  request: MockRequest,
  operation: Operation,
  pathValues: ReadonlyMap<string, string>,
): Call {
  const query = parseQuery(request.url.search);
  const parameters = readParameters(schemas, operation, { path: pathValues, query: query.values, header: request.headers });
  const unknown = strict
    ? [
        ...listUnknownParameters(operation, query.values.keys(), preferenceParameters),
        ...listUnknownPreferences(request.headers.prefer ?? ''),
      ]
    : [];
  const body = readBody(schemas, operation, request.headers, request.body, strict);
  const choice = chooseResponse(operation, request.headers.prefer, query.values);
  const wrongChoice = 'rule' in choice ? [choice] : [];
  return {
    operation,
    request,
    parameters: parameters.values,
    body: body.value,
    violations: [...query.violations, ...parameters.violations, ...unknown, ...body.violations, ...wrongChoice].map(redactViolation),
    choice: 'rule' in choice ? undefined : choice,
  };
}
