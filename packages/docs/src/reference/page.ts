import { type Language, sharedFrom } from '../languages.ts';
import { Html, html } from '../layout/html.ts';
import { pageOf } from '../layout/page.ts';
import { wordsIn } from '../words/index.ts';
import { scalarConfiguration } from './scalar.ts';

/** What a reference page is made of. */
export interface ReferencePage {
  language: Language;
  title: string;
  /** The OpenAPI document to show. */
  document: unknown;
}

/** The HTML of a page that carries its document. */
export function referencePage({ language, title, document }: ReferencePage): string {
  const shared = sharedFrom(language);
  const body = html`<p id="mock-status" class="mock-status" role="status" hidden>${wordsIn(language).mockIsHere}</p>
<div id="reference"></div>
<noscript>${wordsIn(language).noScript} <a href="openapi.yaml">openapi.yaml</a></noscript>
${dataBlock('scalar-configuration', scalarConfiguration(language))}
${dataBlock('openapi-document', document)}
<script src="${shared}mock.js"></script>
<script src="${shared}scalar.js"></script>
<script src="${shared}reference.js"></script>`;
  return pageOf({ language, title, file: 'index.html', body });
}

/** JSON for a script of the page to read. No text in it can end the element early. */
function dataBlock(id: string, data: unknown): Html {
  return new Html(`<script type="application/json" id="${id}">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`);
}
