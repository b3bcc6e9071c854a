// What the document says of a request that is answered elsewhere, whether it fits or not.
import type { Call, MockRequest } from './call.ts';
import { readCall } from './call.ts';
import { authenticationInWords, isAuthenticated } from './document/authentication.ts';
import type { LoadedDocument } from './document/load.ts';
import { decodeSegments, largestBody } from './handle.ts';
import type { Violation } from './validation/violation.ts';

/** What is known of a request: the call, if it is one, and how it departs from the document either way. */
export interface Inspection {
  call: Call | undefined;
  violations: readonly Violation[];
}

/** @param isWhole whether the request's body is all of it; of a part, nothing is said */
export function inspect(loaded: LoadedDocument, strict: boolean, request: MockRequest, isWhole = true): Inspection {
  const segments = decodeSegments(request.url.pathname);
  if (segments === undefined) return departing({ pointer: 'path', rule: 'encoding', message: 'must be percent-encoded UTF-8' });
  const route = loaded.router.route(request.method, segments);
  if (route.found === 'nothing') return departing({ pointer: 'path', rule: 'unknown', message: 'is not one that the document has' });
  if (route.found === 'path') {
    const message = `must be one that the document has for the path: ${route.methods.join(', ')}`;
    return departing({ pointer: 'method', rule: 'unknown', message, found: request.method });
  }
  const { operation, pathValues } = route;
  const read = readCall(loaded, strict, request, operation, pathValues);
  const ofBody = isWhole ? read.violations : [...read.violations.filter(({ pointer }) => !pointer.startsWith('body')), tooLong];
  const violations = isAuthenticated(operation.authentication, request.headers)
    ? ofBody
    : [
        ...ofBody,
        {
          pointer: 'header',
          rule: 'security',
          message: `must authenticate the request. ${authenticationInWords(operation.authentication)}`,
        },
      ];
  return { call: { ...read, violations }, violations };
}

const tooLong: Violation = {
  pointer: 'body',
  rule: 'unchecked',
  message: `was not checked: it is longer than ${largestBody} bytes, or was not read to its end`,
};

function departing(violation: Violation): Inspection {
  return { call: undefined, violations: [violation] };
}
