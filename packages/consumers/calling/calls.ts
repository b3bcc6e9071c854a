import { createAccessKeyAuthentication, createDliCore } from '@dli-openapi/client';
import { createFlinkSqlJob } from '@dli-openapi/client/operations';
import { createClient, type Place } from './place.ts';
import { keys, token } from './secrets.ts';

/** Runs calls that succeed. */
export async function runCalls(place: Place) {
  const { service } = place;
  const written: string[] = [];
  const write = (message: string, details: unknown) => written.push(message, JSON.stringify(details));
  const logged = createClient(place, 'token', { logger: { debug: write, info: write, warn: write }, userAgent: 'program' });
  const options = { baseUrl: `${service}/signed`, projectId: 'p1' };
  const signed = createClient(place, 'signed', { credentials: keys });
  const ownFetch = createClient(place, 'signed', { credentials: keys, fetch: (url, init) => globalThis.fetch(url, init) });
  const long = createClient(place, 'long');

  const named = await logged.showFlinkJob({ job_id: 104 }).withResponse();
  const core = createDliCore({ ...options, credentials: createAccessKeyAuthentication(keys) });
  const raw = await signed.raw.POST('/v1.0/{project_id}/streaming/sql-jobs', {
    params: { path: { project_id: 'p1' } },
    body: { name: '作业 😀' },
  });
  const output = await long.createSqlJob({ sql: 'SELECT 1' });

  return {
    named: { status: named.response.status, name: named.output.job_detail?.name, attempts: named.attempts },
    logged: written.length,
    loggedSecrets: written.filter((line) => line.includes(token)).length,
    signed: (await signed.createFlinkSqlJob({ name: "实时 it's", sql_body: 'SELECT 1' })).is_success,
    signedQuery: (await signed.listFlinkJobs({ name: "a b*('!+~作业", limit: 5 })).is_success,
    signedOwnFetch: (await ownFetch.createFlinkSqlJob({ name: '作业' })).is_success,
    core: (await core.call(createFlinkSqlJob, { name: 'job' })).is_success,
    raw: { status: raw.response.status, data: raw.data?.is_success, url: raw.response.url.replace(service, '') },
    again: (await createClient(place, 'busy', { credentials: { token } }).listFlinkJobs().withResponse()).attempts,
    againLimited: (await createClient(place, 'limited').createFlinkSqlJob({ name: 'job' }).withResponse()).attempts,
    longOutput: typeof output.job_id === 'string' ? output.job_id : `${typeof output.job_id} ${output.job_id}`,
    longInput: JSON.stringify(await long.batchStopFlinkJobs({ job_ids: [9007199254740993n, '9007199254740995', 1] }), (_name, value) =>
      typeof value === 'bigint' ? `bigint ${value}` : value,
    ),
  };
}
