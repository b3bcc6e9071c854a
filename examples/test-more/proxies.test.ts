// The lines of the guide about proxies for other run times.
import { delimiter, dirname } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findRuntime, installRuntimes } from '../../packages/consumers/src/installed-runtimes.ts';
import { listLines, runLine } from '../proxies/lines.ts';
import type { Place } from '../proxies/place.ts';
import { createPlace } from '../proxies/place.ts';

await installRuntimes();
const paths = { bun: findRuntime('Bun'), deno: findRuntime('Deno') };
const path = Object.values(paths)
  .flatMap((file) => (file ? [dirname(file)] : []))
  .join(delimiter);

let place: Place;
beforeAll(async () => {
  place = await createPlace();
});
afterAll(() => place.close());

for (const [name, file] of Object.entries(paths)) {
  it.skipIf(!file).each(listLines().filter((line) => line.includes(` ${name} `)))('%s', async (line) => {
    expect(await runLine(line, place, path)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('26 jobs'),
      isThroughProxy: line.includes('PROXY'),
    });
  });
}
