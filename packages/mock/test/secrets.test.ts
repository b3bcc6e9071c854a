import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { createDliClient, redactText } from '@dli-openapi/client';
import * as operations from '@dli-openapi/client/operations';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import type { Exchange } from '../src/exchange.ts';
import { createMock } from '../src/index.ts';
import { summarize } from '../src/journal/summary.ts';
import { assembleMock } from '../src/mock.ts';
import { openRecorder } from '../src/recording/record.ts';
import { redactViolation } from '../src/redaction.ts';
import '../src/vitest/index.ts';
import { start, temporaryFolder } from './command-support.ts';
import { createPath, jobsPath, token } from './support.ts';
import { startUpstream } from './upstream.ts';

const sqlPath = '/v1.0/p/jobs/submit-job';
const mark = 's3cr3t';

/** Everything that a proxy shows and writes of a request to an endpoint that echoes what it is sent. */
async function show(path: string, init: RequestInit): Promise<{ shown: string; recorded: string }> {
  const upstream = await startUpstream((request, response, body) => {
    response.writeHead(401, { 'content-type': 'text/html', 'www-authenticate': `token ${request.headers['x-auth-token']}` });
    response.end(Buffer.concat([Buffer.from(`<p>${request.url} ${JSON.stringify(request.headers)} `), body]));
  });
  const file = join(temporaryFolder(), 'calls.jsonl');
  const command = await start('--proxy', upstream.url, '--record', file, '--log', 'json', '--strict');
  await (await fetch(`${command.url}${path}`, init)).arrayBuffer();
  const state = await (await fetch(`${command.url}/-/state`)).text();
  await command.stop();
  const recorded = readFileSync(file, 'utf8');
  const bodies = [...recorded.matchAll(/"bodyBase64":"([^"]*)"/g)].map(([, body = '']) => Buffer.from(body, 'base64').toString('latin1'));
  return { shown: [command.lines.join('\n'), state, recorded, ...bodies].join('\n'), recorded };
}

const json = { ...token, 'content-type': 'application/json' };
const sql = `create table t (a int) with ('connector'='jdbc','password' = '${mark}')`;

it.each<[what: string, path: string, init: RequestInit]>([
  ['a token that comes back', jobsPath, { headers: { 'x-auth-token': `MIIT${mark}` } }],
  ['a signature that comes back', jobsPath, { headers: { authorization: `SDK-HMAC-SHA256 Access=A, Signature=0123456789${mark}0123` } }],
  ['an option of SQL', sqlPath, { method: 'POST', headers: json, body: JSON.stringify({ sql }) }],
  [
    'an option called auth',
    sqlPath,
    {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ sql: `create table t (a int) using redis options ('host'='h','auth'='${mark}')` }),
    },
  ],
  [
    'JSON in a string',
    createPath,
    { method: 'POST', headers: json, body: JSON.stringify({ runtime_config: JSON.stringify({ 'sasl.password': mark }) }) },
  ],
  [
    'a body that is not UTF-8',
    createPath,
    { method: 'POST', headers: json, body: Buffer.from(`{"name":"\xff","password":"${mark}"}`, 'latin1') },
  ],
  [
    'a body in UTF-16',
    createPath,
    { method: 'POST', headers: json, body: Buffer.from(`{"name":"\u4e2d","password":"${mark}"}`, 'utf16le') },
  ],
  ['an encoded name', `${jobsPath}?pass%77ord=${mark}&name=%ZZtoken=${mark}`, { headers: token }],
  ['a form', '/oauth', { method: 'POST', body: new URLSearchParams({ user: 'u', password: mark }) }],
  ['a value that violates the document', createPath, { method: 'POST', headers: json, body: JSON.stringify({ name: `password=${mark}` }) }],
])('no log, page or recording shows %s', async (_what, path, init) => {
  const { shown, recorded } = await show(path, init);

  expect(shown.replaceAll('\0', '')).not.toContain(mark);
  expect(recorded.trimEnd().split('\n')).toHaveLength(2);
  expect(recorded).toContain('[redacted]');
});

it('a body that is compressed and was not read is not recorded', async () => {
  const file = join(temporaryFolder(), 'calls.jsonl');
  const command = await start('--record', file);
  await fetch(`${command.url}${createPath}`, { method: 'POST', headers: { ...json, 'content-encoding': 'gzip' }, body: 'x' });

  expect(command.lines.join()).toContain('was not recorded');
});

