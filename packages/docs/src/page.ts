import { scalarConfiguration } from './scalar.ts';

/** What a reference page is made of. */
export interface ReferencePage {
  /** Language tag of the page, such as `en`. */
  language: string;
  title: string;
  /** The OpenAPI document to show. */
  document: unknown;
}

const contentSecurityPolicy = [
  // Covers connect-src too: the page has nothing to fetch, and no token typed into it can leave.
  "default-src 'none'",
  // 'self' does not cover pages that are opened from disk.
  "script-src 'self' file:",
  // Scalar adds style elements and style attributes of its own.
  "style-src 'self' file: 'unsafe-inline'",
  'img-src data: blob:',
  'font-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The HTML of a page that carries its document and asks for nothing but the files beside it. */
export function referencePage({ language, title, document }: ReferencePage): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="style.css">
</head>
<body>
<header class="site-header">
<p class="site-name">dli-openapi</p>
<p class="site-note">Unofficial: not affiliated with Huawei</p>
<nav class="site-links" aria-label="Download the OpenAPI document">
<a href="openapi.yaml" download>openapi.yaml</a>
<a href="openapi.json" download>openapi.json</a>
</nav>
</header>
<div id="reference"></div>
<noscript>This reference needs JavaScript. Without it, read <a href="openapi.yaml">openapi.yaml</a>.</noscript>
${dataBlock('scalar-configuration', scalarConfiguration)}
${dataBlock('openapi-document', document)}
<script src="scalar.js"></script>
<script src="reference.js"></script>
</body>
</html>
`;
}

/** JSON for a script of the page to read. No text in it can end the element early. */
function dataBlock(id: string, data: unknown): string {
  return `<script type="application/json" id="${id}">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
