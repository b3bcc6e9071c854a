// Pages to be read from top to bottom, with the list of all pages beside them.
import { sharedFrom } from '../languages.ts';
import { type PageFile, pageFiles } from '../pages.ts';
import { type Words, wordsIn } from '../words/index.ts';
import { type Html, html } from './html.ts';
import { linkTo, type Page, pageOf } from './page.ts';

/** A place within a page. */
export interface Heading {
  id: string;
  text: string;
}

export interface ProsePage extends Omit<Page, 'title' | 'head'> {
  /** The headings that are listed beside the page. */
  headings?: Heading[];
}

/** The HTML of a page of prose; its title is the one it is listed by. */
export function prosePageOf({ language, file, body, headings = [] }: ProsePage): string {
  const words = wordsIn(language);
  const title = words.pages[file];
  return pageOf({
    language,
    file,
    title: `${title} · dli-openapi`,
    head: html`<link rel="stylesheet" href="${sharedFrom(language)}prose.css">\n`,
    body: html`<div class="prose-layout">
<nav class="prose-pages" aria-label="${words.allPages}">
<ul>
${pageFiles.map((other) => html`<li>${linkTo(other, words.pages[other], other === file)}${other === file ? outlineOf(headings, words) : ''}</li>`)}</ul>
</nav>
<main class="prose">
<h1>${title}</h1>
${body}
${neighboursOf(file, words)}</main>
</div>`,
  });
}

function outlineOf(headings: Heading[], words: Words): Html {
  if (headings.length === 0) return html``;
  return html`<ul class="outline" aria-label="${words.onThisPage}">${headings.map(({ id, text }) => html`<li><a href="#${id}">${text}</a></li>`)}</ul>`;
}

/** Links to the pages before and after. */
function neighboursOf(file: PageFile, words: Words): Html {
  const at = pageFiles.indexOf(file);
  const links = [pageFiles[at - 1], pageFiles[at + 1]].map((other) => other && linkTo(other, words.pages[other], false));
  return html`<nav class="prose-neighbours" aria-label="${words.neighbours}">${links[0] ?? html`<span></span>`}${links[1] ?? html`<span></span>`}</nav>`;
}
