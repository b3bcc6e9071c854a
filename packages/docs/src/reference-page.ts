import { Html, html } from './html.ts';
import { pageOf } from './page.ts';
import { scalarConfiguration } from './scalar.ts';

/** What a reference page is made of. */
export interface ReferencePage {
  /** Language tag of the page, such as `en`. */
  language: string;
  title: string;
  /** The OpenAPI document to show. */
  document: unknown;
}

/** The HTML of a page that carries its document. */
export function referencePage({ language, title, document }: ReferencePage): string {
  const body = html`<div id="reference"></div>
<noscript>This reference needs JavaScript. Without it, read <a href="openapi.yaml">openapi.yaml</a>.</noscript>
${dataBlock('scalar-configuration', scalarConfiguration)}
${dataBlock('openapi-document', document)}
<script src="scalar.js"></script>
<script src="reference.js"></script>`;
  return pageOf({ language, title, file: 'index.html', body });
}

/** JSON for a script of the page to read. No text in it can end the element early. */
function dataBlock(id: string, data: unknown): Html {
  return new Html(`<script type="application/json" id="${id}">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`);
}
