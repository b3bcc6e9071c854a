import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  DliApiError,
  DliAuthenticationError,
  DliCallError,
  DliConnectionError,
  DliError,
  DliRateLimitError,
  DliResponseError,
} from '../src/index.ts';
import type { Reply } from './service.ts';
import { catchRejection, createClient, findRefusingAddress, listen, startService } from './service.ts';

async function catchFailure(reply: Reply): Promise<unknown> {
  const { dli } = await startService(reply);
  return catchRejection(dli.listFlinkJobs());
}

describe('DliApiError', () => {
  it('says everything there is to know of a refusal', async () => {
    const body = { error_code: 'DLI.16001', error_msg: 'The job is not found.' };
    const error = await catchFailure({ status: 400, headers: { 'x-request-id': 'r1' }, body });
    expect(error).toBeInstanceOf(DliApiError);
    expect(error).toMatchObject({
      name: 'DliApiError',
      message: 'listFlinkJobs failed: DLI.16001 The job is not found. (status 400, request r1)',
      operationId: 'listFlinkJobs',
      status: 400,
      errorCode: 'DLI.16001',
      errorMessage: 'The job is not found.',
      requestId: 'r1',
      body,
    });
  });

  it('lists every error of a body that is a list', async () => {
    const error = await catchFailure({
      status: 400,
      body: [
        { error_code: 'DLI.13024', error_msg: 'No queue.' },
        { error_code: 'DLI.16001', error_msg: 'No job.' },
      ],
    });
    expect(error).toMatchObject({
      message: 'listFlinkJobs failed: DLI.13024 No queue.; DLI.16001 No job. (status 400)',
      errorCode: 'DLI.13024',
      errors: [
        { errorCode: 'DLI.13024', errorMessage: 'No queue.' },
        { errorCode: 'DLI.16001', errorMessage: 'No job.' },
      ],
    });
  });

  it.each(['false', false, 'False'])('is thrown for a 200 whose is_success is %j', async (is_success) => {
    const error = await catchFailure({ status: 200, body: { is_success, message: 'The quota is used up.' } });
    expect(error).toBeInstanceOf(DliApiError);
    expect(error).toMatchObject({ status: 200, errorMessage: 'The quota is used up.', errorCode: undefined });
  });

  it('knows the code that a message begins with, and repeats it nowhere', async () => {
    const error = await catchFailure({ status: 200, body: { is_success: false, message: 'DLI.0006: The database exists.' } });
    expect(error).toMatchObject({
      message: 'listFlinkJobs failed: DLI.0006: The database exists. (status 200)',
      errorCode: 'DLI.0006',
      errorMessage: 'DLI.0006: The database exists.',
    });
    const coded = await catchFailure({ status: 400, body: { error_code: 'DLI.0001', error_msg: 'DLI.0006: The database exists.' } });
    expect(coded).toMatchObject({
      message: 'listFlinkJobs failed: DLI.0001 DLI.0006: The database exists. (status 400)',
      errorCode: 'DLI.0001',
    });
  });

  it('says so when a failed 200 gives no reason', async () => {
    const error = await catchFailure({ status: 200, body: { is_success: false, message: '' } });
    expect(error).toMatchObject({ message: 'listFlinkJobs failed: is_success is false, and no message says why (status 200)' });
  });

  it('takes the request id from the body when no header has it', async () => {
    const error = await catchFailure({ status: 401, body: { error_code: 'APIGW.0301', error_msg: 'no', request_id: 'r2' } });
    expect(error).toMatchObject({ requestId: 'r2' });
  });

  it.each([
    ['an HTML page', '<html>502</html>', 'the response is not JSON', '<html>502</html>'],
    ['half an object', '{"error_code":', 'the response is not JSON', '{"error_code":'],
    ['nothing', '', 'the response has no body', undefined],
    ['JSON that names no error', '{"a":1}', 'the response has no error message', { a: 1 }],
    ['null', 'null', 'the response has no error message', null],
  ])('carries status and request id when a gateway responds with %s', async (_what, text, words, body) => {
    const error = await catchFailure({ status: 502, headers: { 'content-type': 'text/html', 'x-request-id': 'r3' }, body: text });
    expect(error).toBeInstanceOf(DliApiError);
    expect(error).toMatchObject({ message: `listFlinkJobs failed: ${words} (status 502, request r3, 3 attempts)`, errors: [], body });
  });

  it('is thrown for a redirect, which would carry the token elsewhere', async () => {
    const elsewhere = await startService();
    const error = await catchFailure({ status: 307, headers: { location: elsewhere.baseUrl } });
    expect(error).toMatchObject({ status: 307, message: expect.stringContaining('redirect') });
    expect(elsewhere.received).toEqual([]);
  });
});

