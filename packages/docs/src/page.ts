// What all pages of the site have in common.
import { type Html, html } from './html.ts';

/** A page of the site. */
export interface Page {
  /** Language tag of the page, such as `en`. */
  language: string;
  title: string;
  /** The page's file, one of those that the header leads to. */
  file: 'index.html' | 'deviations.html';
  /** Further elements of its head. */
  head?: Html;
  /** What comes below the header. */
  body: Html;
}

/** What the pages are called in the header. */
export const pageNames: Record<Page['file'], string> = {
  'index.html': 'Reference',
  'deviations.html': 'Where the pages are wrong',
};

const contentSecurityPolicy = [
  // Covers connect-src too: the pages have nothing to fetch, and no token typed into one can leave.
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

/** The HTML of a page that asks for nothing but the files beside it. */
export function pageOf({ language, title, file, head = html``, body }: Page): string {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="style.css">
${head}</head>
<body>
<header class="site-header">
<p class="site-name">dli-openapi</p>
<p class="site-note">Unofficial: not affiliated with Huawei</p>
<nav class="site-links" aria-label="Pages">
${Object.entries(pageNames).map(([other, name]) => linkTo(other, name, other === file))}</nav>
<nav class="site-links" aria-label="Download the OpenAPI document">
<a href="openapi.yaml" download>openapi.yaml</a>
<a href="openapi.json" download>openapi.json</a>
</nav>
</header>
${body}
</body>
</html>
`.text;
}

function linkTo(file: string, name: string, current: boolean): Html {
  return html`<a href="${file}"${current ? html` aria-current="page"` : ''}>${name}</a>
`;
}
