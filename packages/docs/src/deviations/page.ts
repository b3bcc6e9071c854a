// The page "Where the pages are wrong": the list of deviations, for who calls the API by the published pages.

import type { ShownDeviation } from '@dli-openapi/authoring/shown-deviations';
import { type Document, listOperations, type Operation } from '@dli-openapi/openapi';
import { familiesOf } from '../families.ts';
import type { Language } from '../languages.ts';
import { type Content, type Html, html, joined, withCode } from '../layout/html.ts';
import { prosePageOf } from '../layout/prose-page.ts';
import { anchorOf } from '../reference/anchor.ts';
import { type Words, wordsIn } from '../words/index.ts';
import { contentsOf } from './contents.ts';
import { isGeneral, type Section, sectionsOf } from './groups.ts';

/** What the page is made of. */
export interface DeviationsPage {
  language: Language;
  document: Document;
  deviations: ShownDeviation[];
}

type DeviationWords = Words['deviations'];

/** More than so many fields or operations are folded. */
const mostShown = 4;

/** The HTML of the page. */
export function deviationsPage({ language, document, deviations }: DeviationsPage): string {
  const words = wordsIn(language).deviations;
  const operations = listOperations(document);
  const known = new Map(operations.map((operation) => [operation.operationId, operation]));
  const sections = sectionsOf(deviations);
  const body = html`<div class="deviations">
${introduction(deviations.length, words)}
${contentsOf(sections, familiesOf(document), deviations, words)}
${sections.map((section) => sectionOf(section, known, words))}</div>`;
  return prosePageOf({ language, file: 'deviations.html', body });
}

function introduction(count: number, words: DeviationWords): Html {
  return html`<p>${words.introduction(count)}</p>
<p><strong>${words.untried}</strong> ${words.evidenceNamed}</p>
<details>
<summary>${words.howToRead}</summary>
<ul>
<li>${withCode(words.places)}</li>
<li>${withCode(words.silence)}</li>
<li>${withCode(words.otherSource)}</li>
</ul>
</details>`;
}

function sectionOf({ title, anchor, entries }: Section, known: ReadonlyMap<string, Operation>, words: DeviationWords): Html {
  return html`<section id="${anchor}">
<h2>${title}</h2>
${entries.map((entry) => entryOf(entry, known, words))}</section>
`;
}

function entryOf(entry: ShownDeviation, known: ReadonlyMap<string, Operation>, words: DeviationWords): Html {
  const { id, title, pointers, difference, reason, evidence } = entry;
  const fields = pointers.map((pointer) => html`<code>${pointer}</code>`);
  return html`<article id="${id}">
<h3><a href="#${id}">${title}</a></h3>
<p>${reason}</p>
<dl>
<div><dt>${words.differs}</dt><dd>${difference}</dd></div>
<div><dt>${words.pages}</dt><dd>${said(entry.page, words)}</dd></div>
<div><dt>${words.document}</dt><dd>${said(entry.document, words)}</dd></div>
<div class="line"><dt>${pointers.length > 1 ? words.fields : words.field}</dt><dd>${listOf(fields, words.foldedFields)}</dd></div>
<div class="line"><dt>${words.in}</dt><dd>${operationsNamed(entry, known, words)}</dd></div>
<div class="line"><dt>${words.evidence}</dt><dd>${evidence.join('; ')}</dd></div>
</dl>
</article>
`;
}

function said(value: unknown, words: DeviationWords): Html {
  if (value === undefined) return html`<em>${words.nothing}</em>`;
  return html`<code>${typeof value === 'string' ? value : JSON.stringify(value)}</code>`;
}

function operationsNamed(entry: ShownDeviation, known: ReadonlyMap<string, Operation>, words: DeviationWords): Content {
  if (isGeneral(entry)) return words.inEveryOperation;
  const links = (entry.operations as string[]).map((operationId) => {
    const operation = known.get(operationId);
    return operation ? html`<a href="index.html#${anchorOf(operation)}">${operationId}</a>` : html`<code>${operationId}</code>`;
  });
  return listOf(links, words.foldedOperations);
}

function listOf(items: Html[], folded: (count: number) => string): Content {
  if (items.length <= mostShown) return joined(items, ', ');
  return html`<details><summary>${folded(items.length)}</summary><ul>${items.map((item) => html`<li>${item}</li>`)}</ul></details>`;
}
