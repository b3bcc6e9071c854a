import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as operations from '@dli-openapi/client/operations';
import { build } from 'esbuild';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { bundle } from '../src/bundle.ts';

const { folder } = inject('project');

describe('bundled, a program that calls one operation', () => {
  const program = `
    import { createDliCore } from '@dli-openapi/client';
    import { listFlinkJobs } from '@dli-openapi/client/operations';
    const core = createDliCore({ region: 'cn-north-4', projectId: 'p1', credentials: { token: 'a' } });
    console.log(await core.call(listFlinkJobs, {}));
  `;
  let one: string;
  let all: string;
  beforeAll(async () => {
    writeFileSync(join(folder, 'one.js'), program);
    [one, all] = await Promise.all([bundle(folder, 'one.js', { minify: true }), bundle(folder, 'built/calling/main.js', { minify: true })]);
  });

  it('has no path of another operation', () => {
    const paths = new Set(Object.values(operations).map(({ path }) => `"${path}"`));
    const listPaths = (text: string) => [...paths].filter((path) => text.includes(path));
    expect(listPaths(all)).toEqual([...paths]);
    expect(listPaths(one)).toEqual([`"${operations.listFlinkJobs.path}"`]);
  });

  it('has no code for signing, IAM, limits and explanations', () => {
    const words = ['SDK-HMAC-SHA256', 'hw_ak_sk', 'maxLength', 'cure:'];
    expect(words.filter((word) => all.includes(word))).toEqual(words);
    expect(words.filter((word) => one.includes(word))).toEqual([]);
  });
});

it('bundled for Node, it hashes with Node; bundled for other run times, without', async () => {
  writeFileSync(join(folder, 'signing.js'), `export { signRequest } from '@dli-openapi/client';`);
  const texts = await Promise.all([bundle(folder, 'signing.js', { platform: 'node' }), bundle(folder, 'signing.js')]);
  expect(texts.map((text) => text.includes('node:crypto'))).toEqual([true, false]);
});

it('bundled for Node, it finds credentials in files; bundled for browsers, nothing of that is there', async () => {
  writeFileSync(join(folder, 'client.js'), `export { createDliClient } from '@dli-openapi/client';`);
  const texts = await Promise.all([bundle(folder, 'client.js', { platform: 'node' }), bundle(folder, 'client.js')]);
  const words = ['node:fs', '169.254', 'CREDENTIALS_FILE'];
  expect(texts.map((text) => words.filter((word) => text.includes(word)))).toEqual([words, []]);
});

it('bundled in chunks, it loads the documented limits only on demand', async () => {
  writeFileSync(join(folder, 'client.js'), `export { createDliClient } from '@dli-openapi/client';`);
  const { outputFiles, metafile } = await build({
    absWorkingDir: folder,
    entryPoints: ['client.js'],
    outdir: 'pieces',
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    format: 'esm',
  });
  const loaded = new Set(['pieces/client.js']);
  for (const piece of loaded) {
    for (const { kind, path } of metafile.outputs[piece]?.imports ?? []) if (kind === 'import-statement') loaded.add(path);
  }
  const withLimits = outputFiles.filter(({ text }) => text.includes('maxLength')).map(({ path }) => relative(folder, path));
  expect(withLimits).not.toEqual([]);
  expect(withLimits.filter((piece) => loaded.has(piece))).toEqual([]);
});
