// Options that nothing looks at.
import { expect, it } from 'vitest';
import { createMock, MockError } from '../src/index.ts';

it.each([
  ['an option', () => createMock({ stric: true } as object), 'The option stric is unknown (did you mean strict?).'],
  [
    'an option of the sandbox',
    () => createMock({ sandbox: { realtime: true } as object }),
    'realtime is unknown (did you mean realTime?).',
  ],
  [
    'a state',
    () => createMock({ sandbox: { durations: { job_runing: 1 } as object } }),
    'The state job_runing is unknown (did you mean job_running?).',
  ],
  ['a credential', () => createMock({ auth: { token: 'a', secret: 'b' } as object }), 'The auth option secret is unknown'],
  [
    'a field of a plan',
    () => createMock({ sandbox: true }).plan({ outcome: 'dead', job_name: 'a' } as { outcome: 'dead' }),
    "A plan's job_name is unknown",
  ],
])('%s that is unknown is refused', (_what, make, message) => {
  expect(make).toThrow(MockError);
  expect(make).toThrow(message);
});

it('options may be undefined, which is to leave them out', () => {
  const mock = createMock({ document: undefined, strict: undefined, latency: undefined, auth: undefined, keepCalls: undefined });
  const sandbox = { realTime: undefined, start: undefined, durations: { job_submitting: undefined }, seed: undefined };

  expect(createMock({ sandbox }).clock.now).toBe(Date.parse('2030-01-01T00:00:00Z'));
  expect(mock.calls).toEqual([]);
});
