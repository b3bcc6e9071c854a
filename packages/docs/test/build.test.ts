import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runProcess } from '../../../scripts/testing/process.ts';

const here = fileURLToPath(new URL('..', import.meta.url));

describe('a build that lacks something', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(realpathSync(tmpdir()), 'docs-'));
    cpSync(join(here, 'src'), join(folder, 'src'), { recursive: true });
    cpSync(join(here, 'package.json'), join(folder, 'package.json'));
    write('node_modules/@dli-openapi/spec/package.json', '{ "exports": { "./*": "./dist/*" } }');
    const own = ['authoring', 'openapi'].map((name) => `@dli-openapi/${name}`);
    for (const name of ['@changesets', ...own, '@viz-js', 'markdown-it', 'shiki', 'yaml']) {
      symlinkSync(realpathSync(join(here, 'node_modules', name)), join(folder, 'node_modules', name));
    }
    write('node_modules/minisearch/package.json', '{ "exports": "./dist/es/index.js" }');
    write('node_modules/minisearch/dist/umd/index.js', '');
    write('node_modules/minisearch/LICENSE.txt', '');
    for (const language of ['', '.zh-CN']) {
      write(`node_modules/@dli-openapi/spec/dist/workflows${language}.arazzo.yaml`, 'workflows: []');
      for (const name of ['openapi', 'openapi-3.0']) {
        write(`node_modules/@dli-openapi/spec/dist/${name}${language}.yaml`, '');
        write(`node_modules/@dli-openapi/spec/dist/${name}${language}.json`, '{}');
      }
    }
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('says in one line that the document was not built', async () => {
    rmSync(join(folder, 'node_modules/@dli-openapi/spec/dist'), { recursive: true });
    expect(await build()).toEqual([
      1,
      expect.stringMatching(/^The docs were not built: .*openapi\.yaml is missing; build the document first: .*\n$/),
    ]);
  });

  it('says in one line that a script of the search is missing', async () => {
    rmSync(join(folder, 'node_modules/minisearch/dist/umd/index.js'));
    expect(await build()).toEqual([1, expect.stringMatching(/^The docs were not built: .*index\.js is missing; install .*\n$/)]);
  });

  async function build(): Promise<[number | null, string]> {
    const { status, stderr } = await runProcess(process.execPath, ['src/build.ts'], { cwd: folder });
    return [status, stderr];
  }

  function write(name: string, text: string): void {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
});
