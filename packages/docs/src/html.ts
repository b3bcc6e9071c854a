// Markup in template strings, with the text in them escaped.
import MarkdownIt from 'markdown-it';

/** Markup that may stand in a page as it is. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: text is escaped, markup is not, a list is joined without anything between. */
export type Content = string | number | Html | Content[];

/** Builds markup from a template. Its values may stand between tags and in quoted attributes. */
export function html(strings: TemplateStringsArray, ...values: Content[]): Html {
  return new Html(String.raw({ raw: strings }, ...values.map(formatContent)));
}

export function joinContents(contents: Content[], between: Content): Content[] {
  return contents.flatMap((content, index) => (index === 0 ? [content] : [between, content]));
}

/** Formats a table from the texts of its head and its rows, which scrolls by itself where it is too wide. */
export function formatTable(heads: readonly string[], rows: readonly Html[]): Html {
  return html`<div class="wide" tabindex="0"><table>
<thead><tr>${heads.map((head) => html`<th>${head}</th>`)}</tr></thead>
<tbody>
${joinContents([...rows], '\n')}
</tbody>
</table></div>`;
}

/** Formats data for a script of the page. No text in it can end the element early. */
export function formatData(id: string, data: unknown): Html {
  return new Html(`<script type="application/json" id="${id}">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`);
}

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });

/** Renders a text of the document, which is Markdown. */
export function renderText(text: string): Html {
  return new Html(markdown.render(text));
}

/** Renders a text of one paragraph, without a paragraph around it. */
export function renderInline(text: string): Html {
  return new Html(markdown.renderInline(text.trim().replace(/\s+/g, ' ')));
}

function formatContent(content: Content): string {
  if (content instanceof Html) return content.text;
  if (Array.isArray(content)) return content.map(formatContent).join('');
  return String(content).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
