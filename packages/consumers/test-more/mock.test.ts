import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createDliClient } from '@dli-openapi/client';
import { describe, expect, inject, it } from 'vitest';
import { commands } from '../src/runtimes.ts';

const { folder } = inject('project');
const vitests = inject('vitests').folder;

it('npx dli-mock serves the mock', async () => {
  // In a group of its own: npx does not pass signals on.
  const child = spawn('npx', ['--no-install', 'dli-mock', '--port', '0'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  try {
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const baseUrl = /http\S+/.exec(line)?.[0] ?? line;
    const dli = createDliClient({ baseUrl, projectId: 'p1', credentials: { token: 'any' } });
    expect((await dli.showFlinkJob({ job_id: 104 })).job_detail?.job_id).toBe(104);
  } finally {
    process.kill(-(child.pid ?? 0), 'SIGTERM');
    await once(child, 'exit');
  }
});

describe.each(Object.entries(commands))('in %s', (_name, execute) => {
  it.skipIf(!execute)('the installed mock responds in process and over HTTP, from the installed document', async () => {
    const printed = await execute?.(folder, 'built/mocking/main.js');
    expect(JSON.parse(printed ?? '')).toEqual({
      inProcess: [104, 400],
      overHttp: [104, 400],
      madeUp: [500, expect.stringContaining('Install it: npm install --save-dev @stoplight/prism-http@5')],
      versions: ['3.1.0', '3.1.0'],
    });
  });
});

it.skipIf(!commands['Node 20'])('in Node 20, with the oldest supported Prism, the mock generates a response', async () => {
  cpSync(join(folder, 'built/mocking/main.js'), join(vitests, '3/main.js'));
  const printed = await commands['Node 20']?.(join(vitests, '3'), 'main.js');
  expect(JSON.parse(printed ?? '')).toMatchObject({ madeUp: [200, expect.stringContaining('"job_list":')] });
});