it('replay takes the same request with other secrets', async () => {
  const file = join(temporaryFolder(), 'calls.jsonl');
  const recording = await start('--record', file);
  const post = (url: string, secret: string, name: string) =>
    fetch(`${url}${createPath}`, {
      method: 'POST',
      headers: { ...json, 'x-auth-token': `token-${secret}` },
      body: JSON.stringify({
        name,
        desc: `sent with token-${secret}`,
        runtime_config: `{"sasl.password":"${secret}"}`,
        entrypoint: 'a.jar',
      }),
    });
  const recorded = await post(recording.url, 'one-of-mine', 'a');
  await recording.stop();
  const replay = await start('--replay', file);

  expect(recorded.status).toBe(200);
  expect((await post(replay.url, 'another', 'a')).status).toBe(200);
  expect((await post(replay.url, 'another', 'b')).status).toBe(404);
});

it('calls and matchers show no secret, and match all the same', async () => {
  const mock = createMock();
  const input = { sql, currentdb: 'db' };
  const dli = createDliClient({ baseUrl: 'http://mock', projectId: 'p', credentials: { token: `token-${mark}` }, fetch: mock.fetch });
  await dli.createSqlJob(input);

  expect(mock).toHaveReceived('createSqlJob', input);
  expect(mock).not.toHaveReceived('createSqlJob', { sql: sql.replace('jdbc', 'print') });
  expect(inspect(mock.calls, { depth: 20, showHidden: true })).not.toContain(mark);
});

it('omits what was found where it is a secret', () => {
  const violation = { pointer: 'body.admin.password[0]', rule: 'pattern', message: 'must match', found: '"geheim"' };

  expect(redactViolation(violation)).not.toHaveProperty('found');
  expect(redactViolation({ ...violation, pointer: 'query', found: '"token=%ZZ"' })).toHaveProperty('found', '"token=[redacted]"');
  expect(redactViolation({ ...violation, pointer: 'body.name' })).toHaveProperty('found', '"geheim"');
});

fc.configureGlobal({ seed: 1 });

const words = [
  'password',
  'Passwd',
  'PWD',
  'secretKey',
  'auth_token',
  'apikey',
  'api-key',
  'private.key',
  'fs.obs.access.key',
  'signature',
  'cookie',
];
const escapeFirst = (text: string) => `\\u${text.charCodeAt(0).toString(16).padStart(4, '0')}${text.slice(1)}`;

/** The places of a secret in a value, with names that are written in many ways. */
const places: Record<string, (name: string, secret: string) => unknown> = {
  property: (name, secret) => ({ [name]: secret }),
  list: (name, secret) => ({ list: [{ a: { [name]: [secret] } }] }),
  argument: (name, secret) => [`--${name}`, secret, `--${name}=${secret}`],
  'SQL option': (name, secret) => `create table t (a int) with ('a' = 'b', '${name}' = '${secret.replaceAll("'", "''")}')`,
  'SQL option without sign': (name, secret) => `options (a 'b', ${name} '${secret.replaceAll("'", "''")}')`,
  'JSON in JSON': (name, secret) => JSON.stringify([JSON.stringify({ a: JSON.stringify({ [name]: secret }) })]),
  'JSON with an escaped name': (name, secret) => `{"${escapeFirst(name)}": ${JSON.stringify(secret)}}`,
  'JSON that breaks off': (name, secret) => `${JSON.stringify({ a: 1, [name]: secret }).slice(0, -1)},`,
  'JSON with single quotes': (name, secret) => `{'${name}': '${secret.replaceAll(/['\\]/g, '\\$&')}'}`,
  form: (name, secret) => `a=b&${encodeURIComponent(name)}=${encodeURIComponent(secret)}&c=d`,
  'form with an encoded name': (name, secret) => `%${name.charCodeAt(0).toString(16)}${name.slice(1)}=${encodeURIComponent(secret)}`,
  'form of many parts': (name, secret) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${secret}\r\n--b--`,
  'URL with a user': (_name, secret) => `jdbc:x://user:${encodeURIComponent(secret)}@host/a`,
  'URL with a query': (name, secret) => `https://host/a?b=c&${name}=${encodeURIComponent(secret)}#d`,
  'URL in a query': (name, secret) => `url=${encodeURIComponent(`https://host/?${name}=${encodeURIComponent(secret)}`)}`,
  JAAS: (name, secret) => `a.LoginModule required a="b" ${name}="${secret.replaceAll(/["\\]/g, '\\$&')}";`,
  HTML: (name, secret) => `<td>${name}</td><td>${secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</td>`,
};

