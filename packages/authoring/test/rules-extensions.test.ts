import { describe, expect, it } from 'vitest';
import { createDocument, createOperation, createSchema, lint } from './rule-fixture.ts';

describe('dli/known-extensions', () => {
  const entry = { status: 400, meaning: 'It failed.', cure: 'Try again.' };
  const createCodes = (content: unknown, files?: Record<string, unknown>) => createDocument({ 'x-dli-error-codes': content }, files);
  const faults = lint('dli/known-extensions', {
    idempotent: createOperation({ 'x-dli-idempotent': true }),
    idempotentText: createOperation({ 'x-dli-idempotent': 'yes' }),
    codes: createCodes({ 'DLI.0001': entry, 'DLI.11016': entry, 'APIGW.0301': entry }),
    file: createCodes({ $ref: 'codes.yaml' }, { 'codes.yaml': { 'DLI.0001': entry } }),
    noCodes: createCodes({}),
    otherCode: createCodes({ 'DLI-1': entry }),
    noCure: createCodes({ 'DLI.0001': { ...entry, cure: '' } }),
    success: createCodes({ 'DLI.0001': { ...entry, status: 200 } }),
    more: createCodes({ 'DLI.0001': { ...entry, text: 'a' } }),
    wrongFile: createCodes({ $ref: 'codes.yaml' }, { 'codes.yaml': { 'DLI.0001': 'It failed.' } }),
  });

  it('accepts whether an operation may be sent twice, and the meaning of error codes', () => {
    expect([faults.idempotent, faults.codes, faults.file]).toEqual([[], [], []]);
  });
  it('reports a text in place of a boolean for idempotent', () => {
    expect(faults.idempotentText).toEqual([expect.stringContaining('/get/x-dli-idempotent `x-dli-idempotent` must be `true` or `false`')]);
  });
  it.each(['noCodes', 'otherCode', 'noCure', 'success', 'more', 'wrongFile'] as const)(
    'reports error codes of a wrong shape (%s)',
    (name) => {
      expect(faults[name]).toEqual([expect.stringContaining('#/x-dli-error-codes `x-dli-error-codes` must be an object from error code')]);
    },
  );
});

describe('dli/known-extensions of jobs', () => {
  const move = { from: 'a', to: 'b', event: 'system', evidence: 'documented' };
  const createStates = (...transitions: object[]) => createSchema({ enum: ['a', 'b'], 'x-dli-transitions': transitions });
  const faults = lint('dli/known-extensions', {
    usual: createStates({ ...move, usual: true }, { ...move, from: 'b', to: 'a', usual: true }, { ...move, to: 'a' }),
    notUsual: createStates({ ...move, usual: false }),
    usualByUser: createStates({ ...move, event: 'stop', usual: true }),
    usualTwice: createStates({ ...move, usual: true }, { ...move, to: 'a', usual: true }),
    whileRunning: createSchema({ type: 'string', 'x-dli-while-running': true }),
    notWhileRunning: createSchema({ type: 'string', 'x-dli-while-running': 'always' }),
  });

  it('accepts which transition is usual, and what can be changed while a job runs', () => {
    expect([faults.usual, faults.whileRunning]).toEqual([[], []]);
  });
  it.each(['notUsual', 'usualByUser', 'usualTwice'] as const)('reports what cannot be usual (%s)', (name) => {
    expect(faults[name]).toEqual([expect.stringContaining('`x-dli-transitions` must be a list of `from`')]);
  });
  it('reports another value than true for changes while running', () => {
    expect(faults.notWhileRunning).toEqual([expect.stringContaining('`x-dli-while-running` must be `true`')]);
  });
});
