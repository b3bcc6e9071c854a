import { createDliClient, DliPackageError, uploadPackage, waitForPackage } from '@dli-openapi/client';
import { beforeEach, describe, expect, it } from 'vitest';
import { createMock } from '../src/index.ts';
import { createCaller } from './sandbox-support.ts';

const mock = createMock({ sandbox: true });
const call = createCaller(mock);
const team = { key: 'team', value: 'risk' };
const bucket = 'https://bucket.obs.cn-north-4.myhuaweicloud.com';
const upload = (path: string, more: object = {}) => call('uploadJobResources', { body: { paths: [path], kind: 'jar', ...more } });
const show = (resource_name: string, group?: string) =>
  call('showJobResource', { path: { resource_name }, query: group === undefined ? {} : { group } });
const remove = (resource_name: string, group?: string) =>
  call('deleteJobResource', { path: { resource_name }, query: group === undefined ? {} : { group } });
const list = async (query = {}) => (await call('listJobResources', { query })).body;
const gone = { status: 404, body: { error_code: 'DLI.0023' } };

beforeEach(() => mock.reset());

describe('a package', () => {
  it('is READY once the upload responds, with 201, and named by its file', async () => {
    const { now } = mock.clock;
    const times = { create_time: now, update_time: now };
    const shown = { ...times, resource_type: 'jar', resource_name: 'a.jar', status: 'READY', underlying_name: 'a.jar' };
    expect(await upload(`${bucket}/jars/a.jar`)).toMatchObject({ status: 201, body: { resource_names: ['a.jar'] } });
    expect((await show('a.jar')).body).toEqual({ ...shown, owner: 'test_user' });
    expect(await upload('obs://bucket/a.jar', { group: 'g' })).toMatchObject({ status: 201 });
    expect((await upload('obs://bucket/b.jar', { group: 'g' })).body).toEqual({
      ...{ group_name: 'g', status: 'READY', ...times, is_async: false, owner: 'test_user', resources: ['b.jar'] },
      details: [{ ...shown, resource_name: 'b.jar', underlying_name: 'b.jar', is_async: false }],
    });
  });
  it('is UPLOADING in the background at first, or FAILED if a test plans it', async () => {
    mock.plan({ target: 'bad.jar', outcome: 'FAILED' });
    const { body } = await call('uploadJobResources', {
      body: { paths: ['obs://bucket/good.jar', 'obs://bucket/bad.jar'], kind: 'jar', group: 'g', is_async: true },
    });
    expect(body).toMatchObject({ status: 'UPLOADING', is_async: true, details: [{ status: 'UPLOADING', is_async: true }, {}] });
    mock.clock.advance('10s');
    expect([(await show('good.jar', 'g')).body.status, (await show('bad.jar', 'g')).body.status]).toEqual(['READY', 'FAILED']);
    expect((await list()).groups).toMatchObject([{ group_name: 'g', status: 'FAILED', is_async: true }]);
    mock.plan({ kind: 'packages', outcome: 'FAILED', after: '1h' });
    expect((await upload('obs://bucket/now.jar', { group: 'g' })).body.status).toBe('FAILED');
  });
  it('is replaced by a file of its name, with the time, owner and labels that it had', async () => {
    await upload('obs://bucket/a.jar', { group: 'g', tags: [team], is_async: true });
    await call('updateJobResourceOwner', { body: { new_owner: 'someone', group_name: 'g', resource_name: 'a.jar' } });
    const create_time = mock.clock.now;
    mock.clock.advance('1s');
    await call('uploadPythonFileJobResources', { body: { paths: ['obs://bucket/other/a.jar'], group: 'g' } });
    mock.clock.advance('1m');
    expect((await show('a.jar', 'g')).body).toMatchObject({
      ...{ resource_type: 'pyFile', owner: 'someone', status: 'READY' },
      ...{ create_time, update_time: create_time + 1_000 },
    });
    expect((await list({ tags: 'team=risk' })).total).toBe(1);
    expect(mock.state.projects.test?.packages).toMatchObject([{ stages: [{ state: 'UPLOADING' }, { state: 'READY' }] }]);
  });
  it('keeps no labels where the upload that replaces it has others', async () => {
    await upload('obs://bucket/a.jar', { tags: [team] });
    await upload('obs://bucket/a.jar', { tags: [{ key: 'stage', value: 'live' }] });
    expect([(await list({ tags: 'team=risk' })).total, (await list({ tags: 'stage=live' })).total]).toEqual([0, 1]);
  });
  it.each([
    ['https://b.obs.example.com/jars/a.jar?AccessKeyId=a&Signature=x/y', 'a.jar'],
    ['https://b.obs.example.com/jars/a.jar#part', 'a.jar'],
    ['HTTPS://b.obs.example.com/jars/my%20job%C3%A9.jar', 'my jobé.jar'],
    ['https://b.obs.example.com/jars%2Fa.jar', 'a.jar'],
    ['https://b.obs.example.com/100%.jar', '100%.jar'],
    ['obs://bucket/100%20.jar', '100%20.jar'],
    ['obs://bucket/what?.jar', 'what?.jar'],
  ])('of %s has the name of its file, as the client knows', async (path, name) => {
    const dli = createDliClient({ baseUrl: 'http://127.0.0.1', projectId: 'test', credentials: { token: 'any' }, fetch: mock.fetch });
    const [uploaded] = await uploadPackage(dli, { paths: [path], kind: 'jar' }, { clock: mock.clock.timer });
    expect(uploaded).toMatchObject({ resource_name: name, status: 'READY' });
    expect(mock.state.projects.test?.packages.map(({ resource_name }) => resource_name)).toEqual([name]);
  });
  it('is another one in each group, and without a group', async () => {
    for (const more of [{}, { group: 'g' }, { group: 'h' }]) await upload('obs://bucket/a.jar', more);
    expect(await remove('a.jar', 'g')).toMatchObject({ status: 200, text: '' });
    expect([(await show('a.jar')).status, (await show('a.jar', 'g')).status, (await show('a.jar', 'h')).status]).toEqual([200, 404, 200]);
  });
  it.each([
    ['shown', () => show('b.jar', 'g'), gone],
    ['shown without its group', () => show('a.jar'), gone],
    ['deleted', () => remove('b.jar'), gone],
    ['given to a user', () => call('updateJobResourceOwner', { body: { new_owner: 'someone', resource_name: 'b.jar' } }), gone],
    ['in a group that is not there', () => call('updateJobResourceOwner', { body: { new_owner: 'someone', group_name: 'h' } }), gone],
    [
      'given to what no user is called',
      () => call('updateJobResourceOwner', { body: { new_owner: '1someone', group_name: 'g' } }),
      { status: 400, body: { error_code: 'DLI.0001' } },
    ],
    ['a folder', () => upload('obs://bucket/folder/'), { status: 400, body: { error_code: 'DLI.0002' } }],
    ['a URL without a file', () => upload('https://b.example.com/?a=/b.jar'), { status: 400, body: { error_code: 'DLI.0002' } }],
    ['a URL without a path', () => upload('https://b.example.com?a=/b.jar'), { status: 400, body: { error_code: 'DLI.0002' } }],
    ['no OBS path', () => upload('a.jar'), { status: 400, body: { error_code: 'DLI.0002' } }],
    ['of a name that is too long', () => upload(`obs://bucket/${'a'.repeat(129)}`), { status: 400, body: { error_code: 'DLI.0001' } }],
    ['in a group with a slash', () => upload('obs://bucket/a.jar', { group: 'a/b' }), { status: 400, body: { error_code: 'DLI.0001' } }],
    ['one of none', () => call('uploadJobResources', { body: { paths: [], kind: 'jar' } }), { status: 400 }],
    ['labelled twice', () => upload('obs://bucket/a.jar', { tags: [team, team] }), { status: 400, body: { error_code: 'DLI.0001' } }],
  ])('cannot be %s', async (_what, attempt, refusal) => {
    await upload('obs://bucket/a.jar', { group: 'g' });
    expect(await attempt()).toMatchObject(refusal);
    expect((await list()).total).toBe(1);
  });
  it('is one of at most 1,000, or else none of an upload is', async () => {
    const paths = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `obs://bucket/${from + index}.jar`);
    const send = (from: number, to: number) => call('uploadFileJobResources', { body: { paths: paths(from, to), group: 'g' } });
    expect((await send(0, 999)).status).toBe(201);
    expect((await send(999, 1_001)).body.error_code).toBe('DLI.1028');
    expect((await send(990, 1_000)).status).toBe(201);
    expect((await call('showQuota')).body.quotas?.resources).toContainEqual(
      expect.objectContaining({ type: 'SL_PKG_RESOURCE', used: 1_000 }),
    );
  });
  it('has labels, permissions and an owner', async () => {
    await upload('obs://bucket/a.jar', { group: 'g', tags: [team] });
    const path = { resource_type: 'dli_package_resource', resource_id: encodeURIComponent('g#a.jar') };
    expect((await call('showResourceTags', { path })).body).toEqual({ tags: [team], count: 1 });
    expect((await call('showResourceTags', { path: { ...path, resource_id: 'g#b.jar' } })).body.error_code).toBe('DLI.0002');
    await call('updateJobResourceOwner', { body: { new_owner: 'someone', group_name: 'g' } });
    expect((await call('listAuthorizationPrivileges', { query: { object: 'groups.g' } })).body).toMatchObject({
      privileges: [{ user_name: 'someone' }],
    });
    const grant = { object: 'resources.g/a.jar', privileges: ['DROP'] };
    await call('runAuthorizationAction', { body: { action: 'grant', user_name: 'reader', privileges: [grant] } });
    await remove('a.jar', 'g');
    expect(mock.state.projects.test?.grants).toEqual([]);
  });
});

