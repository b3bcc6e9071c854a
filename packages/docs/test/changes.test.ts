import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDocument } from '@dli-openapi/openapi/files';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changesOf } from '../src/changes/changelog.ts';
import { changesPage } from '../src/changes/page.ts';
import { wordsIn } from '../src/words/index.ts';

describe('the page "Changes"', () => {
  const words = wordsIn('en').changes;
  let folder: string;
  let sources: { changesets: string; changelog: string };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'changes-'));
    sources = { changesets: join(folder, '.changeset'), changelog: join(folder, 'CHANGELOG.md') };
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function record(name: string, type: string, summary: string, of = '@dli-openapi/spec'): void {
    mkdirSync(sources.changesets, { recursive: true });
    writeFileSync(join(sources.changesets, `${name}.md`), `---\n"${of}": ${type}\n---\n\n${summary}\n`);
  }

  function release(): void {
    writeFileSync(sources.changelog, '# @dli-openapi/spec\n\n## 0.1.0\n\n### Minor Changes\n\n- 1a2b3c4: The first version.\n');
  }

  it('says so when nothing is released and nothing recorded', () => {
    const page = changesPage('en', readDocument(), sources);
    expect(page).toContain(words.nothing);
  });

  it('names the version of the document', () => {
    expect(changesPage('en', readDocument(), sources)).toContain((readDocument().info as { version: string }).version);
  });

  it('shows what is recorded for the next release, what breaks first', () => {
    record('a', 'minor', 'A new operation.');
    record('b', 'major', 'A field is gone.\nIt was never there.');
    expect(changesOf(sources, words)).toBe(
      '## Not yet released\n\n### Breaking changes\n\n- A field is gone.\n  It was never there.\n\n### Additions\n\n- A new operation.',
    );
  });

  it('leaves out what is recorded of other packages', () => {
    record('a', 'minor', 'A new method.', '@dli-openapi/client');
    expect(changesOf(sources, words)).toBe('');
  });

  it('shows what is released below that', () => {
    record('a', 'patch', 'A correction.');
    release();
    expect(changesOf(sources, words)).toBe(
      '## Not yet released\n\n### Corrections\n\n- A correction.\n\n## 0.1.0\n\n### Additions\n\n- 1a2b3c4: The first version.',
    );
  });

  it('says in Chinese that the entries are in English, at the same addresses', () => {
    record('a', 'minor', 'A new operation.');
    const page = changesPage('zh-CN', readDocument(), sources);
    expect(page).toContain('变更条目只有英文');
    expect(page).toContain('<h2 id="not-yet-released">尚未发布</h2>');
  });
});
