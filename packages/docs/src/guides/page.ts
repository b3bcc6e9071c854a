// The pages that are written in Markdown, one file for each language.
import { readFileSync } from 'node:fs';
import type { Document } from '@dli-openapi/openapi';
import { formatReplacements } from '../families.ts';
import { type Html, html, joinContents } from '../html.ts';
import type { Language } from '../languages.ts';
import { formatProsePage, type Heading } from '../layout/page.ts';
import { type GuideName, getOperationFile } from '../pages.ts';
import type { Knowledge } from '../reference/knowledge.ts';
import { getWords } from '../words/index.ts';
import { type Rendered, renderMarkdown } from './markdown.ts';
import { formatStates, formatStatesMarkdown } from './states.ts';

/** Reads the text of a guide, without the lines that name the file of which a block is a copy, for the tests. */
export function readGuide(language: Language, name: GuideName): string {
  return readFileSync(new URL(`${language}/${name}.md`, import.meta.url), 'utf8').replaceAll(/^<!-- .* -->\n/gm, '');
}

/** Fills in the table that stands for a fenced block of the language `replacements`. */
function fillGuide(language: Language, name: GuideName, document: Document): string {
  const heads = Object.values(getWords(language).replacements);
  return readGuide(language, name).replace('```replacements\n```\n', () => formatReplacements(document, heads));
}

/** Renders a guide. A fenced block of the language `states` is drawn: see {@link formatStates}. */
export function renderGuide(language: Language, name: GuideName, document: Document): Rendered {
  const { states } = getWords(language);
  const draw = (kind: string, content: string) => (kind === 'states' ? formatStates(document, content, states) : undefined);
  return renderMarkdown(fillGuide(language, name, document), draw, listIds(language, name));
}

/** Lists the headings of a guide, without drawing or highlighting its blocks. */
export function listHeadings(language: Language, name: GuideName): Heading[] {
  return renderMarkdown(readGuide(language, name), () => html``, listIds(language, name)).headings;
}

function listIds(language: Language, name: GuideName): string[] | undefined {
  return language === 'en' ? undefined : listHeadings('en', name).map(({ id }) => id);
}

/** Formats a guide as Markdown, its states as a list. */
export function formatGuideMarkdown({ language, words, document }: Knowledge, name: GuideName): string {
  const text = fillGuide(language, name, document).replaceAll(/^```states\n(.*?)^```$/gms, (_, block: string) =>
    formatStatesMarkdown(document, block),
  );
  return `# ${words.pages[`${name}.html`]}\n\n${text}`;
}

export function formatGuidePage(knowledge: Knowledge, name: GuideName): string {
  const { language, document } = knowledge;
  const { body, headings } = renderGuide(language, name, document);
  return formatProsePage(knowledge, {
    file: `${name}.html`,
    hasMarkdown: true,
    source: `packages/docs/src/guides/${language}/${name}.md`,
    headings,
    body: html`${body}${formatFieldsWithStates(knowledge, `${name}.html`)}`,
  });
}

/** Links to the fields whose values are the states of a page. */
function formatFieldsWithStates(knowledge: Knowledge, file: string): Html {
  const links = knowledge.operations.flatMap(({ operation: { operationId }, fields }) =>
    fields
      .filter(({ states }) => states && knowledge.statePages.get(states) === file)
      .map(({ place }) => html`<a href="${getOperationFile(operationId, place)}">${operationId} <code>${place}</code></a>`),
  );
  return links.length === 0 ? html`` : html`<p>${knowledge.words.states.fields} ${joinContents(links, ', ')}</p>\n`;
}
