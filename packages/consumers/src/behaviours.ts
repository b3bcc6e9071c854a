import type { ServerResponse } from 'node:http';
import { signRequest } from '@dli-openapi/client';
import { keys, token } from '../calling/secrets.ts';
import type { Received } from './service.ts';

/** Responds to a request. */
export type Behaviour = (request: Received, response: ServerResponse) => void;

const job = { job_id: 104, name: 'job', status: 'job_running' };
const listLength = 250;

/** The behaviours of the server, by the first part of the path. */
export const behaviours: Record<string, Behaviour> = {
  /** Accepts its token. */
  token: ({ headers }, response) =>
    headers['x-auth-token'] === token ? sendJson(response, { is_success: 'true', job_detail: job }) : refuse(response, 401),

  /** Accepts requests signed with its keys. */
  signed: (request, response) => (isSigned(request) ? sendJson(response, { is_success: 'true', job }) : refuse(response, 401)),

  /** Exchanges a password for the token. */
  iam: ({ body }, response) => {
    const { user } = JSON.parse(body).auth.identity.password;
    const known = user.name === 'user' && user.password === keys.secretAccessKey;
    response.setHeader('x-subject-token', token);
    if (known) sendJson(response, { token: { expires_at: new Date(Date.now() + 86_400_000).toISOString() } }, 201);
    else refuse(response, 401);
  },

  /** Is busy at first. */
  busy: ({ before }, response) => (before === 0 ? refuse(response, 503) : sendJson(response, { job_list: { total_count: 0, jobs: [] } })),
  limited: ({ before }, response) => (before === 0 ? refuse(response, 429) : sendJson(response, { is_success: 'true' })),

  /** Refuses, in each way. */
  refusing: (_request, response) =>
    sendJson(response.setHeader('x-request-id', 'r1'), { error_code: 'DLI.0002', error_msg: 'There is no such job.' }, 400),
  unsuccessful: (_request, response) => sendJson(response, { is_success: false, message: 'The job cannot be stopped.' }),
  page: (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
  redirecting: (_request, response) => response.writeHead(302, { location: '/stolen/' }).end(),
  stolen: (_request, response) => sendJson(response, {}),

  /** Fails, in each way. */
  silent: () => undefined,
  resetting: (_request, response) => response.destroy(),
  cutting: (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 }).write('{"jobs": [');
    setTimeout(() => response.destroy(), 5);
  },

  /** Integers beyond the range of numbers. */
  long: ({ path, body }, response) =>
    sendJson(response, `{"is_success":true,"job_id":9007199254740993,"sent":${JSON.stringify(path + body)}}`),

  /** A long list. */
  list: ({ path }, response) => {
    const query = new URLSearchParams(path.split('?')[1]);
    const offset = Number(query.get('offset'));
    const jobs = Array.from({ length: Math.min(Number(query.get('limit')), listLength - offset) }, (_, index) => ({
      job_id: offset + index,
    }));
    sendJson(response, { is_success: 'true', job_list: { total_count: listLength, jobs } });
  },

  /** A job that starts to run, and a job that fails. */
  starting: ({ before }, response) =>
    sendJson(response, { job_detail: { ...job, status: ['job_init', 'job_submitting', 'job_running'][before] ?? 'job_running' } }),
  failing: (_request, response) => sendJson(response, { job_detail: { ...job, status: 'job_submit_fail' } }),
};

function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(typeof body === 'string' ? body : JSON.stringify(body));
}

function refuse(response: ServerResponse, status: number): void {
  sendJson(response, { error_code: `APIGW.${status}`, error_msg: 'Not now.' }, status);
}

/** Whether the signature equals one computed from the received request. */
function isSigned({ method, url, headers, body }: Received): boolean {
  const signedNames = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split(';') ?? [];
  const signed = signedNames.filter((name) => name !== 'host').map((name) => [name, String(headers[name])]);
  const again = signRequest({ method, url, headers: Object.fromEntries(signed), body }, keys);
  return again.authorization === headers.authorization;
}
