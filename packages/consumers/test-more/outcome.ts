import type { Outcome } from '../calling/program.ts';

/** Properties in which run times may differ. */
export interface Differences {
  /** Whether it distinguishes a refused connection from a broken one. */
  detectsRefused: boolean;
  /** Whether there is an environment to take keys from. */
  hasEnvironment: boolean;
}

/** The expected result of the program in a run time. */
export function expectOutcome({ detectsRefused, hasEnvironment }: Differences): Omit<Outcome, 'entries'> {
  const create = { ...createFailure('DliConnectionError', 'createFlinkSqlJob'), hasReason: true };
  const list = { ...createFailure('DliConnectionError', 'listSqlJobs', 3), hasReason: true };
  const neverSent = { ...create, attempts: detectsRefused ? 3 : 1 };
  const late = createFailure('DliTimeoutError', 'listFlinkJobs');
  const aborted = { ...createFailure('DliAbortError', 'listFlinkJobs'), name: 'AbortError' };
  const sent = '/v1.0/p1/streaming/jobs/stop{"job_ids":[9007199254740993,9007199254740995,1]}';

  return {
    calls: {
      named: { status: 200, name: 'job', attempts: 1 },
      logged: 4,
      loggedSecrets: 0,
      signed: 'true',
      signedQuery: 'true',
      signedOwnFetch: 'true',
      core: 'true',
      raw: { status: 200, data: 'true', url: '/signed/v1.0/p1/streaming/sql-jobs' },
      again: 2,
      againLimited: 2,
      longOutput: 'bigint 9007199254740993',
      longInput: JSON.stringify({ is_success: true, job_id: 'bigint 9007199254740993', sent }),
    },
    credentials: {
      vectors: 15,
      wrongVectors: 0,
      exchanged: 'true',
      renewed: { responses: 20, requested: 2 },
      environment: hasEnvironment ? 'signed: true' : 'DliConfigurationError',
    },
    failures: {
      refused: {
        ...createFailure('DliApiError', 'showFlinkJob'),
        request: 'r1',
        status: 400,
        code: 'DLI.0002',
        meaning: 'Something that the request refers to does not exist.',
      },
      unsuccessful: { ...createFailure('DliApiError', 'batchStopFlinkJobs'), status: 200 },
      unauthenticated: {
        ...createFailure('DliAuthenticationError', 'showFlinkJob'),
        instanceOf: ['DliApiError', 'DliAuthenticationError'],
        status: 401,
        code: 'APIGW.401',
      },
      page: createFailure('DliResponseError', 'listFlinkJobs'),
      redirected: { ...createFailure('DliApiError', 'listFlinkJobs'), status: 'redirect' },
      badInput: { name: 'DliInputError', instanceOf: ['DliInputError'], leaks: false, violations: [] },
      invalid: { name: 'DliInputError', instanceOf: ['DliInputError'], leaks: false, violations: ['/limit maximum'] },
      dead: list,
      deadCreate: neverSent,
      nowhere: list,
      nowhereCreate: neverSent,
      reset: list,
      resetCreate: create,
      cut: list,
      cutCreate: create,
      cutOwnFetch: list,
      rawReset: { ...list, operation: 'GET /resetting/v1.0/p1/jobs' },
      rawCut: { ...list, operation: 'GET /cutting/v1.0/p1/jobs' },
      rawRedirect: true,
      attemptTimeout: { ...late, limit: 'attempt' },
      totalTimeout: { ...late, limit: 'total' },
      signalTimeout: { ...late, limit: 'signal' },
      aborted,
      abortedBefore: { ...aborted, attempts: 0 },
    },
    helpers: {
      waited: { status: 'job_running', seen: ['job_init', 'job_submitting', 'job_running'] },
      failed: ['DliFlinkJobError', 'unreachable', 'job_submit_fail'],
      items: [250, 250, 249],
      pages: [100, 100, 50],
      spans: ['GET /v1.0/{project_id}/streaming/jobs/{job_id} 200'],
      json: '9007199254740993',
      jsonString: '{"operator_list":[{"id":"a","rate_factor":1.5}]}',
    },
  };
}

function createFailure(name: string, operation: string, attempts = 1) {
  return { name, instanceOf: [name], leaks: false, operation, attempts };
}
