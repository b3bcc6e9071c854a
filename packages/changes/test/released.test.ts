import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitLimit } from '../../../scripts/testing/limits.ts';
import { documentAt, lastRelease } from '../src/released.ts';

const scratch = mkdtempSync(join(tmpdir(), 'repository-'));
const folder = join(scratch, 'whole');

function git(...args: string[]): void {
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
  git('add', '.');
  git('commit', '-qm', title);
}

beforeAll(() => {
  mkdirSync(join(folder, 'spec'), { recursive: true });
  git('init', '-q');
  commit('first');
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the document as it was released', () => {
  it('is not there before the first release', () => {
    expect(lastRelease(folder)).toBeUndefined();
  });

  it('is the one of the last tag of its package, bundled', () => {
    git('tag', '@dli-openapi/spec@0.1.0');
    commit('second');
    git('tag', '@dli-openapi/client@0.2.0');
    expect(lastRelease(folder)).toEqual({ tag: '@dli-openapi/spec@0.1.0', version: '0.1.0' });
    const { info, paths } = documentAt('@dli-openapi/spec@0.1.0', folder);
    expect([info, Object.keys(paths['/a'] ?? {})]).toEqual([{ title: 'first', version: '1' }, ['get']]);
  });

  it('cannot be told from a copy without history, which says what to do', () => {
    writeFileSync(join(folder, 'spec/CHANGELOG.md'), '# Changes\n');
    git('add', '.');
    git('commit', '-qm', 'released');
    const shallow = join(scratch, 'shallow');
    git('clone', '-q', '--depth=1', '--no-tags', pathToFileURL(folder).href, shallow);
    expect(() => lastRelease(shallow)).toThrow(/git fetch --tags --unshallow/);
  });

  it('of a commit that is not there is refused, by name', () => {
    expect(() => documentAt('nowhere', folder)).toThrow(/^The document of nowhere cannot be read from git: .*nowhere/s);
  });
});
