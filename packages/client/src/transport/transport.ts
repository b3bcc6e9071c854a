import type { Authentication, AuthenticationContext, OutgoingRequest } from '../credentials/authentication.ts';
import { collectSecrets } from '../redaction.ts';
import type { Answer, Sendable } from './answer.ts';
import type { Attempt } from './attempt.ts';
import { attemptOf } from './attempt.ts';
import type { Call } from './call.ts';
import { newCall } from './call.ts';
import type { Clock } from './clock.ts';
import type { Step } from './failure.ts';
import { outcomeOf } from './failure.ts';
import type { Hooks } from './hooks.ts';
import { tell } from './hooks.ts';
import type { Limits } from './limits.ts';
import { delayOf, mayBeResent } from './retry.ts';
import type { Ending } from './time-limit.ts';
import { withinTime } from './time-limit.ts';

export interface TransportSettings {
  /** Sends a request once, authenticated, and reads the answer. */
  send(request: Sendable, outgoing: OutgoingRequest, signal: AbortSignal): Promise<Answer>;
  authentication: Authentication;
  clock: Clock;
  /** Names in lower case and values, sent with a request that has none of that name. */
  headers: readonly (readonly [name: string, value: string])[];
  hooks: readonly Hooks[];
  /** Those of requests that authentication sends by itself. */
  limits: Limits;
  projectId: string;
}

/**
 * Sends the request of a call, again where that is safe, and gives the last answer, whatever its status.
 * @throws {DliError} when no whole answer arrives
 */
export type Transport = (request: Sendable, call: Call) => Promise<Answer>;

const gettingCredentials: Step = { getting: 'credentials', limit: 'total' };

/**
 * What every request goes out by, of named methods and of the raw client. Whatever has to see each attempt belongs here:
 * each is authenticated anew, since the time is part of a signature.
 */
export function createTransport(settings: TransportSettings): Transport {
  const { clock, hooks, limits, projectId } = settings;
  const context: AuthenticationContext = {
    clock,
    projectId,
    exchange: async (operationId, request, secrets) => {
      const call = newCall({ operationId, idempotent: true, limits }, secrets);
      return { ...(await run(request, call, undefined)), attempts: call.attempts };
    },
  };
  return (request, call) => run(request, call, settings.authentication);

  async function run(request: Sendable, call: Call, authentication: Authentication | undefined): Promise<Answer> {
    const { signal } = call;
    const end = clock.now() + call.limits.total;
    const asked = async <Value>(work: () => Value | Promise<Value>): Promise<Value> => {
      const pending = attempted(work);
      // Most have nothing to wait for, and a time limit costs something.
      const ending = pending instanceof Promise ? await withinTime(() => pending, end - clock.now(), signal) : pending;
      return outcomeOf(ending, call, gettingCredentials);
    };

    let refused = false;
    for (let failures = 0; ; ) {
      if (signal?.aborted) return outcomeOf({ by: 'signal', fault: signal.reason }, call, gettingCredentials);
      const outgoing = outgoingOf(request, call);
      if (authentication) await asked(() => authentication.authenticate(outgoing, context));
      collectSecrets(outgoing.headers, call.secrets);
      const send = (stop: AbortSignal) => settings.send(request, outgoing, stop);
      const attempt = await attemptOf(settings, call, outgoing, send, end - clock.now());
      const { event, ending, step } = attempt;
      if ('value' in ending && ending.value.response.ok) return ending.value;

      if (!refused && authentication?.refused && 'value' in ending && ending.value.response.status === 401) {
        refused = true;
        const reason = await asked(() => authentication.refused?.(outgoing, ending.value.response, context));
        if (reason !== undefined) {
          if (event) tell(hooks, 'onRetry', { request: event, reason, delay: 0 });
          continue;
        }
      }

      failures += 1;
      const delay = delayOf(ending, failures, clock.now(), clock.random());
      const mayWait = failures < call.limits.maxAttempts && clock.now() + delay < end;
      if (!mayWait || !mayBeResent(ending, call.idempotent)) return outcomeOf(ending, call, step);
      if (event) tell(hooks, 'onRetry', { request: event, reason: reasonOf(attempt), delay });
      await clock.sleep(delay, signal);
    }
  }

  function outgoingOf({ method, url, headers, body }: Sendable, { secrets }: Call): OutgoingRequest {
    return { method, url, headers: new Map([...settings.headers, ...headers]), body, secrets };
  }
}

function reasonOf({ ending }: Attempt): string {
  if ('value' in ending) return `status ${ending.value.response.status}`;
  return ending.by === 'time' ? 'no answer in time' : 'no whole answer';
}

// What work comes to at once, or the promise of it.
function attempted<Value>(work: () => Value | Promise<Value>): Promise<Value> | Ending<Value> {
  try {
    const value = work();
    return isPromise(value) ? Promise.resolve(value) : { value };
  } catch (fault) {
    return { by: 'fault', fault };
  }
}

// An authentication of one's own may come with promises of its own.
function isPromise<Value>(value: Value | Promise<Value>): value is Promise<Value> {
  return typeof (value as Promise<Value> | undefined)?.then === 'function';
}
