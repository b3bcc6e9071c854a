import {
  DliAbortError,
  DliApiError,
  DliAuthenticationError,
  DliCallError,
  DliConnectionError,
  DliInputError,
  DliResponseError,
  DliTimeoutError,
} from '@dli-openapi/client';
import { explain } from '@dli-openapi/client/error-codes';
import { createClient, noHost, type Place } from './place.ts';
import { keys, token } from './secrets.ts';

const classes = {
  DliAbortError,
  DliApiError,
  DliAuthenticationError,
  DliConnectionError,
  DliInputError,
  DliResponseError,
  DliTimeoutError,
};

const statement = "SELECT count('*') FROM salaries";
/** How long to wait for a response that never arrives, in milliseconds. */
const patience = 250;

/** Runs calls that fail. */
export async function runFailures(place: Place) {
  return { ...(await runRefused(place)), ...(await runBroken(place)), ...(await runLate(place)) };
}

function runRefused(place: Place) {
  const job = { job_id: 104 };
  return describeAll({
    refused: createClient(place, 'refusing').showFlinkJob(job),
    unsuccessful: createClient(place, 'unsuccessful').batchStopFlinkJobs({ job_ids: [1] }),
    unauthenticated: createClient(place, 'token', { credentials: { token: 'wrong-token' } }).showFlinkJob(job),
    page: createClient(place, 'page').listFlinkJobs(),
    redirected: createClient(place, 'redirecting').listFlinkJobs(),
    badInput: createClient(place, 'token').showSqlJobStatus({ job_id: '..' }),
    invalid: createClient(place, 'token', { validate: true }).listFlinkJobs({ limit: 101 }),
  });
}

async function runBroken(place: Place) {
  const create = { name: 'job', sql_body: statement };
  const list = { sql_pattern: statement };
  const dead = createClient({ service: place.refusing }, 'dead');
  const nowhere = createClient({ service: noHost }, 'dead');
  const resetting = createClient(place, 'resetting');
  const cutting = createClient(place, 'cutting');
  const ownFetch = createClient(place, 'cutting', { fetch: (url, init) => globalThis.fetch(url, init) });
  const { raw } = createClient(place, 'redirecting');
  return {
    ...(await describeAll({
      dead: dead.listSqlJobs(list),
      deadCreate: dead.createFlinkSqlJob(create),
      nowhere: nowhere.listSqlJobs(list),
      nowhereCreate: nowhere.createFlinkSqlJob(create),
      reset: resetting.listSqlJobs(list),
      resetCreate: resetting.createFlinkSqlJob(create),
      cut: cutting.listSqlJobs(list),
      cutCreate: cutting.createFlinkSqlJob(create),
      cutOwnFetch: ownFetch.listSqlJobs(list),
      rawReset: resetting.raw.GET('/v1.0/{project_id}/jobs', { params: { path: { project_id: 'p1' }, query: list } }),
      rawCut: cutting.raw.GET('/v1.0/{project_id}/jobs', { params: { path: { project_id: 'p1' }, query: list } }),
    })),
    rawRedirect: isRedirect((await raw.GET('/v1.0/{project_id}/jobs', { params: { path: { project_id: 'p1' } } })).response.status),
  };
}

function runLate(place: Place) {
  const silent = createClient(place, 'silent', { maxAttempts: 1 });
  const stop = new AbortController();
  setTimeout(() => stop.abort(new Error('enough')), patience);
  return describeAll({
    attemptTimeout: silent.listFlinkJobs({}, { timeout: { attempt: patience } }),
    totalTimeout: silent.listFlinkJobs({}, { timeout: { total: patience } }),
    signalTimeout: silent.listFlinkJobs({}, { signal: AbortSignal.timeout(patience) }),
    aborted: silent.listFlinkJobs({}, { signal: stop.signal }),
    abortedBefore: silent.listFlinkJobs({}, { signal: AbortSignal.abort() }),
  });
}

/** Describes the result of each call. */
async function describeAll<Name extends string>(calls: Record<Name, Promise<unknown>>): Promise<Record<Name, Description>> {
  const ends = Object.entries<Promise<unknown>>(calls).map(async ([name, call]) => [
    name,
    await call.then(
      () => 'succeeded',
      (error: unknown) => describe(error),
    ),
  ]);
  return Object.fromEntries(await Promise.all(ends));
}

type Description = ReturnType<typeof describe> | 'succeeded';

/** Describes what an error has in every run time. */
function describe(error: unknown) {
  if (!(error instanceof Error)) return String(error);
  const { name, message, cause } = error;
  const shown = listTexts(error).join(' ');
  return {
    name,
    instanceOf: Object.entries(classes).flatMap(([known, type]) => (error instanceof type ? [known] : [])),
    leaks: [token, keys.secretAccessKey, 'salaries'].some((secret) => shown.includes(secret)),
    ...(error instanceof DliCallError && { operation: error.operationId, attempts: error.attempts, request: error.requestId }),
    ...(error instanceof DliApiError && {
      status: isRedirect(error.status) ? 'redirect' : error.status,
      code: error.errorCode,
      meaning: explain(error)?.meaning,
    }),
    ...(error instanceof DliConnectionError && {
      hasReason: /received (?:no|part of a) response: \S+/.test(message) && cause instanceof Error,
    }),
    ...(error instanceof DliTimeoutError && { limit: error.limit }),
    ...(error instanceof DliInputError && { violations: error.violations.map(({ pointer, rule }) => `${pointer} ${rule}`) }),
  };
}

/** Browsers show a redirect to a page as status 0. */
function isRedirect(status: number): boolean {
  return status === 0 || status === 302;
}

/** Lists all texts of an error. */
function listTexts(error: unknown): string[] {
  if (!(error instanceof Error)) return [String(error)];
  return [error.message, error.stack ?? '', JSON.stringify(error), ...(error.cause === undefined ? [] : listTexts(error.cause))];
}