describe('DliAuthenticationError', () => {
  it('is the DliApiError of a 401', async () => {
    const error = await catchFailure({ status: 401, body: { error_code: 'APIGW.0301', error_msg: 'no' } });
    expect(error).toBeInstanceOf(DliAuthenticationError);
    expect(error).toBeInstanceOf(DliApiError);
    expect(error).toMatchObject({ name: 'DliAuthenticationError', status: 401, errorCode: 'APIGW.0301' });
  });
});

describe('DliRateLimitError', () => {
  it.each([
    ['7', 7000],
    [undefined, undefined],
    ['soon', undefined],
  ])('is the DliApiError of a 429 and says how long to wait (Retry-After: %s)', async (header, retryAfter) => {
    const error = await catchFailure({ status: 429, body: {}, headers: header === undefined ? {} : { 'retry-after': header } });
    expect(error).toBeInstanceOf(DliRateLimitError);
    expect(error).toMatchObject({ name: 'DliRateLimitError', status: 429, retryAfter, attempts: 3 });
  });
});

describe('DliResponseError', () => {
  it.each([
    ['an HTML page', '<html>sign in</html>'],
    ['nothing', ''],
    ['half an object', '{"job_list":'],
    ['null', 'null'],
    ['a string', '"ok"'],
  ])('is thrown for a 200 with %s', async (_what, body) => {
    const error = await catchFailure({ status: 200, headers: { 'x-request-id': 'r4' }, body });
    expect(error).toBeInstanceOf(DliResponseError);
    expect(error).toMatchObject({ operationId: 'listFlinkJobs', status: 200, requestId: 'r4', body });
  });

  it('is thrown for a 204', async () => {
    expect(await catchFailure({ status: 204 })).toBeInstanceOf(DliResponseError);
  });
});

describe('DliConnectionError', () => {
  it('is thrown when the connection is refused, with the cause', async () => {
    const error = await catchRejection(createClient(await findRefusingAddress()).listFlinkJobs());
    expect(error).toBeInstanceOf(DliConnectionError);
    expect(error).toMatchObject({
      operationId: 'listFlinkJobs',
      message: expect.stringContaining('ECONNREFUSED'),
      cause: expect.any(Error),
    });
  });

  it('is thrown when the connection breaks before the response', async () => {
    const baseUrl = await listen((request) => request.socket.destroy());
    expect(await catchRejection(createClient(baseUrl).listFlinkJobs())).toBeInstanceOf(DliConnectionError);
  });

  it.each([200, 500])('is thrown when the connection breaks in the middle of a %i', async (status) => {
    const baseUrl = await listen((_request, response) => {
      response.writeHead(status, { 'content-length': '100' });
      response.write('{"job_list":', () => response.destroy());
    });
    const error = await catchRejection(createClient(baseUrl).listFlinkJobs());
    expect(error).toBeInstanceOf(DliConnectionError);
    expect(error).toMatchObject({ status, message: expect.stringContaining('received part of a response') });
  });

  it.each([undefined, {}, { ok: true, status: 200, json: async () => ({}) }])(
    'is not what a fetch without a Response is (%o)',
    async (response) => {
      const dli = createClient('http://127.0.0.1', { fetch: async () => response as never });
      const error = await catchRejection(dli.listFlinkJobs());
      expect(error).not.toBeInstanceOf(DliConnectionError);
      expect(error).toMatchObject({ message: 'listFlinkJobs failed: fetch gave no Response', attempts: 1 });
    },
  );

  it('says what fetch rejected with, even if that is no error', async () => {
    const dli = createClient('http://127.0.0.1', { fetch: () => Promise.reject('out of sockets') });
    expect(await catchRejection(dli.listFlinkJobs())).toMatchObject({
      message: 'listFlinkJobs received no response: out of sockets (3 attempts)',
    });
  });

  it('does not repeat the query that fetch names, which may hold SQL', async () => {
    const fetch = (url: string) => Promise.reject(new TypeError('fetch failed', { cause: new Error(`no way to (${url}): it is closed`) }));
    const error = await catchRejection(
      createClient('http://127.0.0.1', { fetch }).listSqlJobs({ sql_pattern: "select count('*') from salaries" }),
    );
    const { message, cause } = error as DliConnectionError;
    expect(message).toContain('no way to (http://127.0.0.1/v1.0/p1/jobs it is closed');
    expect(inspect([message, cause])).not.toContain('salaries');
  });
});

describe('every error of a call', () => {
  it('is a DliError and names itself in its stack', async () => {
    const error = await catchFailure({ status: 500, body: {} });
    expect(error).toBeInstanceOf(DliError);
    expect(error).toBeInstanceOf(DliCallError);
    expect((error as Error).stack).toMatch(/^DliApiError: listFlinkJobs failed/);
  });
});
