// What a process that starts a mock has to load: built, as users run it.

import { expect, it } from 'vitest';
import { runProcess } from '../../../scripts/testing/process.ts';
import { jobsPath } from './support.ts';

const index = new URL('../dist/index.js', import.meta.url).href;

/** Whether Prism is loaded in a new process after one response. */
async function loadsPrism(prefer: string): Promise<unknown> {
  const program = `
    import { createRequire } from 'node:module';
    import { createMock } from ${JSON.stringify(index)};
    const headers = { 'x-auth-token': 'any', prefer: '${prefer}' };
    const { status } = await createMock().fetch('http://mock${jobsPath}', { headers });
    const loaded = Object.keys(createRequire(${JSON.stringify(index)}).cache);
    console.log(JSON.stringify({ status, isPrismLoaded: loaded.some((file) => file.includes('prism-http')) }));`;
  const { stdout, stderr } = await runProcess(process.execPath, ['--input-type=module', '--eval', program]);
  return stdout === '' ? stderr : JSON.parse(stdout);
}

it('a documented response is given without Prism, whose loading takes longer than all else', async () => {
  expect(await loadsPrism('code=200')).toEqual({ status: 200, isPrismLoaded: false });
});

it('Prism is loaded for the first response that has to be made up', async () => {
  expect(await loadsPrism('dynamic=true')).toEqual({ status: 200, isPrismLoaded: true });
});
