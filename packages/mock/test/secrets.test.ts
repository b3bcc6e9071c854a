import { expect, it } from 'vitest';
import { redactJson, redactPath, redactViolation } from '../src/redaction.ts';

it('leaves all else of a query as it was sent', () => {
  expect(redactPath(new URL('http://mock/a?x=%41+b&token=geheim&flag'))).toBe('/a?x=%41+b&token=[redacted]&flag');
});

it.each([
  ['{"password": "ge\\"heim", "id": 9223372036854775807 }', '{"password": "[redacted]", "id": 9223372036854775807 }'],
  ['{"token":{"a":["}",1]},"b":[{"sk":1}]}', '{"token":"[redacted]","b":[{"sk":"[redacted]"}]}'],
  ['{"pass\\u0077ord":"geheim"}', '{"pass\\u0077ord":"[redacted]"}'],
  ['{"password":"geheim', '{"password":"[redacted]"'],
  ['{"password":null,"a":"password"}', '{"password":"[redacted]","a":"password"}'],
  ['not JSON', 'not JSON'],
])('makes %s into %s', (text, redacted) => {
  expect(redactJson(text)).toBe(redacted);
});

it('finds the end of a secret in a long text in time', () => {
  const text = `{"a":"${'\\"'.repeat(500_000)}","token":[${'['.repeat(500_000)}`;

  expect(redactJson(text)).toHaveLength(text.length - 500_001 + '"[redacted]"'.length);
});

it('omits what was found where it is a secret', () => {
  const violation = { pointer: 'body.admin.password[0]', rule: 'pattern', message: 'must match', found: '"geheim"' };

  expect(redactViolation(violation)).not.toHaveProperty('found');
  expect(redactViolation({ ...violation, pointer: 'query', found: '"token=%ZZ"' })).not.toHaveProperty('found');
  expect(redactViolation({ ...violation, pointer: 'body.name' })).toHaveProperty('found');
});
