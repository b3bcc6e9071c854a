import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitLimit } from '../../../scripts/testing/limits.ts';
import { findLastRelease, readDocumentAt } from '../src/released.ts';

const scratch = mkdtempSync(join(tmpdir(), 'repository-'));
const folder = join(scratch, 'whole');

function runGit(...args: string[]): void {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false', '-c', 'tag.gpgsign=false'];
  execFileSync('git', [...identity, ...args], { cwd: folder, stdio: 'pipe', timeout: waitLimit });
}

/** Commits a document with a title, in two files. */
function commit(title: string): void {
  writeFileSync(
    join(folder, 'spec/openapi.yaml'),
    `openapi: 3.1.0\ninfo: { title: ${title}, version: '1' }\npaths:\n  /a: { $ref: a.yaml }\n`,
  );
  writeFileSync(join(folder, 'spec/a.yaml'), `get: { operationId: showA, responses: { 200: { description: Done. } } }\n`);
  runGit('add', '.');
  runGit('commit', '-qm', title);
}

beforeAll(() => {
  mkdirSync(join(folder, 'spec'), { recursive: true });
  runGit('init', '-q');
  commit('first');
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the document as it was released', () => {
  it('is missing before the first release', () => {
    expect(findLastRelease(folder)).toBeUndefined();
  });

  it('is that of the last tag of its package, bundled', () => {
    runGit('tag', '@dli-openapi/spec@0.1.0');
    commit('second');
    runGit('tag', '@dli-openapi/client@0.2.0');
    expect(findLastRelease(folder)).toEqual({ tag: '@dli-openapi/spec@0.1.0', version: '0.1.0' });
    const { info, paths } = readDocumentAt('@dli-openapi/spec@0.1.0', folder);
    expect([info, Object.keys(paths['/a'] ?? {})]).toEqual([{ title: 'first', version: '1' }, ['get']]);
  });

  it('cannot be read in a shallow clone, and the error says what to do', () => {
    writeFileSync(join(folder, 'spec/CHANGELOG.md'), '# Changes\n');
    runGit('add', '.');
    runGit('commit', '-qm', 'released');
    const shallow = join(scratch, 'shallow');
    runGit('clone', '-q', '--depth=1', '--no-tags', pathToFileURL(folder).href, shallow);
    expect(() => findLastRelease(shallow)).toThrow(/git fetch --tags --unshallow/);
  });

  it('of an unknown commit is refused, by name', () => {
    expect(() => readDocumentAt('nowhere', folder)).toThrow(/^The document of nowhere cannot be read from git: .*nowhere/s);
  });
});
