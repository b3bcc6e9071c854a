import { describe, expect, it } from 'vitest';
import { DliError, DliJsonError } from '../src/index.ts';
import {
  parseResultSchema,
  parseRuntimeSettings,
  parseStaticEstimator,
  parseStreamGraph,
  stringifyRuntimeSettings,
  stringifyStaticEstimator,
} from '../src/validation.ts';
import { startService } from './service.ts';

function catchError(act: () => unknown): unknown {
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

  it('with fields that are not documented', () => {
    expect(parseStaticEstimator('{"operator_list":[{"id":"a","speed":1}],"more":[]}')).toEqual({
      operator_list: [{ id: 'a', speed: 1 }],
      more: [],
    });
  });

  it.each([
    ['{', 'ResultSchema: the text is not JSON.'],
    ['', 'ResultSchema: the text is empty.'],
    [null, 'ResultSchema: expected a string that holds JSON, found null.'],
    [undefined, 'ResultSchema: expected a string that holds JSON, found undefined.'],
  ])('not from %s', (text, message) => {
    const error = catchError(() => parseResultSchema(text as never));
    expect(error).toBeInstanceOf(DliJsonError);
    expect(error).toBeInstanceOf(DliError);
    expect(error).toMatchObject({ name: 'DliJsonError', schema: 'ResultSchema', violations: [], message });
  });

  it('not when it is other JSON, with every point that is wrong', () => {
    expect(catchError(() => parseResultSchema('{"fields":[{"name":1,"type":"int"}]}'))).toMatchObject({
      message: 'ResultSchema: /type is missing; /fields/0/name has to be a string.',
      violations: [
        { pointer: '/type', rule: 'required', message: 'is missing' },
        { pointer: '/fields/0/name', rule: 'type', message: 'has to be a string' },
      ],
    });
    expect(catchError(() => parseRuntimeSettings('{"key":"a"}'))).toMatchObject({
      message: 'RuntimeSettings: has to be a list.',
    });
  });
});

describe('JSON is written into a string', () => {
  it('for every field of a request that holds some', async () => {
    const { dli, received } = await startService();
    await dli.updateFlinkSqlJob({
      job_id: 1,
      static_estimator_config: stringifyStaticEstimator({ operator_list: [{ id: 'a', rate_factor: 0.5 }] }),
      runtime_config: stringifyRuntimeSettings([{ key: 'table.exec.state.ttl', value: '1 h' }]),
    });
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      static_estimator_config: '{"operator_list":[{"id":"a","rate_factor":0.5}]}',
      runtime_config: '[{"key":"table.exec.state.ttl","value":"1 h"}]',
    });
  });

  it('not from a value of another shape', () => {
    const act = () => stringifyStaticEstimator({ operator_list: [{ id: 'a', rate_factor: Number.NaN }] });
    expect(catchError(act)).toMatchObject({
      name: 'DliJsonError',
      message: 'StaticEstimator: /operator_list/0/rate_factor has to be a number.',
    });
    expect(catchError(() => stringifyRuntimeSettings({ a: '1' } as never))).toBeInstanceOf(DliJsonError);
  });

  it.each<[string, () => unknown, string]>([
    [
      'a field',
      () => stringifyStaticEstimator({ operator_list: [], operater_list: [] } as never),
      '/operater_list is not a field here; it takes operator_list.',
    ],
    [
      'a field of an item',
      () => stringifyStaticEstimator({ operator_list: [{ id: 'a', rate: 0.5 } as never] }),
      '/operator_list/0/rate is not a field here; it takes id, rate_factor, output_rate.',
    ],
  ])('not with %s that is not documented', (_what, act, message) => {
    expect(catchError(act)).toMatchObject({ name: 'DliJsonError', message: `StaticEstimator: ${message}` });
  });

  it('not from a Map', () => {
    expect(catchError(() => stringifyRuntimeSettings([{ key: 'a', value: new Map() as never }]))).toBeInstanceOf(DliJsonError);
    expect(catchError(() => stringifyStaticEstimator({ operator_list: [], more: new Map() } as never))).toBeInstanceOf(DliJsonError);
  });

  it('not from a value that JSON cannot carry', () => {
    const toJSON = () => {
      throw new Error('no');
    };
    expect(catchError(() => stringifyRuntimeSettings(Object.assign([], { toJSON })))).toMatchObject({
      name: 'DliJsonError',
      message: 'RuntimeSettings: the value cannot be written as JSON.',
    });
  });
});
