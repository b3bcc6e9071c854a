import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import * as nodeDigest from '../src/digest-node.ts';
import * as portableDigest from '../src/digest-portable.ts';
import type { SignableRequest } from '../src/index.ts';
import { buildCanonicalRequest, computeSignature, signRequest } from '../src/index.ts';
import { startService } from './service.ts';
import data from './signing-vectors.json' with { type: 'json' };

interface Vector {
  name: string;
  input: { method: string; url: string; headers: Record<string, string>; query: Record<string, unknown>; body: unknown };
  canonicalRequest: string;
  stringToSign: string;
  authorization: string;
}

// Made with the signer of the official SDK, unmodified.
const vectors = data.vectors as unknown as Vector[];
const keys = { accessKeyId: data.credentials.ak, secretAccessKey: data.credentials.sk };

function buildRequest({ method, url, headers, query, body }: Vector['input']): SignableRequest & { url: string } {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) for (const one of [value].flat()) parameters.append(name, String(one));
  const search = parameters.size === 0 ? '' : `?${parameters}`;
  return { method, url: `${url}${search}`, headers, body: body === null ? undefined : JSON.stringify(body) };
}

describe.each(vectors)('the vector $name', ({ input, canonicalRequest, stringToSign, authorization }) => {
  const request = buildRequest(input);

  it('has its signature', () => {
    expect(signRequest(request, keys).authorization).toBe(authorization);
  });

  it('can be verified by who receives it', () => {
    const [, signedHeaders = '', signature] = /SignedHeaders=(.+), Signature=(.+)/.exec(authorization) ?? [];
    const text = buildCanonicalRequest({ ...request, signedHeaders: signedHeaders.split(';') });

    expect(text).toBe(canonicalRequest);
    expect(computeSignature(text, input.headers['X-Sdk-Date'] ?? '', keys.secretAccessKey)).toBe(signature);
  });

  it.each([
    ['Node', nodeDigest],
    ['other run times', portableDigest],
  ])('has its hashes on %s', (_where, { sha256, hmacSha256 }) => {
    expect(sha256(canonicalRequest)).toBe(stringToSign.split('\n')[2]);
    expect(hmacSha256(keys.secretAccessKey, stringToSign)).toBe(authorization.slice(-64));
  });
});

describe('signRequest', () => {
  const url = 'https://dli.cn-north-4.myhuaweicloud.com/v1.0/p1/jobs';

  it.each([
    [{ url: '/x' }, keys, 'method has to be'],
    [{ method: 'GET', url: '/x' }, keys, 'url has to be a whole URL'],
    [{ method: 'GET', url }, { accessKeyId: 'a' }, 'secretAccessKey is missing'],
    [{ method: 'GET', url }, { secretAccessKey: 's' }, 'accessKeyId is missing'],
    [{ method: 'GET', url }, undefined, 'secretAccessKey is missing'],
  ])('refuses %o with the keys %o', (request, given, problem) => {
    expect(() => signRequest(request as never, given as never)).toThrow(problem);
  });

  it('gives the headers to add', () => {
    const date = new Date('2025-01-02T03:04:05.678Z');
    expect(signRequest({ method: 'get', url }, { ...keys, securityToken: 'temporary' }, date)).toEqual({
      'x-sdk-date': '20250102T030405Z',
      'x-security-token': 'temporary',
      authorization: expect.stringMatching(
        /^SDK-HMAC-SHA256 Access=EXAMPLEAK0000000TEST, SignedHeaders=host;x-sdk-date;x-security-token, Signature=[0-9a-f]{64}$/,
      ),
    });
  });

  it('signs what proxies leave alone: Content-Type and X-…', () => {
    const headers = new Headers({
      Accept: '*/*',
      'User-Agent': 'a',
      'Content-Type': 'application/json',
      'X-Language': 'en-us',
      traceparent: '1',
    });
    expect(signRequest({ method: 'POST', url, headers, body: '{}' }, keys).authorization).toContain(
      'SignedHeaders=content-type;host;x-language;x-sdk-date,',
    );
  });

  it.each([
    ['application/json', false],
    ['application/json;charset=utf-8', false],
    ['application/problem+json', false],
    ['application/octet-stream', true],
    ['multipart/form-data; boundary=json', true],
  ])('leaves a body of %s out of the signature: %j', (type, unsigned) => {
    const added = signRequest({ method: 'POST', url, headers: { 'content-type': type }, body: 'a' }, keys);
    expect(added['x-sdk-content-sha256']).toBe(unsigned ? 'UNSIGNED-PAYLOAD' : undefined);
  });

  it.each([
    ['?a=1+2', '?a=1%202'],
    ['?b=2&a=1', '?a=1&b=2'],
    ['?a', '?a='],
    ['?a=b=c', '?a=b%3Dc'],
    ['?a=b/c?d', '?a=b%2Fc%3Fd'],
    ['?&a=1&', '?a=1'],
    ["?a=!'()*", '?a=%21%27%28%29%2A'],
    ['?a=100%', '?a=100%25'],
    ['?a-b=1&a=2', '?a=2&a-b=1'],
    ['/a%2Fb', '/a%2fb'],
    ['/a%zz', '/a%25zz'],
    ['/%E4%BD%9C', '/作'],
    ['/x/../y', '/y'],
    ['', '/'],
  ])('takes %j and %j for the same', (one, other) => {
    const date = new Date(0);
    expect(signRequest({ method: 'GET', url: `${url}${one}` }, keys, date)).toEqual(
      signRequest({ method: 'GET', url: `${url}${other}` }, keys, date),
    );
  });

  it.each([
    ['?a=1', '?a=2'],
    ['/a', '/a//'],
    ['/a%2Fb', '/a/b'],
    ['?a=%2B', '?a=+'],
  ])('tells %j from %j', (one, other) => {
    const date = new Date(0);
    expect(signRequest({ method: 'GET', url: `${url}${one}` }, keys, date)).not.toEqual(
      signRequest({ method: 'GET', url: `${url}${other}` }, keys, date),
    );
  });
});

