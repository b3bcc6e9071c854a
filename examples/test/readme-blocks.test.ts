// Every TypeScript block of the README files and of the guides is compiled as a user would compile it, and run.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runProcess } from '../../scripts/testing/process.ts';
import { formatModule, listBlocks } from '../readme/blocks.ts';
import { createCloud } from '../readme/cloud.ts';
import * as givens from '../readme/givens.ts';
import { pages, root } from '../readme/pages.ts';

const examples = join(import.meta.dirname, '..');
const folder = join(examples, 'dist/readme');

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const ways: [name: string, compilerOptions: object][] = [
  ['nodenext', { module: 'nodenext' }],
  ['bundler', { module: 'preserve', moduleResolution: 'bundler' }],
];
for (const [name, compilerOptions] of ways) {
  const config = { extends: '../../tsconfig.json', include: ['*.ts'], exclude: [], compilerOptions };
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(config));
}

const programs = pages.flatMap((page) =>
  listBlocks(readFileSync(join(root, page), 'utf8')).map((block) => {
    const file = join(folder, `${page.replaceAll(/\W/g, '-')}-${block.line}.ts`);
    writeFileSync(file, formatModule(block, { from: '../../readme/givens.ts', names: Object.keys(givens) }));
    return { name: `${page}:${block.line}`, file };
  }),
);

beforeEach(async () => {
  vi.stubGlobal('fetch', await createCloud());
  vi.stubEnv('DLI_TOKEN', 'any');
  for (const [name, value] of Object.entries({ AK: 'AK', SK: 'SK', PROJECT_ID: 'p1', REGION_ID: 'cn-north-4' }))
    vi.stubEnv(`HUAWEICLOUD_SDK_${name}`, value);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
afterAll(() => givens.mock.close());

describe('the blocks of the pages', () => {
  it('are found', () => {
    expect(pages).toContain(join('packages', 'client', 'README.md'));
    expect(pages).toContain(join('packages', 'docs', 'src', 'guides', 'en', 'quick-start.md'));
    expect(programs.length).toBeGreaterThan(15);
  });

  it.each(ways)('compile, with %s as module resolution', async (name) => {
    const compiler = join(examples, 'node_modules/typescript/bin/tsc');
    const ended = await runProcess(process.execPath, [compiler, '-p', join(folder, `${name}.json`)], { cwd: root });
    expect(ended).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it.each(programs)('run, and print only what is there: $name', async ({ file }) => {
    const printed: unknown[] = [];
    for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
      vi.spyOn(console, level).mockImplementation((...values) => void printed.push(...values));
    await import(file);
    expect(printed).not.toContain(undefined);
  });
});
