// What stands on top of every page: one line, and a menu with all that does not fit into it.
import { folderOf, type Language, languages, sharedFrom } from '../languages.ts';
import { headerFiles, machineFiles, type PageFile, pageFiles } from '../pages.ts';
import { type Words, wordsIn } from '../words/index.ts';
import { Html, html } from './html.ts';

/** The header of a page. */
export function headerOf(language: Language, file: PageFile, status: Html): Html {
  const words = wordsIn(language);
  return html`<header class="site-header">
<a class="site-name" href="index.html">dli-openapi</a>
<p class="site-note"><span class="long">${words.unofficial}</span><span class="short">${words.unofficialInShort}</span></p>
<nav class="site-links" aria-label="${words.mainPages}">
${headerFiles.map((other) => linkTo(other, words.pages[other], other === file))}</nav>
${status}<button type="button" class="site-search" aria-keyshortcuts="/ Control+K">${magnifier}<span class="text">${words.search.open}</span><kbd aria-hidden="true">/</kbd></button>
${languages.filter((other) => other !== language).map((other) => languageLink(language, other, file))}${menuOf(file, words)}
</header>`;
}

/** A link to a page of the same language. */
export function linkTo(file: PageFile, name: string, current: boolean): Html {
  return html`<a href="${file}"${current ? html` aria-current="page"` : ''}>${name}</a>
`;
}

/** A link to the same page in another language. The script `site.js` lets it lead to the same place within the page. */
function languageLink(from: Language, to: Language, file: PageFile): Html {
  const { languageName } = wordsIn(to);
  return html`<a class="site-language" href="${sharedFrom(from)}${folderOf(to)}${file}" hreflang="${to}" lang="${to}">${languageName}</a>
`;
}

/** It opens without a script. */
function menuOf(file: PageFile, words: Words): Html {
  return html`<details class="site-menu">
<summary>${bars}<span class="text">${words.menu}</span></summary>
<div>
<p>${words.unofficial}</p>
<nav aria-label="${words.menu}">
<ul>
${pageFiles.map((other) => html`<li>${linkTo(other, words.pages[other], other === file)}</li>`)}</ul>
</nav>
<h2>${words.forMachines}</h2>
<ul>
${machineFiles.map((name) => html`<li><a href="${name}"${name === 'llms.txt' ? '' : html` download`}>${name}</a></li>\n`)}</ul>
</div>
</details>`;
}

const magnifier = icon('<circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 4 4"/>');
const bars = icon('<path d="M2 4h12M2 8h12M2 12h12"/>');

function icon(drawing: string): Html {
  return new Html(`<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${drawing}</svg>`);
}