describe('the HMAC', () => {
  const texts = ['', 'text', '作业 😀', 'a'.repeat(341), 'a'.repeat(342), '😀'.repeat(5000)];
  it.each(['', 'k', 'SK', '密钥', 'k'.repeat(64), 'k'.repeat(65), 'k'.repeat(300)])('with the key %j is that of node:crypto', (key) => {
    const expected = texts.map((text) => createHmac('sha256', key).update(text).digest('hex'));
    expect(texts.map((text) => nodeDigest.hmacSha256(key, text))).toEqual(expected);
    expect(texts.map((text) => portableDigest.hmacSha256(key, text))).toEqual(expected);
  });
});

describe('a client with access keys', () => {
  const credentials = { accessKeyId: 'AK', secretAccessKey: 'the-secret-key' };

  it('signs the very request that it sends', async () => {
    const { baseUrl, dli, received } = await startService(undefined, {
      credentials: { ...credentials, securityToken: 'the-security-token' },
    });
    await dli.createFlinkSqlJob({ name: "实时 it's" });
    const { method = '', url, headers, body } = received[0] ?? {};
    const sent = Object.fromEntries(
      ['content-type', 'x-project-id', 'x-sdk-date', 'x-security-token'].map((name) => [name, String(headers?.[name])]),
    );
    const again = signRequest({ method, url: `${baseUrl}${url}`, headers: sent, body }, credentials);
    expect(headers?.authorization).toBe(again.authorization);
    expect(sent).toMatchObject({ 'x-project-id': 'p1', 'x-security-token': 'the-security-token' });
    expect(JSON.stringify(received)).not.toContain(credentials.secretAccessKey);
  });

  it('signs the path as it is sent', async () => {
    const { baseUrl, dli, received } = await startService(undefined, { credentials });
    await dli.showSqlJobStatus({ job_id: "../a b*('!" });
    const { url, headers } = received[0] ?? {};
    const sent = Object.fromEntries(['x-project-id', 'x-sdk-date'].map((name) => [name, String(headers?.[name])]));
    expect(signRequest({ method: 'GET', url: `${baseUrl}${url}`, headers: sent }, credentials).authorization).toBe(headers?.authorization);
  });

  it('signs every attempt anew', async () => {
    let now = Date.UTC(2025, 0, 2);
    const later = () => {
      now += 2000;
    };
    const clock = { now: () => now, sleep: () => Promise.resolve(later()) };
    const { dli, received } = await startService({ status: 503 }, { credentials, clock });
    await dli.listFlinkJobs().catch(() => undefined);
    expect(received.map(({ headers }) => headers['x-sdk-date'])).toEqual(['20250102T000000Z', '20250102T000002Z', '20250102T000004Z']);
    expect(new Set(received.map(({ headers }) => headers.authorization)).size).toBe(3);
  });
});
