// From Markdown to markup: highlighted code, headings with addresses, and what is drawn from the document.
import MarkdownIt from 'markdown-it';
import { createHighlighter } from 'shiki';
import { Html } from '../layout/html.ts';
import type { Heading } from '../layout/prose-page.ts';

const highlighter = await createHighlighter({
  themes: ['github-light-high-contrast', 'github-dark-high-contrast'],
  langs: ['ts', 'sh', 'json', 'http', 'python', 'yaml', 'text'],
});

export interface Rendered {
  body: Html;
  headings: Heading[];
}

/**
 * Renders a page's Markdown.
 * @param draw what stands for a fenced block of the language that is named; undefined where it is code
 * @param ids the ids of its headings, in order, so that every language has the same; made from the texts unless given
 */
export function renderMarkdown(text: string, draw: (language: string, content: string) => Html | undefined, ids?: string[]): Rendered {
  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
  const headings: Heading[] = [];
  markdown.renderer.rules.heading_open = (tokens, index, options, _environment, renderer) => {
    const token = tokens[index];
    const title = tokens[index + 1]?.content ?? '';
    if (token?.tag === 'h2') {
      const id = ids?.[headings.length] ?? idOf(title);
      headings.push({ id, text: title.replaceAll('`', '') });
      token.attrSet('id', id);
    }
    return renderer.renderToken(tokens, index, options);
  };
  markdown.renderer.rules.fence = (tokens, index) => {
    const { info = '', content = '' } = tokens[index] ?? {};
    const [language = 'text'] = info.trim().split(/\s+/);
    return draw(language, content)?.text ?? codeOf(language, content);
  };
  markdown.renderer.rules.table_open = () => '<div class="wide" tabindex="0"><table>\n';
  markdown.renderer.rules.table_close = () => '</table></div>\n';
  return { body: new Html(markdown.render(text.replaceAll(comment, ''))), headings };
}

/** A line for the tests, which says of which file a block is a copy. */
const comment = /^<!-- .* -->\n/gm;

const coloured = new Map<string, string>();

/** Code in the colours of the theme that the reader's system asks for. Most of it stands in the pages of every language. */
export function codeOf(language: string, code: string): string {
  const key = `${language}\n${code}`;
  const html = coloured.get(key) ?? colour(language, code);
  coloured.set(key, html);
  return html;
}

function colour(language: string, code: string): string {
  return highlighter.codeToHtml(code.trimEnd(), {
    lang: highlighter.getLoadedLanguages().includes(language) ? language : 'text',
    themes: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    defaultColor: 'light-dark()',
    // The page's own background, which suits both themes.
    colorReplacements: { '#ffffff': 'transparent', '#0a0c10': 'transparent' },
  });
}

function idOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
