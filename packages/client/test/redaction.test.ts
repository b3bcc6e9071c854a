import { describe, expect, it } from 'vitest';
import { largestGrowth, measureGrowth } from '../../../scripts/testing/growth.ts';
import { isSecretName, redact, redactHeaders, redactText } from '../src/index.ts';

const hide = (text: string) => redact(text).replaceAll('[redacted]', '…');

describe('the value is replaced, and nothing else,', () => {
  it.each([
    // Options of SQL, with and without quotes and signs.
    [`with ('password' = 'hunter2', 'topic' = 'a')`, `with ('password' = '…', 'topic' = 'a')`],
    [`'properties.ssl.key.password'='it''s'`, `'properties.ssl.key.password'='…'`],
    [`options(password="hunter2", url="a")`, `options(password="…", url="a")`],
    [`options(user 'a', password 'hunter2')`, `options(user 'a', password '…')`],
    ['`fs.obs.secret.key`=hunter2;', '`fs.obs.secret.key`=…;'],
    [`set fs.obs.secret.key = hunter2;\nselect 1`, `set fs.obs.secret.key = …;\nselect 1`],
    [`access.key = 'hunter2'`, `access.key = '…'`],
    ['access.key = hunter2\nregion = a', 'access.key = …\nregion = a'],
    [`options ('host'='h','auth'='hunter2')`, `options ('host'='h','auth'='…')`],
    ['spark.redis.auth=hunter2\nspark.redis.host=h', 'spark.redis.auth=…\nspark.redis.host=h'],
    // Arguments.
    [`--passwd=hunter2 --name=a`, `--passwd=… --name=a`],
    [`--password hunter2 --name a -Dtoken=hunter2`, `--password … --name a -Dtoken=…`],
    [
      `{"args":["--db-password","hunter2","--name","a","pwd=hunter2","--token=a,b&c"]}`,
      `{"args":["--db-password","…","--name","a","pwd=…","--token=…"]}`,
    ],
    // JSON, whatever its names are written with, at any depth, also when it breaks off.
    [`{"db_password": "hunter2", "name": "a"}`, `{"db_password": "…", "name": "a"}`],
    [`{"password":"a\\"hunter2"}`, `{"password":"…"}`],
    [`{"sk":"hunter2","ak" : "hunter2"}`, `{"sk":"…","ak" : "…"}`],
    [`{"pass\\u0077ord":"hunter2","n":9223372036854775807}`, `{"pass\\u0077ord":"…","n":9223372036854775807}`],
    [`{"token":{"a":["hunter2",1234567]},"b":[1]}`, `{"token":{"a":["…","…"]},"b":[1]}`],
    [`{"config":"{\\"api_token\\":\\"hunter2\\",\\"a\\":\\"\\u4e2d\\"}"}`, `{"config":"{\\"api_token\\":\\"…\\",\\"a\\":\\"\\u4e2d\\"}"}`],
    [`{"sql":"with (password=\\"hunter2\\", a=\\"b\\")"}`, `{"sql":"with (password=\\"…\\", a=\\"b\\")"}`],
    [`{"sql":"with ('password' = 'hunter2\\n')"}`, `{"sql":"with ('password' = '…')"}`],
    [`{"password":"hunter2`, `{"password":"…`],
    [`failed: {"a":"{\\"password\\":\\"hunter2\\"}"}`, `failed: {"a":"{\\"password\\":\\"…\\"}"}`],
    [`{'password': 'hunter2', 'access key': "hunter2", 'a': 1}`, `{'password': '…', 'access key': "…", 'a': 1}`],
    [`{"spark.redis.auth":"hunter2","auth_info_name":"a"}`, `{"spark.redis.auth":"…","auth_info_name":"a"}`],
    // What is called auth may be an object that names the secrets in it.
    [
      `{"auth":{"identity":{"methods":["password"],"user":{"name":"a","password":"hunter2"}}}}`,
      `{"auth":{"identity":{"methods":["password"],"user":{"name":"a","password":"…"}}}}`,
    ],
    [`{'auth': {'user': 'a', 'password': 'hunter2'}}`, `{'auth': {'user': 'a', 'password': '…'}}`],
    // URLs and forms.
    [`jdbc:mysql://db/x?user=a&password=hunter2&ssl=true`, `jdbc:mysql://db/x?user=a&password=…&ssl=true`],
    [`{"url":"https:\\/\\/a:hunter2@b\\/c"}`, `{"url":"https:\\/\\/a:…@b\\/c"}`],
    ['/a?x=%41+b&pass%77ord=hunter2&flag', '/a?x=%41+b&pass%77ord=…&flag'],
    ['user=u&password=hunter%262&a=b', 'user=u&password=…&a=b'],
    ['url=jdbc%3Ax%3Fpassword%3Dhunter2%26ssl%3D1', 'url=jdbc%3Ax%3Fpassword%3D…%26ssl%3D1'],
    [
      '--b\r\nContent-Disposition: form-data; name="password"\r\n\r\nhunter2 \n"\r\n--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1',
      '--b\r\nContent-Disposition: form-data; name="password"\r\n\r\n…\r\n--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1',
    ],
    [
      'form-data; name="token"\nContent-Type: text/plain\n\nhunter2\n--b--',
      'form-data; name="token"\nContent-Type: text/plain\n\n…\n--b--',
    ],
    // Keys of TLS.
    [
      `{"ssl.keystore.key":"-----BEGIN RSA PRIVATE KEY-----\\nhunter2\\n-----END RSA PRIVATE KEY-----\\n","a":1}`,
      `{"ssl.keystore.key":"-----BEGIN RSA PRIVATE KEY-----…-----END RSA PRIVATE KEY-----\\n","a":1}`,
    ],
    // Lines of JAAS and headers.
    [`PlainLoginModule required username="a" password="hunter2";`, `PlainLoginModule required username="a" password="…";`],
    [`{"sasl.jaas.config":"required password=\\"hunter2\\";"}`, `{"sasl.jaas.config":"…"}`],
    ['accept: */*\r\nx-auth-token: hunter2\r\nhost: a', 'accept: */*\r\nx-auth-token: …\r\nhost: a'],
    [`-H 'Authorization: Bearer hunter2' -H 'accept: a'`, `-H 'Authorization: …' -H 'accept: a'`],
    // HTML.
    [
      '<input name="password" value="hunter2"><td>Token:</td><td>hunter2</td>',
      '<input name="password" value="…"><td>Token:</td><td>…</td>',
    ],
    ['<p>{&quot;password&quot;:&quot;hunter2&quot;, &quot;a&quot;:1}</p>', '<p>{&quot;password&quot;:&quot;…&quot;, &quot;a&quot;:1}</p>'],
    // UTF-16, read as if it were not.
    ['"password":"hunter2","a"'.split('').join('\0'), `${'"password":"'.split('').join('\0')}\0…${'","a"'.split('').join('\0')}`],
  ])('in %j', (text, shown) => {
    expect(hide(text)).toBe(shown);
    expect(hide(redact(text))).toBe(shown);
  });
});

