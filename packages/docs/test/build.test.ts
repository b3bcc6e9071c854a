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
    const own = ['authoring', 'codegen', 'openapi'].map((name) => `@dli-openapi/${name}`);
    for (const name of ['@changesets', ...own, '@viz-js', 'markdown-it', 'minisearch', 'shiki']) {
      symlinkSync(realpathSync(join(here, 'node_modules', name)), join(folder, 'node_modules', name));
    }
    write('node_modules/@scalar/api-reference/package.json', '{ "exports": "./dist/index.js" }');
    write('node_modules/@scalar/api-reference/dist/browser/standalone.js', '');
    for (const language of ['', '.zh-CN']) {
      write(`node_modules/@dli-openapi/spec/dist/openapi${language}.yaml`, '');
      write(`node_modules/@dli-openapi/spec/dist/openapi${language}.json`, '{}');
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

  it('says in one line that the document does not parse', async () => {
    write('node_modules/@dli-openapi/spec/dist/openapi.json', '{');
    expect(await build()).toEqual([1, expect.stringMatching(/^The docs were not built: .*openapi\.json does not parse .*\n$/)]);
  });

  it("says in one line that Scalar's script is missing", async () => {
    rmSync(join(folder, 'node_modules/@scalar/api-reference/dist/browser/standalone.js'));
    expect(await build()).toEqual([1, expect.stringMatching(/^The docs were not built: .*standalone\.js is missing; install .*\n$/)]);
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
