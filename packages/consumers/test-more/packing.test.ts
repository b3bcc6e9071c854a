// Packs in a copy of the workspace in which nothing is installed or built. Turbo's cache provides the builds.
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { root } from '@dli-openapi/openapi/files';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { pnpm, run } from '../src/run.ts';

const { packages } = inject('project');
const copy = mkdtempSync(join(tmpdir(), 'packing-'));
const notCopied = new Set(['.git', '.turbo', 'dist', 'generated', 'node_modules', 'test-results']);
// pnpm keeps the scripts that it runs from installing missing packages, and this test is one of them.
const env = { ...process.env, pnpm_config_verify_deps_before_run: undefined, TURBO_CACHE_DIR: join(root, '.turbo/cache') };

beforeAll(() => cpSync(root, copy, { recursive: true, filter: (path) => !notCopied.has(basename(path)) }));
afterAll(() => rmSync(copy, { recursive: true }));

it.each(packages)('pnpm builds $name before it packs it', async ({ folder, files }) => {
  rmSync(join(copy, folder, 'dist'), { recursive: true, force: true });
  const packed = JSON.parse(await pack(folder)) as { files: { path: string }[] };
  expect(listBuilt(packed.files.map(({ path }) => path))).toEqual(listBuilt(files));
});

it('a package that has changed is built again before it is packed', async () => {
  appendFileSync(join(copy, 'packages/mock/src/index.ts'), '\nexport const later = true;\n');
  await pack('packages/mock');
  expect(readFileSync(join(copy, 'packages/mock/dist/index.js'), 'utf8')).toContain('later = true');
});

it.each(packages)('npm does not pack $name, whose dependencies would have no versions, and says what to do', async ({ name, folder }) => {
  const packing = run(join(copy, folder), 'npm', ['pack'], env);
  await expect(packing).rejects.toThrow(`node scripts/run.mjs pnpm --filter ${name} pack`);
});

function pack(folder: string): Promise<string> {
  return run(join(copy, folder), process.execPath, [...pnpm, 'pack', '--json'], env);
}

function listBuilt(files: readonly string[] = []): string[] {
  return files.filter((file) => file.startsWith('dist/')).toSorted();
}
