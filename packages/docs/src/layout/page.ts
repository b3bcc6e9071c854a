// What all pages of the site have in common.
import { type Language, sharedFrom } from '../languages.ts';
import type { PageFile } from '../pages.ts';
import { wordsIn } from '../words/index.ts';
import { headerOf } from './header.ts';
import { type Html, html } from './html.ts';

/** A page of the site. */
export interface Page {
  language: Language;
  title: string;
  file: PageFile;
  /** Further elements of its head. */
  head?: Html;
  /** What its header says beside the name. */
  status?: Html;
  /** What comes below the header. */
  body: Html;
}

const contentSecurityPolicy = [
  "default-src 'none'",
  // The mock is on the page's own address. Nothing can be sent anywhere else, so that no token typed into a page leaves it.
  "connect-src 'self'",
  // 'self' does not cover pages that are opened from disk.
  "script-src 'self' file:",
  // Scalar adds style elements and style attributes of its own.
  "style-src 'self' file: 'unsafe-inline'",
  'img-src data: blob:',
  'font-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The HTML of a page that asks for nothing but the site's own files. */
export function pageOf({ language, title, file, head = html``, status = html``, body }: Page): string {
  const words = wordsIn(language);
  const shared = sharedFrom(language);
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
${['style', 'header', 'search'].map((name) => html`<link rel="stylesheet" href="${shared}${name}.css">\n`)}<script src="${shared}site.js" defer></script>
<script src="${shared}search.js" defer></script>
${head}</head>
<body>
<a class="site-skip" href="#content">${words.skip}</a>
${headerOf(language, file, status)}
${body}
${searchDialog(language)}
</body>
</html>
`.text;
}

/** The script `search.js` fills it. */
function searchDialog(language: Language): Html {
  const { search } = wordsIn(language);
  const shared = sharedFrom(language);
  const kinds = Object.entries(search.kinds).map(([kind, name]) => html` data-${kind}="${name}"`);
  return html`<dialog id="search" class="search" aria-label="${search.open}" data-engine="${shared}minisearch.js" data-entries="search-entries.js" data-nothing="${search.nothing}"${kinds}>
<input type="search" aria-label="${search.open}" placeholder="${search.hint}" autocomplete="off" spellcheck="false">
<p role="status"></p>
<ol></ol>
</dialog>`;
}
