import type { OutgoingRequest } from '../credentials/authentication.ts';
import type { Answer } from './answer.ts';
import type { Call } from './call.ts';
import type { Clock } from './clock.ts';
import type { Step } from './failure.ts';
import { failureOf } from './failure.ts';
import type { Hooks, RequestEvent } from './hooks.ts';
import { requestEventOf, responseEventOf, tell } from './hooks.ts';
import type { Ending } from './time-limit.ts';
import { withinTime } from './time-limit.ts';

/** How one attempt ended, and the event that told of it if anybody listens. */
export interface Attempt {
  event: RequestEvent | undefined;
  ending: Ending<Answer>;
  step: Step;
}

/** Sends a request once, within its own time limit and what is left of the call's, and tells the hooks. */
export async function attemptOf(
  { clock, hooks }: { clock: Clock; hooks: readonly Hooks[] },
  call: Call,
  outgoing: OutgoingRequest,
  send: (signal: AbortSignal) => Promise<Answer>,
  timeLeft: number,
): Promise<Attempt> {
  const { limits, signal } = call;
  call.attempts += 1;
  const step: Step = { getting: 'answer', limit: timeLeft < limits.attempt ? 'total' : 'attempt' };
  const event = hooks.length === 0 ? undefined : requestEventOf(outgoing, call);
  if (event) tell(hooks, 'onRequest', event);
  const started = clock.now();
  const ending = await withinTime(send, Math.min(timeLeft, limits.attempt), signal);
  if (event) {
    const duration = clock.now() - started;
    if ('value' in ending) tell(hooks, 'onResponse', responseEventOf(event, ending.value.response, duration, call.secrets));
    else tell(hooks, 'onError', { request: event, error: failureOf(ending, call, step), duration });
  }
  return { event, ending, step };
}
