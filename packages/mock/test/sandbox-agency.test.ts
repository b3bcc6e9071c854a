import { beforeEach, describe, expect, it } from 'vitest';
import { createMock } from '../src/index.ts';
import { createCaller } from './sandbox-support.ts';

const mock = createMock({ sandbox: true });
const call = createCaller(mock);
const set = (roles: string[]) => call('createDliAgency', { body: { roles } });
const show = (project = 'test') => call('showDliAgency', { project });

beforeEach(() => mock.reset());

describe('the agency', () => {
  it('has the roles that were set last', async () => {
    await set(['obs_adm', 'dis_adm']);
    expect((await show()).body).toEqual({ is_success: true, message: '', version: 'v2', current_roles: ['obs_adm', 'dis_adm'] });
    await set(['smn_adm', 'smn_adm']);
    expect((await show()).body.current_roles).toEqual(['smn_adm']);
    await set([]);
    expect((await show()).body.current_roles).toEqual([]);
  });
  it('belongs to one project, and has to be there', async () => {
    await set(['obs_adm']);
    expect(await show('other')).toMatchObject({ status: 400, body: { error_code: 'DLI.0002' } });
  });
  it('can be seeded once', async () => {
    mock.seed({ agencies: [{ current_roles: ['obs_adm'] }] });
    expect((await show()).body.current_roles).toEqual(['obs_adm']);
    expect(() => mock.seed({ agencies: [{}] })).toThrow('agencies[0]: a project has only one agency.');
  });
});
