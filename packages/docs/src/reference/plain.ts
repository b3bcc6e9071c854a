// The operations as plain markup. The one that a link names is there before Scalar has started, and all are without scripts.
import { type Document, listOperations, type Operation } from '@dli-openapi/openapi';
import MarkdownIt from 'markdown-it';
import { Html, html } from '../layout/html.ts';
import { operationMarkdown } from '../machines/operation-page.ts';
import type { Words } from '../words/index.ts';
import { anchorOf } from './anchor.ts';

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
// The page's title is the only heading of the first level.
markdown.core.ruler.push('headings', ({ tokens }) => {
  for (const token of tokens) token.tag = token.tag.replace(/^h(\d)$/, (_tag, level) => `h${Number(level) + 1}`);
});

/** Every operation, under the address that Scalar gives it as well. */
export function plainOperations(document: Document, words: Words): Html {
  return html`<div class="plain">
${listOperations(document).map((operation) => plainOperation(document, operation, words))}</div>`;
}

function plainOperation(document: Document, operation: Operation, words: Words): Html {
  return html`<article id="${anchorOf(operation)}">
${new Html(markdown.render(operationMarkdown(document, operation, words.markdown)))}</article>
`;
}
