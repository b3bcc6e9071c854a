import { describe, expect, it } from 'vitest';
import { DliError } from '../src/index.ts';
import {
  DliJsonError,
  operatorConfig,
  parseResultSchema,
  parseRuntimeSettings,
  parseStaticEstimator,
  parseStreamGraph,
  runtimeConfig,
  staticEstimatorConfig,
} from '../src/json/index.ts';
import { serviceThatAnswers } from './service.ts';

function errorOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('JSON in a string is read', () => {
  it('as the columns of a result', () => {
    const detail = '{"type":"struct","fields":[{"name":"id","type":"integer","nullable":true,"metadata":{}}]}';
    expect(parseResultSchema(detail).fields.map(({ name, type }) => `${name} ${type}`)).toEqual(['id integer']);
  });

  it('as a stream graph, with integers as they are', () => {
    expect(parseStreamGraph('{"nodes":[{"id":9007199254740993}]}').nodes?.[0]?.id).toBe(9007199254740993n);
  });

  it('with fields that nobody described', () => {
    expect(parseStaticEstimator('{"operator_list":[{"id":"a","speed":1}],"more":[]}')).toEqual({
      operator_list: [{ id: 'a', speed: 1 }],
      more: [],
    });
  });

  it.each([
    ['{', 'detail does not hold JSON.'],
    ['', 'detail is empty; there is no JSON to read.'],
    [null, 'detail is null, not a string that holds JSON.'],
    [undefined, 'detail is undefined, not a string that holds JSON.'],
  ])('not from %s', (text, message) => {
    const error = errorOf(() => parseResultSchema(text as never));
    expect(error).toBeInstanceOf(DliJsonError);
    expect(error).toBeInstanceOf(DliError);
    expect(error).toMatchObject({ name: 'DliJsonError', field: 'detail', violations: [], message });
  });

  it('not when it is other JSON, with every point that is wrong', () => {
    expect(errorOf(() => parseResultSchema('{"fields":[{"name":1,"type":"int"}]}'))).toMatchObject({
      message: 'detail is not as described: /type is missing; /fields/0/name has to be a string.',
      violations: [
        { pointer: '/type', rule: 'required', message: 'is missing' },
        { pointer: '/fields/0/name', rule: 'type', message: 'has to be a string' },
      ],
    });
    expect(errorOf(() => parseRuntimeSettings('{"key":"a"}'))).toMatchObject({
      message: 'runtime_config is not as described: has to be a list.',
    });
  });
});

describe('JSON is written into a string', () => {
  it('for every field of a request that holds some', async () => {
    const { dli, received } = await serviceThatAnswers();
    await dli.updateFlinkSqlJob({
      job_id: 1,
      static_estimator_config: staticEstimatorConfig({ operator_list: [{ id: 'a', rate_factor: 0.5 }] }),
      operator_config: operatorConfig({ operator_list: [{ id: 'a', parallel: 2 }] }),
      runtime_config: runtimeConfig([{ key: 'table.exec.state.ttl', value: '1 h' }]),
    });
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      static_estimator_config: '{"operator_list":[{"id":"a","rate_factor":0.5}]}',
      operator_config: '{"operator_list":[{"id":"a","parallel":2}]}',
      runtime_config: '[{"key":"table.exec.state.ttl","value":"1 h"}]',
    });
  });

  it('not from a value of another shape', () => {
    const act = () => staticEstimatorConfig({ operator_list: [{ id: 'a', rate_factor: Number.NaN }] });
    expect(errorOf(act)).toMatchObject({
      name: 'DliJsonError',
      message: 'static_estimator_config is not as described: /operator_list/0/rate_factor has to be a number.',
    });
    expect(errorOf(() => runtimeConfig({ a: '1' } as never))).toBeInstanceOf(DliJsonError);
  });

  it.each<[string, () => unknown, string]>([
    [
      'a field',
      () => staticEstimatorConfig({ operator_list: [], operater_list: [] } as never),
      '/operater_list is not a field here; it takes operator_list.',
    ],
    [
      'a field of an item',
      () => staticEstimatorConfig({ operator_list: [{ id: 'a', rate: 0.5 } as never] }),
      '/operator_list/0/rate is not a field here; it takes id, rate_factor, output_rate.',
    ],
  ])('not with %s that nobody described', (_what, act, message) => {
    expect(errorOf(act)).toMatchObject({ name: 'DliJsonError', message: `static_estimator_config is not as described: ${message}` });
  });

  it('with any field where none is described', () => {
    expect(operatorConfig({ operators: { a: 2 } })).toBe('{"operators":{"a":2}}');
  });

  it('not from a value that JSON cannot carry', () => {
    const value: Record<string, unknown> = {};
    value.self = value;
    expect(errorOf(() => operatorConfig(value))).toMatchObject({
      name: 'DliJsonError',
      message: 'operator_config cannot be written as JSON.',
    });
  });
});
