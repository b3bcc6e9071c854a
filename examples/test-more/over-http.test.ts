// Runs the README's programs in other languages against the mock.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createMock } from '@dli-openapi/mock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runProcess } from '../../scripts/testing/process.ts';

const mock = createMock();
let endpoint: string;

beforeAll(async () => {
  endpoint = (await mock.listen({ port: 0 })).url;
});
afterAll(() => mock.close());

function isMissing(command: string): boolean {
  const missing = spawnSync(command, ['--version']).error !== undefined;
  if (missing) console.warn(`Skipped: ${command} is missing on this machine.`);
  return missing;
}

async function runFile(command: string, file: string): Promise<string> {
  const env = { ...process.env, DLI_ENDPOINT: endpoint };
  const { status, stdout, stderr } = await runProcess(command, [join(import.meta.dirname, '..', file)], { env });
  return status === 0 ? stdout : stderr;
}

it.skipIf(isMissing('bash') || isMissing('curl'))('curl chooses responses', async () => {
  const printed = await runFile('bash', 'over-http.sh');

  expect(printed).toMatch(/"job_init".*"job_running".*429.*"job_running"/s);
  expect(mock.calls.map(({ response }) => response.status)).toEqual([200, 200, 429, 200, 200]);
});

it.skipIf(isMissing('python3'))('Python chooses responses', async () => {
  expect(await runFile('python3', 'over_http.py')).toBe('job_running\n400 DLI.16001\n');
});
