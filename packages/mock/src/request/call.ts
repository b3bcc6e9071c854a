import type { LoadedDocument } from '../document/load.ts';
import type { Operation } from '../document/operations.ts';
import type { JsonText } from '../json.ts';
import { withoutSecret } from '../redaction.ts';
import type { Choice } from '../response/preference.ts';
import { choose } from '../response/preference.ts';
import { readBody } from '../validation/body.ts';
import type { ParameterValues } from '../validation/parameters.ts';
import { firstValues, parseQuery, readParameters } from '../validation/parameters.ts';
import type { Violation } from '../validation/violation.ts';

/** A request, whichever way it came. */
export interface MockRequest {
  method: string;
  url: URL;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
}

/** A request that led to an operation, read as far as it can be. */
export interface Call {
  operation: Operation;
  request: MockRequest;
  parameters: ParameterValues;
  /** The body; undefined where there is none, or it is no JSON. */
  body: JsonText | undefined;
  /** How the request departs from the document. */
  violations: readonly Violation[];
  /** The documented answer that it asked for, or else gets; undefined where it asked for one that there is not. */
  choice: Choice | undefined;
}

/** @param segments the values of the path's variables, decoded, by name */
export function readCall(
  { schemas }: LoadedDocument,
  strict: boolean,
  request: MockRequest,
  operation: Operation,
  segments: ReadonlyMap<string, string>,
): Call {
  const query = parseQuery(request.url.search);
  const texts = { path: segments, query: query.values, header: request.headers };
  const parameters = readParameters(schemas, operation, texts, strict);
  const body = readBody(schemas, operation, request.headers, request.body);
  const choice = choose(operation, request.headers.prefer, firstValues(query));
  const isWrong = 'rule' in choice;
  return {
    operation,
    request,
    parameters: parameters.values,
    body: body.json,
    violations: [...query.violations, ...parameters.violations, ...body.violations, ...(isWrong ? [choice] : [])].map(withoutSecret),
    choice: isWrong ? undefined : choice,
  };
}
