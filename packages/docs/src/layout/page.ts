// What all pages of the site have in common: head, header, list of pages, search.
import { formatData, type Html, html } from '../html.ts';
import { getFolder, type Language, languages } from '../languages.ts';
import { getMarkdownFile, getOperationFile, headerFiles, machineFiles, type PageFile, pageFiles } from '../pages.ts';
import type { Knowledge } from '../reference/knowledge.ts';
import { repository, siteUrl } from '../site.ts';
import { fill, findText, getWords, type Words } from '../words/index.ts';
import { getAsset } from './assets.ts';

export interface Heading {
  id: string;
  text: string;
}

export interface Page {
  /** Within the language's folder. */
  file: string;
  title: string;
  /** One or two sentences for search engines and link previews. */
  description: string;
  /** Whether there is a Markdown file of the same name. */
  hasMarkdown?: boolean;
  /** The source within the repository. */
  source?: string;
  /** Addresses in its body are relative to the language's folder. */
  body: Html;
}

/** What the pages of one language share. */
export type Site = Pick<Knowledge, 'language' | 'words' | 'families'>;

/** On GitHub Pages and from disk, where no server sends it as a header. `file:` is for pages from disk, which 'self' does not cover. */
const contentSecurityPolicy = [
  "default-src 'none'; connect-src 'self'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:",
  "base-uri 'self'; form-action 'none'",
].join('; ');

export function formatPage(site: Site, page: Page): string {
  const { language, words } = site;
  const { file, title, description, body, hasMarkdown = false } = page;
  const isOperation = file.startsWith('operations/');
  const root = language === 'en' ? '' : '../';
  const asset = (name: Parameters<typeof getAsset>[0]) => root + getAsset(name);
  const text = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
${formatMetadata(language, page)}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title} · dli-openapi</title>
<meta name="description" content="${description}">
<link rel="icon" href="${asset('favicon.svg')}" type="image/svg+xml">
${hasMarkdown ? html`<link rel="alternate" type="text/markdown" href="${getMarkdownFile(file)}">\n` : ''}<link rel="alternate" type="application/json" href="openapi.json">
<link rel="stylesheet" href="${asset('site.css')}">
<script src="${root}mock.js"></script>
<script src="${asset('site.js')}"></script>
${isOperation ? html`<script src="${asset('try.js')}" defer></script>\n` : ''}</head>
<body>
<a class="skip" href="#content">${words.skip}</a>
${formatHeader(site, file, root)}
<div class="layout">
<nav class="pages" aria-label="${words.menu}">
${formatPages(site, file)}</nav>
<main id="content" tabindex="-1">
${body}
${file === '404.html' ? '' : formatFooter(site, page)}</main>
</div>
${formatSearch(root, words)}
${formatData('words', words.script)}
</body>
</html>
`.text;
  const up = '../'.repeat(file.split('/').length - 1);
  return up === '' ? text : text.replaceAll(/(\s(?:href|src|data-\w+-src)=")(?![a-z]+:|#)/g, `$1${up}`);
}

/** Formats a page of prose; its title is the one it is listed by. */
export function formatProsePage(
  site: Site,
  page: Omit<Page, 'title' | 'description'> & { file: Exclude<PageFile, 'index.html'>; headings?: Heading[] },
): string {
  const { words } = site;
  const { file, headings = [], body, hasMarkdown } = page;
  const title = words.pages[file];
  const description = findText(words.descriptions, file) ?? fill(words.descriptions.guide, { title });
  const outline = headings.map(({ id, text }) => html`<li><a href="#${id}">${text}</a></li>`);
  return formatPage(site, {
    ...page,
    title,
    description,
    body: html`<div class="prose">
<h1>${title}</h1>
${hasMarkdown ? html`<p class="page-tools">${formatCopyMarkdown(words)}</p>\n` : ''}${
  outline.length > 1 ? html`<nav class="outline" aria-label="${words.onThisPage}"><ul>${outline}</ul></nav>\n` : ''
}${body}</div>`,
  });
}

/** The button is shown by `site.js`. */
export function formatCopyMarkdown(words: Words): Html {
  return html`<button type="button" class="copy-markdown" hidden>${words.copyMarkdown}</button>`;
}

/** What search engines and link previews read. There is no picture: previews take no SVG, and nothing here draws anything else. */
function formatMetadata(language: Language, { file, title, description }: Page): Html {
  // A server sends it for any address, whatever its depth.
  if (file === '404.html') return html`<base href="${siteUrl}">\n<meta name="robots" content="noindex">`;
  const address = (other: Language) => siteUrl + getFolder(other) + file.replace(/(^|\/)index\.html$/, '$1');
  return html`<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<link rel="canonical" href="${address(language)}">
