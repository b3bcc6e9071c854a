// From Markdown to markup: highlighted code, headings with addresses, and what is drawn from the document.
import MarkdownIt from 'markdown-it';
import { formatCode } from '../code.ts';
import { Html } from '../html.ts';
import type { Heading } from '../layout/page.ts';

export interface Rendered {
  body: Html;
  headings: Heading[];
}

/**
 * Renders a page's Markdown.
 * @param draw what stands for a fenced block of the language that is named; undefined where it is code
 * @param ids the ids of its headings, in order, so that every language has the same; by default made from the texts
 */
export function renderMarkdown(text: string, draw: (language: string, content: string) => Html | undefined, ids?: string[]): Rendered {
  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
  const headings: Heading[] = [];
  markdown.renderer.rules.heading_open = (tokens, index, options, _environment, renderer) => {
    const token = tokens[index];
    const title = tokens[index + 1]?.content ?? '';
    if (token?.tag === 'h2') {
      const id = ids?.[headings.length] ?? formatId(title);
      headings.push({ id, text: title.replaceAll('`', '') });
      token.attrSet('id', id);
    }
    return renderer.renderToken(tokens, index, options);
  };
  markdown.renderer.rules.fence = (tokens, index) => {
    const { info = '', content = '' } = tokens[index] ?? {};
    const [language = 'text'] = info.trim().split(/\s+/);
    return draw(language, content)?.text ?? formatCode(language, content).text;
  };
  markdown.renderer.rules.table_open = () => '<div class="wide" tabindex="0"><table>\n';
  markdown.renderer.rules.table_close = () => '</table></div>\n';
  return { body: new Html(markdown.render(text)), headings };
}

function formatId(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
