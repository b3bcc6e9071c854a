// The page that says of each published error code what it means and what to do about it.
import { type Document, listOperations } from '@dli-openapi/openapi';
import type { Language } from '../languages.ts';
import { type Html, html, joined, withCode } from '../layout/html.ts';
import { prosePageOf } from '../layout/prose-page.ts';
import { anchorOf } from '../reference/anchor.ts';
import { type Words, wordsIn } from '../words/index.ts';

/** What an error code means. */
export interface ErrorCode {
  /** The HTTP status that it is published with. */
  status: number;
  meaning: string;
  /** What to do about it. */
  cure: string;
}

/** The published codes with their meanings, in the document's order. */
export function errorCodesOf(document: Document): Record<string, ErrorCode> {
  return document['x-dli-error-codes'] as Record<string, ErrorCode>;
}

export function errorCodesPage(language: Language, document: Document): string {
  const { errorCodes: words, deviations } = wordsIn(language);
  const codes = Object.entries(errorCodesOf(document));
  const body = html`<p>${withCode(words.introduction)}</p>
<p><a href="error-codes.json" download>error-codes.json</a> ${words.asData}</p>
<div class="entries">
${codes.map(([code, meaning]) => entryOf(code, meaning, exampleLinks(document, code, deviations.inEveryOperation), words))}</div>`;
  return prosePageOf({ language, file: 'error-codes.html', body });
}

function entryOf(code: string, { status, meaning, cure }: ErrorCode, examples: Html[], words: Words['errorCodes']): Html {
  return html`<article id="${code}">
<h2><a href="#${code}"><code>${code}</code></a> <span class="count">HTTP ${status}</span></h2>
<p>${withCode(meaning)}</p>
<p><strong>${words.cure}</strong> ${withCode(cure)}</p>
${examples.length > 0 ? html`<p class="count">${words.examples} ${joined(examples, ', ')}</p>` : ''}</article>
`;
}

/** The operations that have an example of the code. */
function exampleLinks(document: Document, code: string, everyOperation: string): Html[] {
  const operations = listOperations(document);
  const having = operations.filter(({ responses }) =>
    Object.values(responses).some(({ content }) => Object.values(content?.examples ?? {}).some(({ value }) => hasCode(value, code))),
  );
  if (having.length === operations.length) return [html`${everyOperation}`];
  return having.map((operation) => html`<a href="index.html#${anchorOf(operation)}">${operation.operationId}</a>`);
}

function hasCode(answer: unknown, code: string): boolean {
  return [answer].flat().some((error) => (error as { error_code?: unknown } | null)?.error_code === code);
}
