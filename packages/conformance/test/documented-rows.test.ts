import { Corrections } from '@dli-openapi/authoring/documented/corrections';
import type { PublishedField } from '@dli-openapi/authoring/documented/published';
import { rowOf } from '@dli-openapi/authoring/documented/rows';
import { fieldSamplesOf, samplesOf } from '@dli-openapi/authoring/documented/samples';
import { describe, expect, it } from 'vitest';

const field = (facts: Partial<PublishedField>): PublishedField => ({
  location: 'body',
  pointer: 'jobs[].name',
  name: 'name',
  required: false,
  ...facts,
});
const rowWith = (facts: Partial<PublishedField>) => rowOf(field(facts), {});

describe('a row of a page', () => {
  it('keeps its place and leaves out what the page does not say', () => {
    expect(rowWith({ type: null, typeNorm: null, required: null })).toEqual({ location: 'body', pointer: 'jobs[].name', name: 'name' });
  });

  it.each([
    ['String', 'string', 'string'],
    ['Long', 'long', 'long'],
    ['double', 'double', 'number'],
    ['Array of Long', 'array<long>', 'array<long>'],
    ['Array of Body', 'array<body>', 'array<object>'],
    ['Array[string]', 'array<?>', 'array<string>'],
    ['Array<X> | Array<string>', 'array<other:X | Array<string>>', 'array<string>'],
    ['Array<Array<object>>', 'array<array<object>>', 'array<array<object>>'],
  ])('has its type %s under one name', (type, typeNorm, expected) => {
    expect(rowWith({ type, typeNorm }).type).toBe(expected);
  });

  it.each([
    ['integer', '10', 10],
    ['boolean', 'false', false],
    ['string', '0', '0'],
    ['string', 'null', null],
  ])('has its default as a value of its type %s', (typeNorm, text, expected) => {
    expect(rowWith({ typeNorm, default: text }).default).toBe(expected);
  });

  it('has a default that is a formula apart', () => {
    expect(rowWith({ typeNorm: 'integer', default: '(a*b)/(c-d)' })).toMatchObject({ defaultFormula: '(a*b)/(c-d)' });
  });

  it('has no enum when it is a boolean', () => {
    expect(rowWith({ typeNorm: 'boolean', enum: ['true', 'false'] })).not.toHaveProperty('enum');
  });

  it.each([
    [{ unit: '秒' }, 's'],
    [{ unit: '次/小时' }, 'times/hour'],
    [{ description: '作业更新时间，毫秒数。' }, 'ms'],
    [{ description: 'Expiration time, in seconds.' }, 's'],
  ])('has its unit under one name: %j', (facts, unit) => {
    expect(rowWith({ typeNorm: 'long', ...facts }).unit).toBe(unit);
  });

  it.each([
    ['用户名，当“show_detail”为“false”时独有。', { show_detail: false }],
    ['This parameter is returned only when show_detail is set to true.', { show_detail: true }],
  ])('has the condition under which there is such a field: %s', (description, onlyWhen) => {
    expect(rowWith({ typeNorm: 'string', description })).toMatchObject({ onlyWhen });
  });

  it('says that a string carries JSON', () => {
    expect(rowWith({ typeNorm: 'string', description: '相关列信息的Json字符串。' })).toMatchObject({ json: true });
  });

  it.each([
    ['a default that does not fit its type', { typeNorm: 'number', default: '1.0 CPU core' }, '"1.0 CPU core" does not fit type number'],
    ['a default in prose', { typeNorm: 'string', default: '第一页' }, 'does not fit type string'],
    ['a type that is not known', { type: 'Blob', typeNorm: 'blob' }, 'type "Blob" is not known'],
    ['a unit that is not known', { typeNorm: 'string', unit: 'GB' }, 'unit "GB" is not known'],
  ])('is refused when it has %s', (_what, facts, message) => {
    expect(() => rowWith(facts)).toThrow(message);
  });

  it('has what a correction says', () => {
    const { field: right, set } = new Corrections().of(
      'updateFlinkSqlJob',
      'seed',
      field({ pointer: 'dirty_data_strategy', typeNorm: 'string', enum: ['2:obsDir', '1'] }),
    );
    expect(rowOf(right, set)).toEqual({
      location: 'body',
      pointer: 'dirty_data_strategy',
      name: 'dirty_data_strategy',
      required: false,
      type: 'string',
      rule: '0, 1 or 2:<path>',
    });
  });
});

it('a correction that meets no row is named', () => {
  expect(new Corrections().unused()).toContain('correction 1 in corrections.json meets no row *dirty_data_strategy of seed: delete it');
});

describe('a sample of a page', () => {
  it('is kept as its value', () => {
    expect(samplesOf([{ role: 'request', text: '{"a": 1}', json: { a: 1 } }])).toEqual([{ of: 'request', value: { a: 1 } }]);
  });

  it('that says "None" is none', () => {
    expect(samplesOf([{ role: 'request', text: 'None', none: true }])).toEqual([]);
  });

  it('that is not JSON is kept as its text, with what is wrong with it', () => {
    expect(samplesOf([{ role: 'response', text: '{,}', parseError: 'Unexpected token' }])).toEqual([
      { of: 'response', broken: 'Unexpected token', text: '{,}' },
    ]);
  });

  it('that was mended is kept as its text and as what it reads as', () => {
    expect(samplesOf([{ role: 'response', text: '{"a":1,}', json: { a: 1 }, fixes: ['trailing comma'] }])).toEqual([
      { of: 'response', broken: 'trailing comma', text: '{"a":1,}', value: { a: 1 } },
    ]);
  });

  it('in the row of a field is kept with the field', () => {
    const fields = [field({ pointer: 'plan', typeNorm: 'string', description: 'json格式的字符串。例如：\n{"a":[1]}' })];
    const rows = fields.map((each) => rowOf(each, {}));
    expect(fieldSamplesOf(rows, fields)).toEqual([{ of: 'body.plan', value: '{"a":[1]}' }]);
  });
});
