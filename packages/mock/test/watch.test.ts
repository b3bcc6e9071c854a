import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { LiveState } from '../src/page/live.ts';
import { printed, start, temporaryFolder } from './command-support.ts';
import { copyOfDocument, jobsPath, token } from './support.ts';

const paths = Object.entries(copyOfDocument().paths);

function documentWith(pathCount: number): string {
  return JSON.stringify({ ...copyOfDocument(), paths: Object.fromEntries(paths.slice(0, pathCount)) });
}

async function watching() {
  const file = join(temporaryFolder(), 'own.json');
  writeFileSync(file, documentWith(1));
  return { file, command: await start('--document', file, '--watch') };
}

function showStatus(url: string): Promise<number> {
  return fetch(`${url}${jobsPath}`, { headers: token }).then(({ status }) => status);
}

it('serves a document that has changed, though an editor put a new file in its place', async () => {
  const { file, command } = await watching();
  writeFileSync(`${file}.new`, documentWith(2));
  renameSync(`${file}.new`, file);
  await printed(command, /own\.json was loaded again: \d+ operations/);
  const { operations } = (await (await fetch(`${command.url}/-/state`)).json()) as LiveState;

  expect(operations.length).toBeGreaterThan(1);
});

it('says why a changed document cannot be served, and continues to serve the one from before', async () => {
  const { file, command } = await watching();
  writeFileSync(file, documentWith(1).replace('"3.1.0"', '"3.0.0"'));
  await printed(command, /cannot be served; the one from before still is/);

  expect(command.lines.at(-1)).toContain('must be OpenAPI 3.1');
  expect(await showStatus(command.url)).toBe(200);
});

it('takes a document that is mended after that', async () => {
  const { file, command } = await watching();
  writeFileSync(file, '{"openapi":');
  await printed(command, /is not JSON/);
  writeFileSync(file, documentWith(1));

  await expect(printed(command, /was loaded again/)).resolves.toBeTruthy();
});
