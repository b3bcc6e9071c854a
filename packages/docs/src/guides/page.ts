// The pages that are written in Markdown, one file for each language.
import { readFileSync } from 'node:fs';
import type { Document } from '@dli-openapi/openapi';
import type { Language } from '../languages.ts';
import { prosePageOf } from '../layout/prose-page.ts';
import type { GuideName } from '../pages.ts';
import { wordsIn } from '../words/index.ts';
import { type Rendered, renderMarkdown } from './markdown.ts';
import { statesOf } from './states.ts';

/** The text of a guide, as it was written. */
export function readGuide(language: Language, name: GuideName): string {
  return readFileSync(new URL(`${language}/${name}.md`, import.meta.url), 'utf8');
}

/** A guide as markup. A fenced block of the language `states` is drawn: see {@link statesOf}. */
export function renderGuide(language: Language, name: GuideName, document: Document): Rendered {
  const words = wordsIn(language);
  const draw = (kind: string, content: string) => (kind === 'states' ? statesOf(document, content, words.states) : undefined);
  const ids = language === 'en' ? undefined : renderGuide('en', name, document).headings.map(({ id }) => id);
  return renderMarkdown(readGuide(language, name), draw, ids);
}

export function guidePage(language: Language, name: GuideName, document: Document): string {
  return prosePageOf({ language, file: `${name}.html`, ...renderGuide(language, name, document) });
}
