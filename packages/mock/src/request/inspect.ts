// What the document says of a request that is answered elsewhere, whether it fits or not.

import type { LoadedDocument } from '../document/load.ts';
import { largestBody } from '../handler.ts';
import type { Violation } from '../validation/violation.ts';
import type { Call, MockRequest } from './call.ts';
import { readCall } from './call.ts';
import { authenticationInWords, isAuthenticated } from './credentials.ts';
import { targetOf } from './route.ts';

/** What is known of a request: the call, if it is one, and how it departs from the document either way. */
export interface Inspection {
  call: Call | undefined;
  violations: readonly Violation[];
}

/** @param isWhole whether the request's body is all of it; of a part, nothing is said */
export function inspect(loaded: LoadedDocument, strict: boolean, request: MockRequest, isWhole = true): Inspection {
  const target = targetOf(loaded, request);
  if ('missed' in target) return { call: undefined, violations: [target.violation] };
  const { operation, pathValues } = target;
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
