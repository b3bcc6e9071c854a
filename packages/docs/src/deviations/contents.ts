// The table of contents of the deviations: by operation, and by family.
import type { ShownDeviation } from '@dli-openapi/authoring/deviation';
import type { Family } from '../families.ts';
import { type Html, html } from '../layout/html.ts';
import type { Words } from '../words/index.ts';
import { listOperationIds, type Section } from './groups.ts';

export function contentsOf(sections: Section[], families: Family[], deviations: ShownDeviation[], words: Words['deviations']): Html {
  const isGeneral = (entry: ShownDeviation): boolean => listOperationIds(entry) === 'all';
  return html`<nav aria-label="${words.byOperation}">
<h2>${words.byOperation}</h2>
${folded(words.everyOperation, deviations.filter(isGeneral))}${families.map(
  ({ name, operations }) => html`<h3>${name}</h3>
<div class="columns">
${operations.map(({ operationId }) => folded(operationId, deviations.filter(isAbout(operationId))))}</div>
`,
)}</nav>
<nav aria-label="${words.byFamily}">
<h2>${words.byFamily}</h2>
<ul class="columns">${sections.map(({ title, anchor, entries }) => html`<li><a href="#${anchor}">${title}</a> ${countOf(entries)}</li>`)}</ul>
</nav>`;
}

function isAbout(operationId: string): (entry: ShownDeviation) => boolean {
  return (entry) => {
    const operations = listOperationIds(entry);
    return operations !== 'all' && operations.includes(operationId);
  };
}

function folded(name: string, entries: ShownDeviation[]): Html {
  const links = entries.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`);
  return html`<details><summary>${name} ${countOf(entries)}</summary><ul>${links}</ul></details>
`;
}

function countOf(entries: ShownDeviation[]): Html {
  return html`<span class="count">${entries.length}</span>`;
}
