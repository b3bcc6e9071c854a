// What a process that starts a mock has to load: built, as users run it.
import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { jobsPath } from './support.ts';

const index = new URL('../dist/index.js', import.meta.url).href;

/** Whether Prism is loaded in a new process after one answer. */
function loadsPrism(prefer: string): unknown {
  const program = `
    import { createRequire } from 'node:module';
    import { createMock } from '${index}';
    const headers = { 'x-auth-token': 'any', prefer: '${prefer}' };
    const { status } = await createMock().fetch('http://mock${jobsPath}', { headers });
    const loaded = Object.keys(createRequire('${index}').cache);
    console.log(JSON.stringify({ status, isPrismLoaded: loaded.some((file) => file.includes('prism-http')) }));`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' }));
}

it('a documented answer is given without Prism, whose loading takes longer than all else', () => {
  expect(loadsPrism('code=200')).toEqual({ status: 200, isPrismLoaded: false });
});

it('Prism is loaded for the first answer that has to be made up', () => {
  expect(loadsPrism('dynamic=true')).toEqual({ status: 200, isPrismLoaded: true });
});
