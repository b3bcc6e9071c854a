import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDocument } from '@dli-openapi/openapi/files';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatChanges, formatChangesPage, usualSources } from '../src/changes.ts';

import type { Language } from '../src/languages.ts';
import { readKnowledge } from '../src/reference/knowledge.ts';
import { getWords } from '../src/words/index.ts';

const knowledge = (language: Language) =>
  readKnowledge(language, readDocument(), { deviations: [], sources: {}, provenance: [], workflows: [] });

describe('the page "Changes"', () => {
  const words = getWords('en').changes;
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
    const page = formatChangesPage(knowledge('en'), sources);
    expect(page).toContain(words.nothing);
  });

  it('names the version of the document', () => {
    expect(formatChangesPage(knowledge('en'), sources)).toContain((readDocument().info as { version: string }).version);
  });

  it('shows what is recorded for the next release, what breaks first', () => {
    record('a', 'minor', 'A new operation.');
    record('b', 'major', 'A field is gone.\nIt was never there.');
    expect(formatChanges(sources, 'en')).toBe(
      '## Not yet released\n\n### Breaking changes\n\n- A field is gone.\n  It was never there.\n\n### Additions\n\n- A new operation.',
    );
  });

  it('leaves out what is recorded of other packages', () => {
    record('a', 'minor', 'A new method.', '@dli-openapi/client');
    expect(formatChanges(sources, 'en')).toBe('');
  });

  it('shows what is released below that', () => {
    record('a', 'patch', 'A correction.');
    release();
    expect(formatChanges(sources, 'en')).toBe(
      '## Not yet released\n\n### Corrections\n\n- A correction.\n\n## 0.1.0\n\n### Additions\n\n- 1a2b3c4: The first version.',
    );
  });

  it('has in Chinese what a comment below each entry says, at the same addresses', () => {
    record('a', 'minor', 'A new operation.\n\n<!-- zh-CN: 新增一个\n接口。 -->');
    writeFileSync(sources.changelog, '## 0.1.0\n\n- 1a2b3c4: The first.\n\n  <!-- zh-CN: 首个版本。 -->\n- Another.\n');
    expect(formatChanges(sources, 'en')).toBe(
      '## Not yet released\n\n### Additions\n\n- A new operation.\n\n## 0.1.0\n\n- 1a2b3c4: The first.\n- Another.',
    );
    expect(formatChanges(sources, 'zh-CN')).toBe(
      '## 尚未发布\n\n### 新增内容\n\n- 新增一个\n  接口。\n\n## 0.1.0\n\n- 1a2b3c4: 首个版本。\n- Another.',
    );
    expect(formatChangesPage(knowledge('zh-CN'), sources)).toContain('<h2 id="not-yet-released">尚未发布</h2>');
  });

  it('is in Chinese as recorded, without an entry left in English', () => {
    const [, english = ''] = /^- (.*)$/m.exec(formatChanges(usualSources, 'en')) ?? [];
    expect(english).not.toBe('');
    expect(formatChanges(usualSources, 'zh-CN').match(/^- (?![^\n]*\p{Script=Han}).*/gmu) ?? []).toEqual([]);
  });
});