describe('a group', () => {
  it('comes with its first package, lists its packages, and stays when they go', async () => {
    await call('uploadJarJobResources', { body: { paths: ['obs://bucket/a.jar'], group: ' g ' } });
    const created = mock.clock.now;
    mock.clock.advance('1m');
    await call('uploadFileJobResources', { body: { paths: ['obs://bucket/b.txt'], group: 'g' } });
    await upload('obs://bucket/c.jar');
    expect(await list()).toMatchObject({
      total: 3,
      resources: [{ resource_name: 'c.jar' }],
      groups: [{ group_name: 'g', resources: ['a.jar', 'b.txt'], create_time: created, update_time: mock.clock.now, owner: 'test_user' }],
      modules: [],
    });
    expect(await list({ kind: 'file' })).toMatchObject({ total: 1, resources: [], groups: [{ resources: ['b.txt'] }] });
    expect(await list({ kind: 'pyFile' })).toMatchObject({ total: 0, resources: [], groups: [] });
    await remove('a.jar', 'g');
    await remove('b.txt', 'g');
    expect((await list()).groups).toMatchObject([{ group_name: 'g', status: 'READY', resources: [], details: [] }]);
  });
  it('can be seeded, with packages or without', async () => {
    mock.seed({
      packageGroups: [{ group_name: 'empty' }, { group_name: 'g', owner: 'someone' }],
      packages: [{ resource_name: 'a.jar', group_name: 'g', status: 'UPLOADING', project_id: 'test' }, { resource_name: 'a.jar' }],
    });
    expect(await list()).toMatchObject({
      total: 2,
      resources: [{ resource_name: 'a.jar', status: 'READY' }],
      groups: [{ group_name: 'empty' }, { group_name: 'g', owner: 'someone', status: 'UPLOADING' }],
    });
    expect(mock.state.projects.test?.packages[0]).toMatchObject({ group_name: 'g', resource_name: 'a.jar' });
    expect(() => mock.seed({ packages: [{ resource_name: 'a.jar', group_name: 'g' }] })).toThrow('the ID g/a.jar is taken');
    expect(() => mock.seed({ packages: [{ resource_name: 'a/b.jar' }] })).toThrow("A package's name must have");
  });
});

