// The fields of a body, a parameter list or headers as markup, each with an anchor.
import type { Operation } from '@dli-openapi/openapi';
import { type Content, type Html, html, joinContents, renderInline, renderText } from '../html.ts';
import type { Field } from './fields.ts';
import { type Knowledge, listDeviationsAt } from './knowledge.ts';

export function formatFields(knowledge: Knowledge, operation: Operation, fields: readonly Field[]): Html {
  if (fields.length === 0) return html``;
  return html`<ul class="fields">
${fields.map((field) => html`<li id="${field.place}">\n${formatField(knowledge, operation, field)}</li>\n`)}</ul>
`;
}

export function formatBody(knowledge: Knowledge, operation: Operation, body: Field): Html {
  return html`<div id="${body.place}" class="whole">\n${formatField(knowledge, operation, body)}</div>\n`;
}

function formatField(knowledge: Knowledge, operation: Operation, field: Field): Html {
  const { words, statePages } = knowledge;
  const { place, name, type, required, description, rules, values, items, states, alternatives, fields } = field;
  const deviations = new Set([place, ...items].flatMap((each) => listDeviationsAt(knowledge, operation, each)));
  const statePage = states && statePages.get(states);
  const links: Content[] = [
    ...(statePage ? [html`<a href="${statePage}">${words.operation.states}</a>`] : []),
    ...[...deviations].map(({ id, title }) => html`<a class="deviation" href="deviations.html#${id}">≠ ${title}</a>`),
  ];
  const formatValue = (value: string) =>
    statePage ? html`<a href="${statePage}#${value}"><code>${value}</code></a>` : html`<code>${value}</code>`;
  return html`<p class="field-head">${name === '' ? '' : html`<a href="#${encodeURI(place)}"><code>${name}</code></a> `}<span class="type">${type}</span>${
    required ? html` <strong class="required">${words.operation.required}</strong>` : ''
  }${items.map((item) => html`<span id="${item}"></span>`)}</p>
${renderText(description)}${rules.length > 0 ? html`<p class="rules">${joinContents(rules.map(renderInline), '; ')}</p>\n` : ''}${
  values.length > 0
    ? html`<ul class="values">
${values.map(({ value, meaning }) => html`<li id="${place}=${value.replaceAll(' ', '_')}">${formatValue(value)} ${renderInline(meaning)}</li>\n`)}</ul>\n`
    : ''
}${links.length > 0 ? html`<p class="links">${joinContents(links, ' ')}</p>\n` : ''}${
  alternatives.length > 0
    ? html`<div class="alternatives">\n<p>${words.operation.oneOf}</p>\n${formatFields(knowledge, operation, alternatives)}</div>\n`
    : ''
}${formatFields(knowledge, operation, fields)}`;
}