// What encodeURIComponent can write, around a mark that no output may hold.
const anySecret = fc.tuple(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.string({ maxLength: 8 })).map(([a, b]) => `${a}${mark}${b}`);
const anyPlace = fc.constantFrom(...Object.keys(places)).map((name) => places[name] ?? (() => undefined));
const anyName = fc.constantFrom(...words);

it('no output of the client shows a secret, wherever it stands in the input of any operation', async () => {
  const property = fc.asyncProperty(
    fc.constantFrom(...Object.values(operations)),
    fc.nat(),
    anyPlace,
    anyName,
    anySecret,
    async (operation, index, place, name, secret) => {
      const seen: unknown[] = [];
      const note = (...entry: unknown[]) => void seen.push(entry);
      const dli = createDliClient({
        baseUrl: 'http://mock',
        projectId: 'p',
        credentials: { token: 'any' },
        // It echoes all that it is sent.
        fetch: async (url, { body }) => Response.json({ error_msg: `${url} ${body}`, [String(body)]: url }, { status: 400 }),
        hooks: { onRequest: note, onResponse: note, onError: note, onRetry: note },
        logger: { debug: note, info: note, warn: note },
      });
      const names = Object.keys(operation.fields).filter(
        (field) => !('int64' in operation && (operation.int64 as readonly string[]).includes(field)),
      );
      const field = names[index % names.length];
      if (field === undefined) return;
      const value = place(name, secret);
      const where = (operation.fields as Record<string, string>)[field];
      const filled = Object.fromEntries(Object.keys(operation.fields).map((other) => [other, 1]));
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      const sent = { body: value, header: encodeURIComponent(text) }[where ?? ''] ?? text;
      const input = { ...filled, [field]: sent };
      const error = await dli.call(operation as typeof operations.listFlinkJobs, input as never).then(
        () => undefined,
        (reason) => reason,
      );
      const shown = inspect([seen, error, error?.body], { depth: 20, maxStringLength: null }) + JSON.stringify([seen, error?.body]);
      expect(shown).not.toContain(mark);
      expect(error.status).toBe(400);
    },
  );
  await fc.assert(property, { numRuns: 300 });
});

it('no output of the mock shows a secret, wherever it stands in a request to any operation', async () => {
  const file = join(temporaryFolder(), 'calls.jsonl');
  const recorder = openRecorder(file, () => {});
  onTestFinished(() => recorder.close());
  let seen: unknown[] = [];
  const observe = (exchange: Exchange) => {
    seen.push(summarize(exchange));
    recorder.observe(exchange);
  };
  const { mock } = assembleMock({ strict: true }, observe);
  const property = fc.asyncProperty(
    fc.constantFrom(...Object.values(operations)),
    fc.constantFrom('body', 'query', 'header'),
    anyPlace,
    anyName,
    anySecret,
    async ({ method, path }, where, place, name, secret) => {
      seen = [];
      mock.reset();
      const value = place(name, secret);
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      const query = where === 'query' ? `?name=${encodeURIComponent(text)}&${encodeURIComponent(name)}=${encodeURIComponent(secret)}` : '';
      const headers = where === 'header' ? { ...json, [name]: encodeURIComponent(secret), 'x-a': encodeURIComponent(text) } : json;
      const body = where === 'body' && method !== 'get' ? JSON.stringify({ name: value, sql: value, [name]: secret }) : null;
      const response = await mock.fetch(`http://mock${path.replaceAll(/[{}]/g, '')}${query}`, {
        method: method.toUpperCase(),
        headers,
        body,
      });
      await response.arrayBuffer();
      const recorded = readFileSync(file, 'utf8').trimEnd().split('\n').at(-1);
      expect(JSON.stringify([seen, mock.calls]) + recorded).not.toContain(mark);
    },
  );
  await fc.assert(property, { numRuns: 300 });
});

it('what is not secret stays as it was, and what is redacted once', () => {
  const harmless = fc.constantFrom('name', 'max_tokens', 'token_count', 'key', 'primary key', 'user', 'passenger', 'task', 'a.b');
  const anyText = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(anyPlace, harmless, anyText, (place, name, text) => {
      const value = place(name, text.replaceAll(/[@\p{Surrogate}]/gu, ''));
      const written = typeof value === 'string' ? value : JSON.stringify(value);
      if (!written.includes('//user:')) expect(redactText(written)).toBe(written);
    }),
  );
  fc.assert(
    fc.property(anyPlace, anyName, anyText, (place, name, text) => {
      const once = redactText(JSON.stringify(place(name, text.replaceAll(/\p{Surrogate}/gu, ''))));
      expect(redactText(once)).toBe(once);
      JSON.parse(once);
    }),
  );
});
