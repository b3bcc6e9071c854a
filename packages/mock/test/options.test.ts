// Options that are unknown, undefined or of a wrong type.
import { expect, it } from 'vitest';
import { createMock, MockError } from '../src/index.ts';

async function catchError(act: () => unknown): Promise<unknown> {
  try {
    await act();
  } catch (error) {
    return error;
  }
  return undefined;
}

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
  [
    'a choice',
    () => createMock({ sandbox: { choices: { conectivity: 'REACHABLE' } as object } }),
    'The choice conectivity is unknown (did you mean connectivity?).',
  ],
  [
    'the value of a choice',
    () => createMock({ sandbox: { choices: { connectivity: 'perhaps' } as object } }),
    'The choice connectivity must be one of REACHABLE, UNREACHABLE, found "perhaps".',
  ],
  ['a credential', () => createMock({ auth: { token: 'a', secret: 'b' } as object }), 'The auth option secret is unknown'],
  [
    'a field of a plan',
    () => createMock({ sandbox: true }).plan({ outcome: 'dead', job_name: 'a' } as { outcome: 'dead' }),
    "The plan's field job_name is unknown",
  ],
  ['an option of listen', () => createMock().listen({ prot: 0 } as object), 'The listen option prot is unknown (did you mean port?).'],
])('%s that is unknown is refused', async (_what, make, message) => {
  const error = await catchError(make);

  expect(error).toBeInstanceOf(MockError);
  expect(error).toMatchObject({ message: expect.stringContaining(message) });
});

it('options may be undefined, which omits them', () => {
  const mock = createMock({ document: undefined, strict: undefined, latency: undefined, auth: undefined, keepCalls: undefined });
  const sandbox = { realTime: undefined, start: undefined, durations: { job_submitting: undefined }, seed: undefined };

  expect(createMock({ sandbox }).clock.now).toBe(Date.parse('2030-01-01T00:00:00Z'));
  expect(mock.calls).toEqual([]);
});

const sandbox = createMock({ sandbox: true });

it.each([
  ['no options', () => createMock(null as never), 'The option must be in an object, found null. There are document, '],
  ['a text for options', () => createMock('x' as never), 'The option must be in an object, found "x"'],
  [
    'a text for auth',
    () => createMock({ auth: 'tok' as never }),
    'auth must be { token }, { accessKeyId, secretAccessKey } or a function.',
  ],
  ['a number for a token', () => createMock({ auth: { token: 5 as never } }), 'auth.token must be a string.'],
  [
    'an empty text for auth',
    () => createMock({ auth: '' as never }),
    'auth must be { token }, { accessKeyId, secretAccessKey } or a function.',
  ],
  ['a text for the sandbox', () => createMock({ sandbox: 'yes' as never }), 'The sandbox option must be in an object, found "yes"'],
  ['no latency', () => createMock({ latency: null as never }), 'A duration must be'],
  ['no plan', () => sandbox.plan(undefined as never), "The plan's field must be in an object, found undefined"],
  ['no seed', () => sandbox.seed(undefined as never), 'The seed list must be in an object, found undefined'],
  [
    'a text for a list of hosts',
    () => createMock().listen({ port: 0, allowHosts: 'mock.example' as never }),
    'allowHosts must be a list of names, found "mock.example"',
  ],
  ['a number for the options of listen', () => createMock().listen(4010 as never), 'The listen option must be in an object, found 4010'],
])('%s is refused', async (_what, make, message) => {
  const error = await catchError(make);

  expect(error).toBeInstanceOf(MockError);
  expect(error).toMatchObject({ message: expect.stringContaining(message) });
});
