import { describe, expect, it } from 'vitest';
import { createMock } from '../src/index.ts';
import { copyOfDocument, createPath, mock, post, readPointers, readViolations, token } from './support.ts';

it.each([
  ['a required property that is missing', '{}', 'body.name', 'required'],
  ['a wrong type', '{"name":"a","cu_number":"two"}', 'body.cu_number', 'type'],
  ['null where the document has none', '{"name":null}', 'body.name', 'type'],
  ['a value that is not listed', '{"name":"a","resource_config_version":"v3"}', 'body.resource_config_version', 'enum'],
  ['a text that is too short', '{"name":""}', 'body.name', 'minLength'],
  ['a text that is too long', `{"name":"${'n'.repeat(58)}"}`, 'body.name', 'maxLength'],
  ['a number that is too small', '{"name":"a","resume_max_num":-2}', 'body.resume_max_num', 'minimum'],
  ['a number that is excluded', '{"name":"a","resume_max_num":0}', 'body.resume_max_num', 'not'],
  ['an unknown property', '{"name":"a","colour":"red"}', 'body.colour', 'unevaluatedProperties'],
  ['an unknown property below', '{"name":"a","tags":[{"key":"k","value":"v","valeu":1}]}', 'body.tags[0].valeu', 'unevaluatedProperties'],
  ['a fault in an item', '{"name":"a","tags":[{"key":"k","value":"v"},{"key":1,"value":"v"}]}', 'body.tags[1].key', 'type'],
  ['a fault below an object', '{"name":"a","resource_config":{"max_slot":"one"}}', 'body.resource_config.max_slot', 'type'],
  ['a property named __proto__', '{"name":"a","__proto__":{}}', 'body.__proto__', 'unevaluatedProperties'],
  ['a property named as those of every object', '{"name":"a","constructor":1}', 'body.constructor', 'unevaluatedProperties'],
  ['a body that is not an object', '[]', 'body', 'type'],
  ['a body that is missing', '', 'body', 'required'],
])('refuses %s', async (_what, body, pointer, rule) => {
  const response = await post(body);

  expect([response.status, readViolations(response)]).toEqual([400, [expect.objectContaining({ pointer, rule })]]);
});

it('accepts the smallest body that the document allows', async () => {
  expect((await post('{"name":"a"}')).status).toBe(200);
});

it('gives the known name that an unknown property is most like', async () => {
  const response = await post('{"name":"a","queueName":"q"}');

  expect(await response.json()).toEqual({
    error_code: 'DLI.0001',
    error_msg: 'body.queueName is not a property that the document knows (did you mean queue_name?)',
  });
});

it('says where JSON breaks, without quoting it', async () => {
  const response = await post('{"name": "secret", }');

  expect(await response.json()).toEqual({ error_code: 'DLI.0001', error_msg: 'body must be JSON, and is not at character 20' });
});

it('lists the first of many violations, and counts the others', async () => {
  const properties = Array.from({ length: 30 }, (_, index) => `"unknown${index}":1`);
  const { error_msg } = (await (await post(`{"name":"a",${properties.join(',')}}`)).json()) as { error_msg: string };

  expect(error_msg).toMatch(/^(body\.unknown\d+ [^;]+; ){10}and 20 more$/);
});

it('shortens what was found', async () => {
  const response = await post(`{"name":"a","cu_number":"${'9'.repeat(10_000)}"}`);

  expect(readViolations(response)[0]?.found?.length).toBeLessThan(100);
});

it('stops at the first violation in a large body', async () => {
  const response = await post(`{"name":"a","dependency_jars":[${'1,'.repeat(500_000)}1]}`);

  expect(readPointers(response)).toEqual(['body.dependency_jars[0]']);
});

describe('a content type', () => {
  it.each(['application/json', 'application/json;charset=utf-8', 'Application/JSON ; charset=UTF-8'])('is accepted: %s', async (type) => {
    expect((await post('{"name":"a"}', { 'content-type': type })).status).toBe(200);
  });

  it.each(['text/plain', 'application/jsonx', 'application/x-www-form-urlencoded', ';;;'])('is refused: %s', async (type) => {
    const response = await post('{"name":"a"}', { 'content-type': type });

    expect([response.status, readPointers(response)]).toEqual([400, ['header.content-type']]);
  });

  it('is required, as the pages say', async () => {
    const response = await mock.fetch(`http://mock${createPath}`, {
      method: 'POST',
      headers: token,
      body: new TextEncoder().encode('{"name":"a"}'),
    });

    expect([response.status, readPointers(response)]).toEqual([400, ['header.content-type']]);
  });
});

const int64Request = {
  type: 'object',
  properties: { ids: { type: 'array', items: { type: 'integer', format: 'int64' } } },
  additionalProperties: false,
};

describe('a 64-bit integer in a body', () => {
  const document = copyOfDocument();
  document.components.schemas = { ...document.components.schemas, CreateFlinkJarJobRequest: int64Request as never };
  const wide = createMock({ document });

  it.each(['9007199254740993', '9223372036854775807', '-9223372036854775808', '0'])('may be %s', async (id) => {
    expect((await post(`{"ids":[${id}]}`, {}, wide)).status).toBe(200);
  });

  it.each(['9223372036854775808', '-9223372036854775809', '99999999999999999999999', '1e19'])('may not be %s', async (id) => {
    const response = await post(`{"ids":[1,${id}]}`, {}, wide);

    expect([response.status, readViolations(response)]).toMatchObject([400, [{ pointer: 'body.ids[1]', rule: 'format' }]]);
  });

  it('is reported as it was written', async () => {
    expect(readViolations(await post('{"ids":[9223372036854775809]}', {}, wide))[0]?.found).toBe('9223372036854775809');
  });
});
