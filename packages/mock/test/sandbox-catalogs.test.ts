import { beforeEach, describe, expect, it } from 'vitest';
import { createMock } from '../src/index.ts';
import { createCaller } from './sandbox-support.ts';

const mock = createMock({ sandbox: true });
const call = createCaller(mock);
const parameters = { type: 'lakeformation', externalCatalog: 'hive' };
const act = (action: 'bind' | 'unbind', name: string, more: object = {}) =>
  call('runCatalogAction', { body: { action, name, parameters, ...more } });
const show = async (catalog_name: string) => (await call('showCatalog', { path: { catalog_name } })).body;

beforeEach(() => mock.reset());

describe('a catalog', () => {
  it('is created when it is bound, and ready a while later', async () => {
    expect((await act('bind', 'catalog1', { description: 'sales' })).body).toEqual({ is_success: true, message: '' });
    const catalog = { name: 'catalog1', create_time: mock.clock.now, parameters, description: 'sales' };
    expect(await show('catalog1')).toEqual({ is_success: true, message: '', ...catalog, status: 'CREATING' });
    mock.clock.advance('30s');
    const ready = { ...catalog, status: 'ACTIVE' };
    expect((await call('listCatalogs')).body).toEqual({ is_success: true, message: '', total_count: 1, catalogs: [ready] });
  });
  it('fails when a test plans it', async () => {
    mock.plan({ kind: 'catalogs', outcome: 'FAILED' });
    await act('bind', 'catalog1');
    mock.clock.advance('30s');
    expect(await show('catalog1')).toMatchObject({ status: 'FAILED' });
    expect(mock.state.projects.test?.catalogs[0]?.stages.map(({ state }) => state)).toEqual(['CREATING', 'FAILED']);
  });
  it('is gone once it is unbound, and its name is free', async () => {
    mock.seed({ catalogs: [{ name: 'catalog1' }] });
    expect(await show('catalog1')).toMatchObject({ status: 'ACTIVE' });
    await act('unbind', 'catalog1');
    expect((await show('catalog1')).error_code).toBe('DLI.0002');
    expect((await act('bind', 'catalog1')).status).toBe(200);
  });
  it('has a name of its own, is of LakeFormation, and has to be there', async () => {
    await act('bind', 'catalog1');
    expect((await act('bind', 'catalog1')).body.error_code).toBe('DLI.0006');
    expect((await act('bind', 'catalog2', { parameters: { type: 'dlc' } })).body.error_code).toBe('DLI.0001');
    expect((await act('unbind', 'catalog2')).body.error_code).toBe('DLI.0002');
  });
});
