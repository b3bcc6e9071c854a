import { listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Mutant } from '../src/mutation/mutants.ts';
import { mutantsOf } from '../src/mutation/mutants.ts';
import type * as expectations from '../src/request-expectations.ts';

const { isWeak } = vi.hoisted(() => ({ isWeak: { now: false } }));
vi.mock('../src/request-expectations.ts', async (original) => {
  const { requestExpectations } = (await original()) as typeof expectations;
  const weak: typeof requestExpectations = (...given) => requestExpectations(...given).filter(({ promise }) => promise.startsWith('takes'));
  return { requestExpectations: (...given: Parameters<typeof weak>) => (isWeak.now ? weak : requestExpectations)(...given) };
});
const { MockDrift } = await import('../src/mutation/drift/mock-drift.ts');

const document = readDocument();
const wider: Mutant[] = [...mutantsOf(document)]
  .filter(({ kind, parts }) => kind === 'widen a limit' && parts.some(({ of }) => of === 'request'))
  .slice(0, 5);

beforeEach(() => {
  isWeak.now = false;
});

it('a mock that takes more than it should is found', async () => {
  const verdicts = await new MockDrift(document).verdicts(wider);
  expect(verdicts.map(({ by }) => by)).toEqual(wider.map(() => 'mock'));
});

it('the proof fails when nobody asks a mock to refuse anything', async () => {
  isWeak.now = true;
  const verdicts = await new MockDrift(document).verdicts(wider);
  expect(verdicts.map(({ by }) => by)).toEqual(wider.map(() => undefined));
});

it('the true document is what its own mock is expected to be like', async () => {
  const mutants = listOperations(document)
    .slice(0, 3)
    .map(({ operationId, path, method, node }): Mutant => {
      const parts = [{ operationId, of: 'operation' as const, carried: false }];
      return { kind: 'change a path', what: 'nothing', pointer: `/paths/${path.replaceAll('/', '~1')}/${method}`, node, parts, document };
    });
  expect((await new MockDrift(document).verdicts(mutants)).map(({ fault }) => fault)).toEqual(mutants.map(() => undefined));
});
