import type { ServerResponse } from 'node:http';
import { signRequest } from '@dli-openapi/client';
import { keys, token } from '../calling/secrets.ts';
import type { Received } from './service.ts';

/** How a request is answered. */
export type Behaviour = (request: Received, response: ServerResponse) => void;

const job = { job_id: 104, name: 'job', status: 'job_running' };
const listLength = 250;

/** What the server can be asked to do, by the first part of the path. */
export const behaviours: Record<string, Behaviour> = {
  /** Takes the token that it knows. */
  token: ({ headers }, response) =>
    headers['x-auth-token'] === token ? json(response, { is_success: 'true', job_detail: job }) : refuse(response, 401),

  /** Takes requests that are signed with the keys that it knows. */
  signed: (request, response) => (isSigned(request) ? json(response, { is_success: 'true', job }) : refuse(response, 401)),

  /** Exchanges a password for the token. */
  iam: ({ body }, response) => {
    const { user } = JSON.parse(body).auth.identity.password;
    const known = user.name === 'user' && user.password === keys.secretAccessKey;
    response.setHeader('x-subject-token', token);
    if (known) json(response, { token: { expires_at: new Date(Date.now() + 86_400_000).toISOString() } }, 201);
    else refuse(response, 401);
  },

  /** Takes a breath first. */
  busy: ({ before }, response) => (before === 0 ? refuse(response, 503) : json(response, { job_list: { total_count: 0, jobs: [] } })),
  limited: ({ before }, response) => (before === 0 ? refuse(response, 429) : json(response, { is_success: 'true' })),

  /** Says no, in each of its ways. */
  refusing: (_request, response) =>
    json(response.setHeader('x-request-id', 'r1'), { error_code: 'DLI.0002', error_msg: 'There is no such job.' }, 400),
  unsuccessful: (_request, response) => json(response, { is_success: false, message: 'The job cannot be stopped.' }),
  page: (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
  redirecting: (_request, response) => response.writeHead(302, { location: '/stolen/' }).end(),
  stolen: (_request, response) => json(response, {}),

  /** Fails, in each of its ways. */
  silent: () => undefined,
  resetting: (_request, response) => response.destroy(),
  cutting: (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 }).write('{"jobs": [');
    setTimeout(() => response.destroy(), 5);
  },

  /** Numbers that are too long for a number. */
  long: ({ path, body }, response) => json(response, `{"is_success":true,"job_id":9007199254740993,"sent":${JSON.stringify(path + body)}}`),

  /** A long list. */
  list: ({ path }, response) => {
    const query = new URLSearchParams(path.split('?')[1]);
    const offset = Number(query.get('offset'));
    const jobs = Array.from({ length: Math.min(Number(query.get('limit')), listLength - offset) }, (_, index) => ({
      job_id: offset + index,
    }));
    json(response, { is_success: 'true', job_list: { total_count: listLength, jobs } });
  },

  /** A job that comes to run, and one that fails. */
  starting: ({ before }, response) =>
    json(response, { job_detail: { ...job, status: ['job_init', 'job_submitting', 'job_running'][before] ?? 'job_running' } }),
  failing: (_request, response) => json(response, { job_detail: { ...job, status: 'job_submit_fail' } }),
};

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(typeof body === 'string' ? body : JSON.stringify(body));
}

function refuse(response: ServerResponse, status: number): void {
  json(response, { error_code: `APIGW.${status}`, error_msg: 'Not now.' }, status);
}

/** Signs what arrived once more, which has to come to the same. */
function isSigned({ method, url, headers, body }: Received): boolean {
  const signedNames = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split(';') ?? [];
  const signed = signedNames.filter((name) => name !== 'host').map((name) => [name, String(headers[name])]);
  const again = signRequest({ method, url, headers: Object.fromEntries(signed), body }, keys);
  return again.authorization === headers.authorization;
}
