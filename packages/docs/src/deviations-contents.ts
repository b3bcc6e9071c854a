// The table of contents of the list of deviations: by operation, and by topic.
import type { Operation } from '@dli-openapi/scripts/document';
import type { ShownDeviation } from '@dli-openapi/scripts/shown-deviations';
import { groupedBy, isGeneral, type Section } from './deviations-groups.ts';
import { type Html, html } from './html.ts';

export function contentsOf(sections: Section[], operations: Operation[], deviations: ShownDeviation[]): Html {
  const families = groupedBy(operations, ({ tags }) => tags[0] ?? '');
  return html`<nav aria-label="By operation">
<h2>By operation</h2>
${folded('Every operation', deviations.filter(isGeneral))}${[...families].map(
  ([family, members]) => html`<h3>${family}</h3>
<div class="columns">
${members.map(({ operationId }) => folded(operationId, deviations.filter(isAbout(operationId))))}</div>
`,
)}</nav>
<nav aria-label="By topic">
<h2>By topic</h2>
<ul class="columns">${sections.map(({ title, anchor, entries }) => html`<li><a href="#${anchor}">${title}</a> ${countOf(entries)}</li>`)}</ul>
</nav>`;
}

function isAbout(operationId: string): (entry: ShownDeviation) => boolean {
  return (entry) => !isGeneral(entry) && entry.operations.includes(operationId);
}

function folded(name: string, entries: ShownDeviation[]): Html {
  const links = entries.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`);
  return html`<details><summary>${name} ${countOf(entries)}</summary><ul>${links}</ul></details>
`;
}

function countOf(entries: ShownDeviation[]): Html {
  return html`<span class="count">${entries.length}</span>`;
}