describe('a job that names a package', () => {
  const spark = (file: string, more: object = {}) =>
    call('createSparkJob', { body: { file, className: 'Main', queue: 'default', ...more } });
  const flink = (entrypoint: string, more: object = {}) => call('createFlinkJarJob', { body: { name: 'job', entrypoint, ...more } });

  it('is created as long as the project has no packages', async () => {
    expect((await spark('a.jar', { jars: ['g/b.jar'], groups: [{ name: 'g', resources: [{ name: 'a.jar' }] }] })).status).toBe(200);
    expect((await flink('a.jar', { dependency_jars: ['g/b.jar'] })).status).toBe(200);
  });
  it('is created with packages that are there, and with any OBS path', async () => {
    mock.seed({ packages: [{ resource_name: 'a.jar' }, { resource_name: 'b.jar', group_name: 'g' }] });
    const groups = [{ name: 'g', resources: [{ name: 'b.jar', type: 'jar' }] }];
    const others = { jars: ['g/b.jar', 'b.jar'], files: ['obs://bucket/c.txt'], resources: [{ name: 'g/b.jar' }], groups };
    expect((await spark('a.jar', others)).status).toBe(200);
    expect((await flink('obs://bucket/x.jar', { dependency_jars: ['g/b.jar'], dependency_files: ['a.jar'] })).status).toBe(200);
  });
  it.each([
    ['file', () => spark('x.jar')],
    ['jars', () => spark('a.jar', { jars: ['x.jar'] })],
    ['pyFiles', () => spark('a.jar', { pyFiles: ['x.py'] })],
    ['python_files', () => spark('a.jar', { python_files: ['x.py'] })],
    ['files', () => spark('a.jar', { files: ['g/x.txt'] })],
    ['resources', () => spark('a.jar', { resources: [{ name: 'h/b.jar' }] })],
    ['groups', () => spark('a.jar', { groups: [{ name: 'h' }] })],
    ['a group without it', () => spark('a.jar', { groups: [{ name: 'g', resources: [{ name: 'a.jar' }] }] })],
    ['entrypoint', () => flink('x.jar')],
    ['dependency_jars', () => flink('a.jar', { dependency_jars: ['x.jar'] })],
    ['dependency_files', () => flink('a.jar', { dependency_files: ['h/b.jar'] })],
  ])('that is missing, in %s, is refused', async (_field, attempt) => {
    mock.seed({ packages: [{ resource_name: 'a.jar' }, { resource_name: 'b.jar', group_name: 'g' }] });
    expect(await attempt()).toMatchObject({ status: 400, body: { error_code: 'DLI.0002' } });
  });
  it('is not updated to one that is missing', async () => {
    const { body } = await flink('a.jar');
    await upload('obs://bucket/a.jar');
    await remove('a.jar');
    const update = (entrypoint: string) => call('updateFlinkJarJob', { path: { job_id: body.job?.job_id as never }, body: { entrypoint } });
    expect((await update('obs://bucket/a.jar')).status).toBe(200);
    expect((await update('a.jar')).body).toEqual({
      error_code: 'DLI.12002',
      error_msg: 'The job could not be updated: cannot find resource a.jar.',
    });
  });
  it('waits for it to be READY', async () => {
    await upload('obs://bucket/a.jar', { is_async: true });
    expect((await spark('a.jar')).body).toEqual({ error_code: 'DLI.0012', error_msg: 'The package a.jar is UPLOADING.' });
    mock.clock.advance('5s');
    expect((await spark('a.jar')).status).toBe(200);
  });
});

describe('the client', () => {
  const clock = mock.clock.timer;
  const dli = createDliClient({ region: 'cn-north-4', projectId: 'test', credentials: { token: 'any' }, fetch: mock.fetch, clock });
  const input = { paths: ['obs://bucket/a.jar', 'obs://bucket/b.jar'], kind: 'jar', group: 'g' } as const;

  it('uploads packages, and waits until they are READY', async () => {
    const states: unknown[] = [];
    const uploaded = await uploadPackage(dli, input, { onProgress: ({ state }) => states.push(state) });
    expect(uploaded).toMatchObject([
      { resource_name: 'a.jar', status: 'READY' },
      { resource_name: 'b.jar', status: 'READY' },
    ]);
    expect(states).toContain('UPLOADING');
  });
  it('learns of one that fails', async () => {
    mock.plan({ target: 'b.jar', outcome: 'FAILED' });
    const [first] = await uploadPackage(dli, input, { wait: false });
    expect(first).toMatchObject({ status: 'UPLOADING' });
    await expect(waitForPackage(dli, { resource_name: 'b.jar', group: 'g' })).rejects.toThrow(DliPackageError);
    expect((await waitForPackage(dli, { resource_name: 'a.jar', group: 'g' })).status).toBe('READY');
  });
});
