import { beforeEach, describe, expect, it } from 'vitest';
import { createMock } from '../src/index.ts';
import { start } from './command-support.ts';
import { createCaller } from './sandbox-support.ts';

const mock = createMock({ sandbox: true });
const call = createCaller(mock);
const create = (auth_info_name: string, more: object = {}) =>
  call('createJobAuthInfo', { body: { auth_info_name, datasource_type: 'passwd', ...more } });
const update = (auth_info_name: string, more: object = {}) => call('updateJobAuthInfo', { body: { auth_info_name, ...more } });
const list = async () => (await call('listJobAuthInfos')).body;
const mark = 's3cr3t';
const secrets = { password: mark, truststore_password: mark, keystore_password: mark };

beforeEach(() => mock.reset());

describe('a datasource authentication', () => {
  it('is listed once it is created', async () => {
    expect(await create('auth1', { user_name: 'reader' })).toMatchObject({ status: 201, body: { is_success: true, message: '' } });
    const times = { create_time: mock.clock.now, update_time: mock.clock.now };
    const shown = { auth_info_name: 'auth1', datasource_type: 'passwd', user_name: 'reader', ...times, owner: 'test_user' };
    expect(await list()).toEqual({ is_success: true, message: '', count: 1, auth_infos: [shown] });
  });
  it('is changed in what an update names', async () => {
    await create('auth1', { user_name: 'reader', krb5_conf: 'a' });
    mock.clock.advance('1m');
    await update('auth1', { user_name: 'writer' });
    expect((await list()).auth_infos).toMatchObject([{ user_name: 'writer', krb5_conf: 'a', update_time: mock.clock.now }]);
  });
  it('is gone once it is deleted', async () => {
    await create('auth1');
    expect((await call('deleteJobAuthInfo', { path: { auth_info_name: 'auth1' } })).body).toEqual({ is_success: true, message: '' });
    expect((await list()).auth_infos).toEqual([]);
  });
  it.each([
    ['created with a name that is taken', () => create('auth1'), 'DLI.0006'],
    ['created with digits for a name', () => create('123'), 'DLI.0001'],
    ['created with an underscore first', () => create('_a'), 'DLI.0001'],
    ['updated before it is there', () => update('auth2'), 'DLI.0002'],
    ['deleted before it is there', () => call('deleteJobAuthInfo', { path: { auth_info_name: 'auth2' } }), 'DLI.0002'],
  ])('cannot be %s', async (_what, attempt, code) => {
    await create('auth1');
    expect((await attempt()).body.error_code).toBe(code);
  });
});

describe('the older operations', () => {
  it('are about the same datasource authentications', async () => {
    const name = { auth_info_name: 'auth1' };
    expect(
      await call('createAuthInfo', { body: { ...name, datasource_type: 'passwd', user_name: 'reader', password: mark } }),
    ).toMatchObject({
      status: 201,
    });
    expect((await create('auth1')).body.error_code).toBe('DLI.0006');
    await call('updateAuthInfo', { body: { ...name, user_name: 'writer' } });
    expect((await list()).auth_infos).toMatchObject([{ ...name, user_name: 'writer' }]);
    expect((await call('listAuthInfo', { query: name })).body).toEqual(await list());
    await call('deleteAuthInfo', { path: name });
    expect((await list()).auth_infos).toEqual([]);
  });
});

describe('a password', () => {
  it('goes in and never comes out', async () => {
    await create('auth1', { ...secrets, key_password: mark });
    await update('auth1', secrets);
    expect(
      JSON.stringify([await list(), mock.state, mock.calls], (_key, value) => (typeof value === 'bigint' ? String(value) : value)),
    ).not.toContain(mark);
  });
  it('is on no page and in no log', async () => {
    const command = await start('--sandbox', '--log', 'json');
    const overHttp = createCaller({ fetch: (url, init) => fetch(String(url).replace('http://mock', command.url), init) });
    const body = { auth_info_name: 'auth1', datasource_type: 'Kafka_SSL', ...secrets, key_password: mark };
    expect((await overHttp('createJobAuthInfo', { body })).status).toBe(201);
    const page = await (await fetch(`${command.url}/-/state`)).text();
    await command.stop();
    expect([...command.lines, page].join('\n')).toContain('createJobAuthInfo');
    expect([...command.lines, page].join('\n')).not.toContain(mark);
  });
  it('is in no seed', () => {
    expect(() => mock.seed({ datasourceAuthentications: [{ password: mark } as object] })).toThrow('password is not a property');
  });
});
