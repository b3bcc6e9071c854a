// The page "Where the pages are wrong": the list of deviations, for who calls the API by the published pages.
import { type Document, type Operation, operationsOf } from '@dli-openapi/scripts/document';
import type { ShownDeviation } from '@dli-openapi/scripts/shown-deviations';
import { anchorOf } from './anchor.ts';
import { contentsOf } from './deviations-contents.ts';
import { isGeneral, type Section, sectionsOf } from './deviations-groups.ts';
import { type Content, type Html, html, joined } from './html.ts';
import { pageNames, pageOf } from './page.ts';

/** What the page is made of. */
export interface DeviationsPage {
  /** Language tag of the page, such as `en`. */
  language: string;
  document: Document;
  deviations: ShownDeviation[];
}

/** More than so many fields or operations are folded. */
const mostShown = 4;

/** The HTML of the page. It has no script. */
export function deviationsPage({ language, document, deviations }: DeviationsPage): string {
  const operations = operationsOf(document);
  const known = new Map(operations.map((operation) => [operation.operationId, operation]));
  const sections = sectionsOf(deviations);
  const title = pageNames['deviations.html'];
  const body = html`<main class="deviations">
<h1>${title}</h1>
${introduction(deviations.length)}
${contentsOf(sections, operations, deviations)}
${sections.map((section) => sectionOf(section, known))}</main>`;
  const head = html`<link rel="stylesheet" href="deviations.css">\n`;
  return pageOf({ language, title, file: 'deviations.html', head, body });
}

function introduction(count: number): Html {
  return html`<p>The OpenAPI document here is held, row for row, to the pages that Huawei Cloud publishes on DLI. In ${count} entries this
list says where the document departs from them on purpose: where a page contradicts its own sample, another page or the official
SDK, and where it leaves something out. If you call DLI by the pages, or wonder why the client, the mock and the reference here
say something else, look up the operation below.</p>
<p><strong>Nothing here was tried against the live service.</strong> Each entry names its evidence; where that is a live answer,
it was seen elsewhere.</p>
<details>
<summary>How to read an entry</summary>
<ul>
<li>A field has its place in front: <code>query.limit</code>, <code>body.name</code>, <code>response.jobs[].job_id</code>.
<code>[]</code> are the items of a list, <code>{}</code> is JSON inside of a string, and <code>*</code> stands for anything.</li>
<li><em>Nothing</em>: that side does not say.</li>
<li>Where the operation's own page does not have the field at all, “Pages” is what the first other source says of it.</li>
</ul>
</details>`;
}

function sectionOf({ title, anchor, entries }: Section, known: ReadonlyMap<string, Operation>): Html {
  return html`<section id="${anchor}">
<h2>${title}</h2>
${entries.map((entry) => entryOf(entry, known))}</section>
`;
}

function entryOf(entry: ShownDeviation, known: ReadonlyMap<string, Operation>): Html {
  const { id, title, pointers, difference, reason, evidence } = entry;
  const fields = pointers.map((pointer) => html`<code>${pointer}</code>`);
  return html`<article id="${id}">
<h3><a href="#${id}">${title}</a></h3>
<p>${reason}</p>
<dl>
<div><dt>Differs</dt><dd>${difference}</dd></div>
<div><dt>Pages</dt><dd>${said(entry.page)}</dd></div>
<div><dt>Document</dt><dd>${said(entry.document)}</dd></div>
<div class="line"><dt>${pointers.length > 1 ? 'Fields' : 'Field'}</dt><dd>${listOf(fields, 'fields')}</dd></div>
<div class="line"><dt>In</dt><dd>${operationsNamed(entry, known)}</dd></div>
<div class="line"><dt>Evidence</dt><dd>${evidence.join('; ')}</dd></div>
</dl>
</article>
`;
}

function said(value: unknown): Html {
  if (value === undefined) return html`<em>nothing</em>`;
  return html`<code>${typeof value === 'string' ? value : JSON.stringify(value)}</code>`;
}

function operationsNamed(entry: ShownDeviation, known: ReadonlyMap<string, Operation>): Content {
  if (isGeneral(entry)) return 'every operation';
  const links = (entry.operations as string[]).map((operationId) => {
    const operation = known.get(operationId);
    return operation ? html`<a href="index.html#${anchorOf(operation)}">${operationId}</a>` : html`<code>${operationId}</code>`;
  });
  return listOf(links, 'operations');
}

function listOf(items: Html[], noun: string): Content {
  if (items.length <= mostShown) return joined(items, ', ');
  return html`<details><summary>${items.length} ${noun}</summary><ul>${items.map((item) => html`<li>${item}</li>`)}</ul></details>`;
}
