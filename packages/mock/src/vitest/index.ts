// Matchers for vitest. To import this module is to have them.
import { expect } from 'vitest';
import type { OperationId, OperationInput } from '../operation-types.ts';
import type { Part } from '../replies/condition.ts';
import { toHaveNoViolations, toHaveReceived, toHaveReceivedTimes } from './matchers.ts';

expect.extend({ toHaveReceived, toHaveReceivedTimes, toHaveNoViolations });

declare global {
  namespace Chai {
    // Vitest's own `Matchers` has one type parameter in vitest 3 and 4, and two in 5. All three take over what Chai's assertions have.
    interface Assertion {
      /**
       * The mock received a call of an operation, whatever the response.
       * @param input What its input has at least. Matchers such as `expect.any(String)` may stand in it.
       * @example expect(mock).toHaveReceived('createFlinkJarJob', { name: 'x' })
       */
      toHaveReceived<Id extends OperationId>(operationId: Id, input?: Part<OperationInput<Id>>): void;
      /**
       * The mock received so many calls of an operation.
       * @param input What the input of those that count has at least.
       */
      toHaveReceivedTimes<Id extends OperationId>(operationId: Id, times: number, input?: Part<OperationInput<Id>>): void;
      /** No call that the mock received violated the document. */
      toHaveNoViolations(): void;
    }
  }
}
