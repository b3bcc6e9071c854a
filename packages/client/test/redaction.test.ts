import { describe, expect, it } from 'vitest';
import { isSecretName, redact, redactHeaders } from '../src/index.ts';

const hide = (text: string) => redact(text).replaceAll('[redacted]', '…');

describe('the value is replaced', () => {
  it.each([
    [`with ('password' = 'hunter2', 'topic' = 'a')`, `with ('password' = …, 'topic' = 'a')`],
    [`'properties.ssl.key.password'='it''s'`, `'properties.ssl.key.password'=…`],
    [`options(password="hunter2", url="a")`, `options(password=…, url="a")`],
    [`jdbc:mysql://db/x?user=a&password=hunter2&ssl=true`, `jdbc:mysql://db/x?user=a&password=…&ssl=true`],
    [`--passwd=hunter2 --name=a`, `--passwd=… --name=a`],
    ['`fs.obs.secret.key`=hunter2;', '`fs.obs.secret.key`=…;'],
    [`access.key = 'hunter2'`, `access.key = …`],
    [`{"db_password": "hunter2", "name": "a"}`, `{"db_password": …, "name": "a"}`],
    [`{"password":"a\\"hunter2"}`, `{"password":…}`],
    [`{"sk":"hunter2","ak" : "hunter2"}`, `{"sk":…,"ak" : …}`],
    [`{"config":"{\\"api_token\\":\\"hunter2\\"}"}`, `{"config":"{\\"api_token\\":…}"}`],
    [`{"sql":"with (password=\\"hunter2\\", a=\\"b\\")"}`, `{"sql":"with (password=…, a=\\"b\\")"}`],
    [`{"sql":"with ('password' = 'hunter2\\n')"}`, `{"sql":"with ('password' = …)"}`],
  ])('in %s', (text, shown) => {
    expect(hide(text)).toBe(shown);
  });
});

describe('the value of a field is replaced', () => {
  it.each(['password', 'db_passwd', 'accessToken', 'SK', 'client-secret'])('when its name is %s', (name) => {
    expect(redact({ list: [{ [name]: 'hunter2', name: 'a' }] })).toEqual({ list: [{ [name]: '[redacted]', name: 'a' }] });
  });
});

describe('a name', () => {
  it.each([
    ...['Authorization', 'X-Auth-Token', 'X-Security-Token', 'Cookie', 'Set-Cookie', 'Proxy-Authorization', 'X-Subject-Token'],
    ...['password', 'passwd', 'pwd', 'secretKey', 'fs.obs.access.key', 'accessKeyId', 'ak', 'SK', 'private_key', 'api-key', 'signature'],
  ])('is that of a secret: %s', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each(['key', 'name', 'job_id', 'content-type', 'task', 'x-request-id', 'keyword'])('is not: %s', (name) => {
    expect(isSecretName(name)).toBe(false);
  });

  it('is what headers are hidden by; all others are as they are', () => {
    expect(redactHeaders(new Headers({ 'X-Auth-Token': 'hunter2', accept: '*/*' }))).toEqual({
      'x-auth-token': '[redacted]',
      accept: '*/*',
    });
  });
});

describe('nothing is replaced', () => {
  it.each([
    'The token has expired.',
    'Invalid token: expired at noon.',
    `select * from passwords where name = 'a'`,
    '{"name":"password","value":1}',
    '{"task":"a","risk":"b"}',
  ])('in %s', (text) => {
    expect(hide(text)).toBe(text);
  });
});

describe('a long text is no trouble', () => {
  it.each(['token', 'token=', `token="`, `token='`, `"token`, '"token"', '\\', `token=\\"`, 'token '])('when it repeats %s', (part) => {
    // Quadratic work on so much would take minutes.
    expect(hide(part.repeat(200_000)).length).toBeGreaterThan(0);
  });
});
