// What the document says of a request that something else responds to.
import type { LoadedDocument } from '../document/load.ts';
import type { Authentication } from '../document/operations.ts';
import type { Violation } from '../validation/violation.ts';
import type { Call, MockRequest } from './call.ts';
import { largestBody, readCall } from './call.ts';
import { findOtherAlgorithm, formatAuthentication, hasCredentials } from './credentials.ts';
import { routeRequest } from './route.ts';

/** The call that a request makes, if it makes one, and how it violates the document. */
export interface Inspection {
  call: Call | undefined;
  violations: readonly Violation[];
}

/** @param isWhole whether the request's body is all of it; a part is not checked */
export function inspectRequest(loaded: LoadedDocument, strict: boolean, request: MockRequest, isWhole = true): Inspection {
  const route = routeRequest(loaded, request);
  if (!('operation' in route)) return { call: undefined, violations: [route.violation] };
  const { operation, pathValues } = route;
  const { authentication } = operation;
  const call = readCall(loaded, strict, request, operation, pathValues);
  const read = isWhole ? call.violations : [...call.violations.filter(({ pointer }) => !pointer.startsWith('body')), uncheckedBody];
  const violations = hasCredentials(authentication, request.headers) ? read : [...read, reportCredentials(authentication, request)];
  return { call: { ...call, violations }, violations };
}

function reportCredentials(authentication: Authentication, { headers }: MockRequest): Violation {
  const other = findOtherAlgorithm(headers);
  const message = `must have credentials: ${formatAuthentication(authentication)}`;
  return { pointer: 'header', rule: 'security', message, ...(other !== undefined && { found: `a signature by ${other}` }) };
}

const uncheckedBody: Violation = {
  pointer: 'body',
  rule: 'unchecked',
  message: `was not checked: it is longer than ${largestBody} bytes, or was not read to its end`,
};