it('a secret that was sent is replaced however it is written', () => {
  const secret = 'p&ss "wörd"\\<1>';
  const html = 'p&amp;ss &quot;wörd&quot;\\&lt;1&gt;';
  const written = [secret, JSON.stringify(secret), JSON.stringify({ a: JSON.stringify(secret) }), encodeURIComponent(secret), html];
  for (const text of written) expect(redactText(`it is ${text}!`, [secret])).toMatch(/^it is \W*(?:a\W*)?\[redacted\]\W*$/);
  expect(redact({ [secret]: [secret] }, [secret])).toEqual({ '[redacted]': ['[redacted]'] });
});

describe('the value of a field is replaced', () => {
  it.each(['password', 'db_passwd', 'accessToken', 'SK', 'client-secret', 'spark.redis.auth'])('when its name is %s', (name) => {
    expect(redact({ list: [{ [name]: 'hunter2', name: 'a' }] })).toEqual({ list: [{ [name]: '[redacted]', name: 'a' }] });
  });
});

it('an object called auth is not secret as a whole', () => {
  expect(redact({ auth: { user: 'a', password: 'hunter2' } })).toEqual({ auth: { user: 'a', password: '[redacted]' } });
});

describe('a name', () => {
  it.each([
    ...['Authorization', 'X-Auth-Token', 'X-Security-Token', 'Cookie', 'Set-Cookie', 'Proxy-Authorization', 'X-Subject-Token'],
    ...[
      'password',
      'passwd',
      'pwd',
      'secretKey',
      'fs.obs.access.key',
      'accessKeyId',
      'ak',
      'SK',
      'private_key',
      'api-key',
      'signature',
      'DB_PASS',
      'sasl.jaas.config',
      'passphrase',
      'auth',
      'redisAuth',
    ],
  ])('is that of a secret: %s', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each([
    'key',
    'name',
    'job_id',
    'content-type',
    'task',
    'x-request-id',
    'keyword',
    'max_tokens',
    'promptTokens',
    'token_count',
    'token-type',
    'passenger',
    'auth_info_name',
    'datasourceauth',
    'authentication',
    'auth.type',
    'author',
  ])('is not: %s', (name) => {
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
    '{"max_tokens":100,"token_count":"5","token":null,"password":"","token_expires_at":"2030"}',
    'select password, u.token from u join t on u.token = t.token and u.token=t.token where token_count=5',
    'create table u (password string, token varchar(20), `secret` int)',
    'select token::varchar, count(token) from u group by token',
    'password: is required',
    '<th>Password</th><th>Status</th>',
    'Access=<AK>, SignedHeaders=<names>, Signature=<hex>',
    '{"task":"a","risk":"b"}',
    '{"object":"datasourceauth.a","authInfo":"b","with":"passwdauthentication"}',
    'create table u (auth string)',
  ])('in %s', (text) => {
    expect(hide(text)).toBe(text);
  });
});

describe('the cost is in proportion to the length of a text', () => {
  it.each([
    ['', 'token'],
    ['', 'token='],
    ['', `token="`],
    ['', `token='`],
    ['', `"token`],
    ['', '"token"'],
    ['', '\\'],
    ['', `token=\\"`],
    ['', 'token '],
    ['', '\npassword: x y'],
    ['', '%25'],
    ['', '&amp;'],
    ['', 'password=a,'],
    ['', 'a://b:c'],
    ['', '<td>a</td>'],
    ['', '<password a'],
    ['<a', ' value='],
    ['<a', ' name=x'],
    ['', '{"a":'],
    ['', '\0'],
    ['', 'form-data; name="token"\n\n'],
    ['', 'a: form-data; name="token"\n'],
    ['', '-----BEGIN PRIVATE KEY-----'],
  ])('that begins with %j and repeats %j', async (start, part) => {
    const make = (bytes: number) => {
      const text = start + part.repeat(bytes / part.length);
      return () => hide(text);
    };
    expect(await measureGrowth(make)).toBeLessThan(largestGrowth);
  });
});
