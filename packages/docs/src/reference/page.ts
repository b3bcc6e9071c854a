import type { Document } from '@dli-openapi/openapi';
import { familiesOf } from '../families.ts';
import { type Language, sharedFrom } from '../languages.ts';
import { Html, html } from '../layout/html.ts';
import { pageOf } from '../layout/page.ts';
import { markdownFileOf } from '../machines/files.ts';
import { type Words, wordsIn } from '../words/index.ts';
import { plainOperations } from './plain.ts';
import { presentDocument } from './present.ts';
import { scalarConfiguration } from './scalar.ts';

/** What a reference page is made of. */
export interface ReferencePage {
  language: Language;
  title: string;
  /** The OpenAPI document to show. */
  document: Document;
}

/** The HTML of a page that carries its document. */
export function referencePage({ language, title, document }: ReferencePage): string {
  const shared = sharedFrom(language);
  const words = wordsIn(language);
  const body = html`${plainOperations(document, words)}
<div id="reference"></div>
<noscript>
<main id="content" class="without-script">
<p>${words.noScript} <a href="openapi.yaml">openapi.yaml</a></p>
${familiesOf(document).map(
  ({ name, operations }) => html`<h2>${name}</h2>
<ul>${operations.map(({ operationId, summary }) => html`<li><a href="${markdownFileOf(operationId)}">${summary}</a></li>`)}</ul>
`,
)}</main>
</noscript>
${dataBlock('scalar-configuration', scalarConfiguration(language))}
${dataBlock('openapi-document', presentDocument(document, language))}
<script src="${shared}mock.js"></script>
<script src="${shared}reference.js"></script>`;
  return pageOf({ language, title, file: 'index.html', head: alternates, status: lightOf(words.mock), body });
}

/** Where programs find what the page shows. */
const alternates = html`<link rel="alternate" type="text/markdown" href="llms.txt">
<link rel="alternate" type="application/yaml" href="openapi.yaml">
<link rel="alternate" type="application/json" href="openapi.json">
`;

/** Says whether the mock answers, where there is one: `reference.js` shows it. */
function lightOf({ server, notSentThere, alive, gone }: Words['mock']): Html {
  return html`<p id="mock-status" class="mock-status" role="status" data-server="${server}" data-not-sent-there="${notSentThere}" data-alive="${alive}" data-gone="${gone}" hidden><span class="text"></span></p>
`;
}

/** JSON for a script of the page to read. No text in it can end the element early. */
function dataBlock(id: string, data: unknown): Html {
  return new Html(`<script type="application/json" id="${id}">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`);
}
