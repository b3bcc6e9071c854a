// The page with the meaning of each published error code, and what to do about it.
import { html, joinContents, renderInline } from '../html.ts';
import { formatProsePage } from '../layout/page.ts';
import { getOperationFile } from '../pages.ts';
import { type Knowledge, readErrorCode } from './knowledge.ts';

export function formatErrorCodesPage(knowledge: Knowledge): string {
  const { words, errorCodes, operations } = knowledge;
  const codes = Object.entries(errorCodes);
  const body = html`<p>${renderInline(words.errorCodes.introduction)}</p>
<p><a href="error-codes.json" download>error-codes.json</a> ${words.errorCodes.asData}</p>
<ul class="columns">${codes.map(([code]) => html`<li><a href="#${code}"><code>${code}</code></a></li>`)}</ul>
<div class="entries">
${codes.map(([code, { status, meaning, cure }]) => {
  const links = operations.flatMap(({ operation: { operationId }, responses }) => {
    const response = responses.find(({ examples }) => examples.some(({ value }) => readErrorCode(value) === code));
    return response ? [html`<a href="${getOperationFile(operationId, `status.${response.status}`)}">${operationId}</a>`] : [];
  });
  return html`<article id="${code}">
<h2><a href="#${code}"><code>${code}</code></a> <span class="count">HTTP ${status}</span></h2>
<p>${renderInline(meaning)}</p>
<p><strong>${words.errorCodes.cure}</strong> ${renderInline(cure)}</p>
${links.length === 0 ? '' : html`<p class="count">${words.errorCodes.examples} ${links.length === operations.length ? words.deviations.inEveryOperation : joinContents(links, ', ')}</p>\n`}</article>
`;
})}</div>`;
  return formatProsePage(knowledge, { file: 'error-codes.html', source: 'spec/error-codes.yaml', body });
}
