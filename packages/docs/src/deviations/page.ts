// The page "Where the pages are wrong": the deviations, for who calls the API by the published pages.
import type { EvidenceSource, ShownDeviation, ShownDifference } from '@dli-openapi/authoring/deviation';
import type { Provenance } from '@dli-openapi/authoring/provenance';
import { type Document, listOperations, type Operation } from '@dli-openapi/openapi';
import { type Family, familiesOf } from '../families.ts';
import type { Language } from '../languages.ts';
import { type Content, type Html, html, joined, withCode } from '../layout/html.ts';
import { prosePageOf } from '../layout/prose-page.ts';
import { anchorOf } from '../reference/anchor.ts';
import { type Words, wordsIn } from '../words/index.ts';
import { contentsOf } from './contents.ts';
import { listSections, type Section } from './groups.ts';

/** What the page is made of. */
export interface DeviationsPage {
  language: Language;
  document: Document;
  deviations: ShownDeviation[];
  /** The sources that evidence names. */
  sources: Record<string, EvidenceSource>;
  /** What the document has from other sources than the page of the operation. */
  provenance: Provenance[];
}

type DeviationWords = Words['deviations'];

/** More than so many fields or operations are folded. */
const mostShown = 4;

/** The HTML of the page. */
export function deviationsPage({ language, document, deviations, sources, provenance }: DeviationsPage): string {
  const words = wordsIn(language).deviations;
  const known = new Map(listOperations(document).map((operation) => [operation.operationId, operation]));
  const families = familiesOf(document);
  const sections = listSections(deviations, families, words.severalFamilies);
  const body = html`<div class="deviations">
${introduction(deviations.length, words)}
${contentsOf(sections, families, deviations, words)}
${sections.map((section) => sectionOf(section, known, words))}${provenanceSection(families, provenance, words)}${sourcesSection(sources, words)}</div>`;
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
  const { id, title, differences, reason, evidence } = entry;
  const named = evidence.map((item) => {
    const [source = '', ...place] = item.split(' ');
    return html`<a href="#source/${source}">${source}</a>${place.length === 0 ? '' : html` <code>${place.join(' ')}</code>`}`;
  });
  return html`<article id="${id}">
<h3><a href="#${id}">${title}</a></h3>
<p>${reason}</p>
${differences.map((difference) => differenceOf(difference, known, words))}<dl>
<div class="line"><dt>${words.evidence}</dt><dd>${joined(named, '; ')}</dd></div>
</dl>
</article>
`;
}

function differenceOf(difference: ShownDifference, known: ReadonlyMap<string, Operation>, words: DeviationWords): Html {
  const { at, name, page, sdk, document } = difference;
  const fields = at.map((place) => html`<code>${place}</code>`);
  return html`<dl>
<div><dt>${words.differs}</dt><dd>${name}</dd></div>
<div><dt>${sdk === undefined ? words.pages : words.sdk}</dt><dd>${said(sdk ?? page, words)}</dd></div>
<div><dt>${words.document}</dt><dd>${said(document, words)}</dd></div>
<div class="line"><dt>${at.length > 1 ? words.fields : words.field}</dt><dd>${listOf(fields, words.foldedFields)}</dd></div>
<div class="line"><dt>${words.in}</dt><dd>${operationsNamed(difference, known, words)}</dd></div>
</dl>
`;
}

function said(value: unknown, words: DeviationWords): Html {
  if (value === undefined) return html`<em>${words.nothing}</em>`;
  return html`<code>${typeof value === 'string' ? value : JSON.stringify(value)}</code>`;
}

function operationsNamed({ operations }: ShownDifference, known: ReadonlyMap<string, Operation>, words: DeviationWords): Content {
  if (operations === 'all' || operations.includes('common')) return words.inEveryOperation;
  const links = operations.map((operationId) => {
    const operation = known.get(operationId);
    return operation ? html`<a href="index.html#${anchorOf(operation)}">${operationId}</a>` : html`<code>${operationId}</code>`;
  });
  return listOf(links, words.foldedOperations);
}

function listOf(items: Html[], folded: (count: number) => string): Content {
  if (items.length <= mostShown) return joined(items, ', ');
  return html`<details><summary>${folded(items.length)}</summary><ul>${items.map((item) => html`<li>${item}</li>`)}</ul></details>`;
}

/** The fields that another source of an operation has, and its page has not. */
function provenanceSection(families: Family[], provenance: Provenance[], words: DeviationWords): Html {
  const fields = provenance.filter(({ rule }) => rule === 'presence');
  return html`<section id="provenance">
<h2>${words.provenance}</h2>
<p>${words.provenanceMeaning}</p>
${families.map(
  ({ name, operations }) => html`<h3>${name}</h3>
<div class="columns">
${operations.map(({ operationId }) => {
  const own = fields.filter((field) => field.operationId === operationId);
  const items = own.map(({ place, sources }) => html`<li><code>${place}</code> <span class="count">${sources.join(', ')}</span></li>`);
  return html`<details><summary>${operationId} <span class="count">${own.length}</span></summary><ul>${items}</ul></details>
`;
})}</div>
`,
)}</section>
`;
}

function sourcesSection(sources: Record<string, EvidenceSource>, words: DeviationWords): Html {
  return html`<section id="sources">
<h2>${words.sources}</h2>
<dl>
${Object.entries(sources).map(
  ([name, { title, url, snapshot }]) => html`<div class="line" id="source/${name}"><dt><code>${name}</code></dt><dd>${
    url === undefined ? title : html`<a href="${url}">${title}</a>`
  }${snapshot === undefined ? '' : ` (${snapshot})`}</dd></div>
`,
)}</dl>
</section>
`;
}