${languages.map((other) => html`<link rel="alternate" hreflang="${other}" href="${address(other)}">\n`)}<link rel="alternate" hreflang="x-default" href="${address('en')}">
<meta property="og:type" content="article">
<meta property="og:site_name" content="dli-openapi">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${address(language)}">
<meta property="og:locale" content="${language.replace('-', '_')}">`;
}

function formatLink(file: string, name: string, current: string): Html {
  return html`<a href="${file}"${file === current ? html` aria-current="page"` : ''}>${name}</a>`;
}

function formatHeader({ language, words }: Site, file: string, root: string): Html {
  const others = languages.filter((other) => other !== language);
  const themes = Object.entries(words.themes).map(
    ([theme, name]) => html`<option value="${theme === 'system' ? '' : theme}">${name}</option>`,
  );
  return html`<header class="site-header">
<button type="button" class="menu-button" aria-expanded="false" hidden>${words.menu}</button>
<a class="site-name" href="index.html">dli-openapi</a>
<span class="site-note" title="${words.unofficial}">${words.unofficialInShort}</span>
<nav class="site-links" aria-label="${words.mainPages}">
${headerFiles.map((other) => html`${formatLink(other, words.pages[other], file)}\n`)}</nav>
<button type="button" class="search-button" aria-keyshortcuts="/ Control+K" hidden>${words.search.open} <kbd aria-hidden="true">/</kbd></button>
<label class="theme" hidden><span class="hidden">${words.theme}</span><select>${themes}</select></label>
${others.map((other) => html`<a class="language" href="${root}${getFolder(other)}${file}" hreflang="${other}" lang="${other}">${getWords(other).languageName}</a>`)}
</header>`;
}

/** All pages, the operations by family. That of the page is open; styles alone open the others, and show deprecated operations. */
function formatPages({ words, families }: Site, file: string): Html {
  const formatClass = (isDeprecated: boolean) => (isDeprecated ? html` class="deprecated"` : '');
  const formatItem = (other: string, name: string, isDeprecated = false) =>
    html`<li${formatClass(isDeprecated)}>${formatLink(other, name, file)}</li>\n`;
  return html`<p>${formatLink('index.html', words.reference, file)}</p>
<p><label class="note"><input type="checkbox" id="deprecated-shown"> ${words.showDeprecated}</label></p>
${families.map(({ name, operations }) => {
  const isOpen = operations.some(({ operationId }) => getOperationFile(operationId) === file);
  const items = operations.map(({ operationId, summary, node }) =>
    formatItem(getOperationFile(operationId), summary, node.deprecated === true),
  );
  return html`<details${formatClass(operations.every(({ node }) => node.deprecated))}${isOpen ? html` open` : ''}><summary>${name}</summary><ul>\n${items}</ul></details>
`;
})}<h2>${words.guides}</h2>
<ul>
${pageFiles.slice(1).map((other) => formatItem(other, words.pages[other]))}</ul>
<h2>${words.forPrograms}</h2>
<ul>
${machineFiles.map((name) => html`<li><a href="${name}"${name === 'llms.txt' ? '' : html` download`}>${name}</a></li>\n`)}</ul>
<p class="note">${words.unofficial}</p>
`;
}

function formatFooter({ words, families }: Site, { file, hasMarkdown, source }: Page): Html {
  const operations = families.flatMap((family) => family.operations);
  const order: [file: string, name: string][] = [
    ['index.html', words.reference],
    ...operations.map(({ operationId, summary }): [string, string] => [getOperationFile(operationId), summary]),
    ...pageFiles.slice(1).map((other): [string, string] => [other, words.pages[other]]),
  ];
  const at = order.findIndex(([other]) => other === file);
  const [before, after] = [order[at - 1], order[at + 1]];
  return html`<footer>
<p class="about">${hasMarkdown ? html`<a href="${getMarkdownFile(file)}">${words.markdownPage}</a> ` : ''}${
    repository && source ? html`<a href="${repository}/edit/main/${source}">${words.edit}</a> ` : ''
  }${repository ? html`<a href="${repository}/issues/new?title=${encodeURIComponent(file)}">${words.report}</a>` : ''}</p>
<nav class="neighbours" aria-label="${words.neighbours}"><span>${before ? html`← ${formatLink(...before, file)}` : ''}</span><span>${after ? html`${formatLink(...after, file)} →` : ''}</span></nav>
</footer>`;
}

/** The script `search.js`, which is loaded on first use, fills it. */
function formatSearch(root: string, { search }: Words): Html {
  const kinds = Object.entries(search.kinds).map(([kind, name]) => html` data-${kind}="${name}"`);
  return html`<dialog id="search" aria-label="${search.open}" data-script-src="${root}${getAsset('search.js')}" data-engine-src="${root}${getAsset('minisearch.js')}" data-entries-src="search-entries.js" data-home-src="index.html" data-nothing="${search.nothing}" data-loading="${search.loading}" data-failed="${search.failed}"${kinds}>
<input type="search" aria-label="${search.open}" placeholder="${search.hint}" autocomplete="off" spellcheck="false">
<p role="status"></p>
<ol></ol>
</dialog>`;
}
