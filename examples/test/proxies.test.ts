// The lines of the guide about proxies, run behind a proxy of this machine.
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProcess } from '../../scripts/testing/process.ts';
import { listLines, runLine } from '../proxies/lines.ts';
import type { Place } from '../proxies/place.ts';
import { createPlace } from '../proxies/place.ts';

let place: Place;
beforeAll(async () => {
  place = await createPlace();
});
afterAll(() => place.close());

const isNode = (line: string) => / node /.test(line);
const path = dirname(process.execPath);

it.each(listLines().filter(isNode))('%s', async (line) => {
  expect(await runLine(line, place, path)).toEqual({
    status: 0,
    stdout: expect.stringContaining('26 jobs'),
    stderr: '',
    isThroughProxy: line.includes('PROXY'),
  });
});

it.each(['undici', 'node-fetch'])('the program with %s goes through the proxy', async (name) => {
  place.tunnels.length = 0;
  const env = { ...place.behindProxy, HTTPS_PROXY: place.proxy, PATH: path };
  const ended = await runProcess('node', [`proxies/${name}.ts`], { cwd: `${import.meta.dirname}/..`, env });

  expect(ended).toEqual({ status: 0, stdout: expect.stringContaining('146 aaaaa'), stderr: '' });
  expect(place.tunnels).toContain('dli.test:443');
});

describe('without its certificate', () => {
  it('the service is not trusted', async () => {
    const ended = await runProcess('node', ['list-jobs.ts'], { cwd: `${import.meta.dirname}/..`, env: { ...place.direct, PATH: path } });

    expect(ended.status).toBe(1);
    expect(ended.stderr).toContain('self-signed certificate');
  });
});
