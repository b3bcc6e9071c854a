// Highlighted code. Its colors are classes, which a strict content security policy allows, unlike styles.
import { createCssVariablesTheme, createHighlighter } from 'shiki';
import { type Html, html } from './html.ts';

const theme = createCssVariablesTheme({ variablePrefix: '' });
const languages = ['ts', 'sh', 'json', 'http', 'python', 'yaml'] as const;
const highlighter = await createHighlighter({ themes: [theme], langs: [...languages] });
const known = new Map<string, Html>();

/** Formats code with the classes of `site.css`. Pages share much of it, so it is highlighted once. */
export function formatCode(language: string, code: string): Html {
  const key = `${language}\n${code}`;
  const formatted = known.get(key) ?? highlight(language, code);
  known.set(key, formatted);
  return formatted;
}

export function formatJson(value: unknown): Html {
  return formatCode('json', JSON.stringify(value, null, 2));
}

function highlight(language: string, code: string): Html {
  const lang = languages.find((known) => known === language) ?? 'text';
  const lines = highlighter.codeToTokensBase(code.trimEnd(), { lang, theme });
  const text = lines.map((tokens) => mergeTokens(tokens).map(formatToken));
  return html`<pre tabindex="0"><code>${text.map((line, index) => html`${index > 0 ? '\n' : ''}${line}`)}</code></pre>
`;
}

interface Token {
  content: string;
  color?: string;
}

function mergeTokens(tokens: readonly Token[]): Token[] {
  const merged: Token[] = [];
  for (const { content, color = '' } of tokens) {
    const last = merged.at(-1);
    if (last && (last.color === color || content.trim() === '')) last.content += content;
    else merged.push({ content, color });
  }
  return merged;
}

function formatToken({ content, color = '' }: Token): Html {
  const [, kind] = /^var\(token-([\w-]+)\)$/.exec(color) ?? [];
  return kind === undefined ? html`${content}` : html`<span class="${kind}">${content}</span>`;
}
