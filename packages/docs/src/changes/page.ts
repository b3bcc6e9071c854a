// The page "Changes".
import { fileURLToPath } from 'node:url';
import type { Document } from '@dli-openapi/openapi';
import { type Rendered, renderMarkdown } from '../guides/markdown.ts';
import type { Language } from '../languages.ts';
import { html } from '../layout/html.ts';
import { prosePageOf } from '../layout/prose-page.ts';
import { wordsIn } from '../words/index.ts';
import { changesOf, type Sources } from './changelog.ts';

const usualSources: Sources = {
  changesets: fileURLToPath(new URL('../../../../.changeset', import.meta.url)),
  changelog: fileURLToPath(new URL('../../../../spec/CHANGELOG.md', import.meta.url)),
};

export function changesPage(language: Language, document: Document, sources: Sources = usualSources): string {
  const words = wordsIn(language).changes;
  const { version } = document.info as { version: string };
  const { body, headings } = changesIn(language, sources);
  return prosePageOf({
    language,
    file: 'changes.html',
    headings,
    body: html`<p>${words.introduction(version)}</p>
${headings.length > 0 ? body : html`<p>${words.nothing}</p>`}`,
  });
}

function changesIn(language: Language, sources: Sources): Rendered {
  const ids = language === 'en' ? undefined : changesIn('en', sources).headings.map(({ id }) => id);
  return renderMarkdown(changesOf(sources, wordsIn(language).changes), () => undefined, ids);
}
