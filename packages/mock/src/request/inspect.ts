// What the document says of a request that something else responds to.
import type { LoadedDocument } from '../document/load.ts';
import type { Violation } from '../validation/violation.ts';
import type { Call, MockRequest } from './call.ts';
import { largestBody, readCall } from './call.ts';
import { formatAuthentication, hasCredentials } from './credentials.ts';
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
  const message = `must authenticate the request. ${formatAuthentication(authentication, request.headers)}`;
  const violations = hasCredentials(authentication, request.headers) ? read : [...read, { pointer: 'header', rule: 'security', message }];
  return { call: { ...call, violations }, violations };
}

const uncheckedBody: Violation = {
  pointer: 'body',
  rule: 'unchecked',
  message: `was not checked: it is longer than ${largestBody} bytes, or was not read to its end`,
};
