// The page "Where the pages are wrong": the deviations, for who calls the API by the published pages.
import type { ShownDeviation, ShownDifference } from '@dli-openapi/authoring/deviation';
import { type Content, type Html, html, joinContents, renderInline } from './html.ts';
import { formatProsePage } from './layout/page.ts';
import { getOperationFile } from './pages.ts';
import { findOperation, type Knowledge, listOwnDeviations } from './reference/knowledge.ts';
import { fill } from './words/index.ts';

/** More than so many fields or operations are folded. */
const mostShown = 4;

export function formatDeviationsPage(knowledge: Knowledge): string {
  const { families, deviations, words: all } = knowledge;
  const words = all.deviations;
  // No entry has the id of a section: theirs have no slash.
  const sections = [{ id: 'common', name: words.severalFamilies }, ...families]
    .map(({ id, name }) => ({ id: `family/${id}`, name, entries: deviations.filter(({ family }) => family === id) }))
    .filter(({ entries }) => entries.length > 0);
  const body = html`<p>${fill(words.introduction, { count: deviations.length })}</p>
<p><strong>${words.untried}</strong> ${words.evidenceNamed}</p>
<details>
<summary>${words.howToRead}</summary>
<ul>
${[words.places, words.silence, words.otherSource].map((text) => html`<li>${renderInline(text)}</li>\n`)}</ul>
</details>
<ul class="columns">
${sections.map(({ id, name, entries }) => html`<li><a href="#${id}">${name}</a> <span class="count">${entries.length}</span></li>\n`)}<li><a href="#by-operation">${words.byOperation}</a></li>
</ul>
${sections.map(
  ({ id, name, entries }) => html`<h2 id="${id}">${name}</h2>
${entries.map((entry) => formatEntry(knowledge, entry))}`,
)}${formatByOperation(knowledge)}${formatSources(knowledge)}`;
  return formatProsePage(knowledge, { file: 'deviations.html', source: 'spec/deviations', body });
}

function formatEntry(knowledge: Knowledge, { id, title, differences, reason, evidence }: ShownDeviation): Html {
  const named = evidence.map((item) => {
    const [source = '', ...place] = item.split(' ');
    return html`<a href="#source/${source}">${source}</a>${place.length === 0 ? '' : html` <code>${place.join(' ')}</code>`}`;
  });
  return html`<article id="${id}">
<h3><a href="#${id}">${title}</a></h3>
<p>${reason}</p>
${differences.map((difference) => formatTerms(listTerms(knowledge, difference)))}${formatTerms([
  [knowledge.words.deviations.evidence, joinContents(named, '; ')],
])}</article>
`;
}

function formatTerms(terms: [name: string, content: Content][]): Html {
  return html`<dl>
${terms.map(([name, content]) => html`<div><dt>${name}</dt><dd>${content}</dd></div>\n`)}</dl>
`;
}

function listTerms(knowledge: Knowledge, difference: ShownDifference): [name: string, content: Content][] {
  const { deviations: words } = knowledge.words;
  const { at, name, page, sdk, document } = difference;
  const formatSide = (value: unknown): Content =>
    value === undefined ? html`<em>${words.nothing}</em>` : html`<code>${typeof value === 'string' ? value : JSON.stringify(value)}</code>`;
  return [
    [words.differs, name],
    [sdk === undefined ? words.pages : words.sdk, formatSide(sdk ?? page)],
    [words.document, formatSide(document)],
    [
      at.length > 1 ? words.fields : words.field,
      formatList(
        at.map((place) => formatPlace(knowledge, place, difference)),
        words.foldedFields,
      ),
    ],
    [words.in, formatOperations(knowledge, difference)],
  ];
}

function isCommon({ operations }: ShownDifference): boolean {
  return operations === 'all' || operations.includes('common');
}

/** A place, with a link to the first of the operations that has it. */
function formatPlace(knowledge: Knowledge, place: string, difference: ShownDifference): Html {
  const { operations } = difference;
  const models = isCommon(difference) ? knowledge.operations : [operations].flat().map((id) => findOperation(knowledge, id));
  const model = models.find((each) => each?.fields.some((field) => field.place === place));
  const code = html`<code>${place}</code>`;
  return model ? html`<a href="${getOperationFile(model.operation.operationId, place)}">${code}</a>` : code;
}

function formatOperations(knowledge: Knowledge, difference: ShownDifference): Content {
  const { deviations: words } = knowledge.words;
  if (isCommon(difference)) return words.inEveryOperation;
  const links = [difference.operations].flat().map((operationId) => html`<a href="${getOperationFile(operationId)}">${operationId}</a>`);
  return formatList(links, words.foldedOperations);
}

function formatList(items: Html[], folded: string): Content {
  if (items.length <= mostShown) return joinContents(items, ', ');
  return html`<details><summary>${fill(folded, { count: items.length })}</summary><ul>${items.map((item) => html`<li>${item}</li>`)}</ul></details>`;
}

/** The deviations of each operation, and the fields that another source has and its page has not. */
function formatByOperation(knowledge: Knowledge): Html {
  const { families, provenance, words } = knowledge;
  const added = provenance.filter(({ rule }) => rule === 'presence');
  return html`<h2 id="by-operation">${words.deviations.byOperation}</h2>
<p>${words.deviations.byOperationMeaning}</p>
${families.map(
  ({ name, operations }) => html`<h3>${name}</h3>
<div class="columns">
${operations.map((operation) => {
  const { operationId } = operation;
  const items = [
    ...listOwnDeviations(knowledge, operation).map(({ id, title }) => html`<a href="#${id}">${title}</a>`),
    ...added
      .filter((field) => field.operationId === operationId)
      .map(({ place, sources }) => html`<code>${place}</code> <span class="count">${sources.join(', ')}</span>`),
  ];
  return html`<details><summary>${operationId} <span class="count">${items.length}</span></summary><ul>${items.map((item) => html`<li>${item}</li>`)}</ul></details>
`;
})}</div>
`,
)}`;
}

function formatSources({ sources, words }: Knowledge): Html {
  return html`<h2 id="sources">${words.deviations.sources}</h2>
<dl>
${Object.entries(sources).map(
  ([name, { title, url, snapshot }]) => html`<div id="source/${name}"><dt><code>${name}</code></dt><dd>${
    url === undefined ? title : html`<a href="${url}">${title}</a>`
  }${snapshot === undefined ? '' : ` (${snapshot})`}</dd></div>
`,
)}</dl>
`;
}
