// Matchers for vitest. To import this module is to have them.
import { expect } from 'vitest';
import type { OperationId, OperationInput } from '../operation.ts';
import type { Part } from '../replies/condition.ts';
import { toHaveNoViolations, toHaveReceived, toHaveReceivedTimes } from './matchers.ts';

expect.extend({ toHaveReceived, toHaveReceivedTimes, toHaveNoViolations });

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> {
    /**
     * The mock was sent a call of an operation, whatever it answered.
     * @param input What its input has at least. Matchers such as `expect.any(String)` may stand in it.
     * @example expect(mock).toHaveReceived('createFlinkJarJob', { name: 'x' })
     */
    toHaveReceived<Id extends OperationId>(operationId: Id, input?: Part<OperationInput<Id>>): R;
    /**
     * The mock was sent so many calls of an operation.
     * @param input What the input of those that count has at least.
     */
    toHaveReceivedTimes<Id extends OperationId>(operationId: Id, times: number, input?: Part<OperationInput<Id>>): R;
    /** No call that the mock was sent departed from the document. */
    toHaveNoViolations(): R;
  }
}
