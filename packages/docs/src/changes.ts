// The page "Changes": what has changed in the document, version by version.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import parseChangeset from '@changesets/parse';
import { type Rendered, renderMarkdown } from './guides/markdown.ts';
import { html } from './html.ts';
import type { Language } from './languages.ts';
import { formatProsePage } from './layout/page.ts';
import type { Knowledge } from './reference/knowledge.ts';
import { fill, getWords } from './words/index.ts';

const specification = '@dli-openapi/spec';
const kinds = ['major', 'minor', 'patch'] as const;

/** Where changes are written down. Neither has to be there. */
export interface Sources {
  /** The folder of the changesets that wait for a release. */
  changesets: string;
  /** The changelog that releases are written to. */
  changelog: string;
}

export const usualSources: Sources = {
  changesets: fileURLToPath(new URL('../../../.changeset', import.meta.url)),
  changelog: fileURLToPath(new URL('../../../spec/CHANGELOG.md', import.meta.url)),
};

export function formatChangesPage(knowledge: Knowledge, sources: Sources = usualSources): string {
  const { language, words, document } = knowledge;
  const { body, headings } = renderChanges(language, sources);
  return formatProsePage(knowledge, {
    file: 'changes.html',
    headings,
    body: html`<p>${fill(words.changes.introduction, { version: (document.info as { version: string }).version })}</p>
${headings.length > 0 ? body : html`<p>${words.changes.nothing}</p>`}`,
  });
}

function renderChanges(language: Language, sources: Sources): Rendered {
  const ids = language === 'en' ? undefined : renderChanges('en', sources).headings.map(({ id }) => id);
  return renderMarkdown(formatChanges(sources, language), () => undefined, ids);
}

/** Formats the changes as Markdown, the latest first, with a heading of the second level for each version; empty without changes. */
export function formatChanges({ changesets, changelog }: Sources, language: Language): string {
  const released = existsSync(changelog) ? readFileSync(changelog, 'utf8') : '';
  const { changes: words } = getWords(language);
  return translateItems([...listUnreleased(changesets, words), released.replace(/^# .*\n+/, '')].join('\n\n'), language)
    .replaceAll(/^### (Major|Minor|Patch) Changes$/gm, (_, kind: string) => `### ${words.kinds[kind.toLowerCase() as 'major']}`)
    .trim();
}

/** Lists what changesets writes of a release, for the changesets that wait for one. */
function listUnreleased(folder: string, words: { unreleased: string }): string[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md') : [];
  const pending = files
    .sort()
    .map((name) => parseChangeset(readFileSync(join(folder, name), 'utf8')))
    .flatMap(({ releases, summary }) => releases.filter(({ name }) => name === specification).map(({ type }) => ({ type, summary })));
  const sections = kinds.flatMap((kind) => {
    const items = pending.filter(({ type }) => type === kind).map(({ summary }) => `- ${summary.trim().replaceAll('\n', '\n  ')}`);
    return items.length === 0 ? [] : [`### ${kind.charAt(0).toUpperCase()}${kind.slice(1)} Changes`, items.join('\n')];
  });
  return sections.length === 0 ? [] : [`## ${words.unreleased}`, ...sections];
}

/** A comment at the end of an item, such as `<!-- zh-CN: … -->`, has it in another language. */
function translateItems(text: string, language: Language): string {
  const items = new RegExp(`^(- (?:[0-9a-f]{7,}: )?)(?:(?!^- ).)*?<!-- ${language}: (.*?) -->`, 'gms');
  return text.replaceAll(items, '$1$2').replaceAll(/\s*<!-- .*? -->/gs, '');
}
