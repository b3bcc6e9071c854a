import { expect, it } from 'vitest';
import { createMock } from '../src/index.ts';
import { copyOfDocument, get, jobsPath } from './support.ts';

it.each([
  ['a token', { 'x-auth-token': 't' }],
  ['a signature', { authorization: 'SDK-HMAC-SHA256 Access=a, SignedHeaders=host, Signature=b' }],
])('takes %s', async (_what, headers) => {
  expect((await get(jobsPath, headers)).status).toBe(200);
});

it.each([
  ['nothing', {}],
  ['an empty token', { 'x-auth-token': ' ' }],
  ['a signature of another algorithm', { authorization: 'Bearer t' }],
])('refuses %s with 401 and says what to send', async (_what, headers) => {
  const response = await get(jobsPath, headers);

  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({
    error_code: 'APIGW.0301',
    error_msg:
      'The request is not authenticated. Send the header x-auth-token, or authorization that begins with SDK-HMAC-SHA256. The mock takes any value.',
  });
});

it('asks for nothing where the document asks for nothing', async () => {
  const document = copyOfDocument();
  const open = createMock({ document: { ...document, security: [] } });

  expect((await get(jobsPath, {}, open)).status).toBe(200);
});
