// Reads HTML, and Markdown with HTML tables in it, into blocks.
import { Parser } from 'htmlparser2';
import MarkdownIt from 'markdown-it';
import type { Block, Cell, Fault, PageText, Table } from './blocks.ts';
import { docIdPattern, readTableTitle, Unreadable } from './blocks.ts';

// Far more than a page needs, and few enough that no text takes a parser long.
const deepest = 200;
const longestParagraph = 5_000;

const markdown = new MarkdownIt({ html: true });
markdown.core.ruler.after('block', 'long-paragraphs', ({ tokens }) => {
  const long = tokens.find(({ type, content }) => type === 'inline' && content.length > longestParagraph);
  if (long)
    throw new Unreadable((long.map?.[0] ?? 0) + 1, `a paragraph has more than ${longestParagraph} characters, so this is not a page`);
});

export function readMarkdown(text: string): PageText {
  return readHtml(renderMarkdown(text));
}

/** Renders Markdown as HTML with the same lines. */
function renderMarkdown(text: string): string {
  const pieces: string[] = [];
  let line = 0;
  for (const token of markdown.parse(text, {})) {
    for (const first = token.map?.[0] ?? line; line < first; line++) pieces.push('\n');
    const piece = markdown.renderer.render([token], markdown.options, {});
    const kept = token.nesting === 0 ? piece : piece.trimEnd();
    pieces.push(kept);
    line += kept.split('\n').length - 1;
  }
  return pieces.join('');
}

export function readHtml(html: string): PageText {
  const builder = new BlockBuilder(html);
  const parser = new Parser({
    onopentag: (name, attributes) => builder.open(name, attributes, parser.startIndex),
    ontext: (text) => builder.write(text, parser.startIndex),
    onclosetag: (name, implied) => builder.close(name, implied),
  });
  parser.end(html);
  return { blocks: builder.blocks, docId: builder.docId, faults: builder.faults };
}

const lineBreaks: ReadonlySet<string> = new Set(['p', 'div', 'section', 'ul', 'ol', 'blockquote', 'br', 'dl', 'dd', 'dt']);
const empty: ReadonlySet<string> = new Set(['br', 'img', 'hr', 'col', 'meta', 'link', 'input', 'wbr']);
const unread: ReadonlySet<string> = new Set(['script', 'style', 'title']);

class BlockBuilder {
  readonly blocks: Block[] = [];
  readonly faults: Fault[] = [];
  docId: string | undefined;

  readonly #html: string;
  readonly #open: { name: string; line: number }[] = [];
  #offset = 0;
  #line = 1;
  /** Read at its end only, as reading it for each of many small pieces would take long. */
  #text = '';
  #textLine: number | undefined;
  #endsInSpace = false;
  #anchors: string[] = [];
  #title = '';
  #table: Table | undefined;
  #row: { cells: Cell[]; isHeader: boolean } | undefined;
  #cell: Cell | undefined;

  constructor(html: string) {
    this.#html = html;
  }

  open(name: string, attributes: Record<string, string>, offset: number): void {
    const line = this.#lineAt(offset);
    if (!empty.has(name)) this.#open.push({ name, line });
    if (this.#open.length > deepest) throw new Unreadable(line, `tags nest deeper than ${deepest} levels, so this is not a page`);
    const anchor = attributes.id ?? (name === 'a' ? attributes.name : undefined);
    if (anchor !== undefined) this.#meetAnchor(anchor);
    if (name === 'a') this.#meetLink(attributes.href ?? '');
    if (name === 'link' && attributes.rel === 'canonical') this.docId ??= docIdPattern.exec(attributes.href ?? '')?.[0];

    if (name === 'table') this.#openTable(line);
    else if (name === 'caption' || name === 'pre' || /^h[1-6]$/.test(name)) this.#flush();
    else if (name === 'tr') this.#row = { cells: [], isHeader: true };
    else if ((name === 'td' || name === 'th') && this.#row) {
      this.#cell = { line, text: '', links: [] };
      this.#take();
      if (name === 'td') this.#row.isHeader = false;
    } else if (name === 'li') this.#startItem();
    else if (lineBreaks.has(name)) this.#break();
  }

  write(text: string, offset: number): void {
    if (this.#open.some(({ name }) => unread.has(name))) return;
    if (/\S/.test(text)) this.#textLine ??= this.#lineAt(offset);
    if (this.#isPreformatted()) this.#text += text;
    else this.#text += text.replace(/\s+/g, ' ').slice(this.#endsInSpace && /^\s/.test(text) ? 1 : 0);
    this.#endsInSpace = /\s/.test(text.at(-1) ?? '');
  }

  close(name: string, implied: boolean): void {
    const opened = empty.has(name) ? undefined : this.#open.pop();
    // HTML outside of tables may omit some closing tags.
    if (implied && opened && this.#table) this.faults.push({ line: opened.line, message: `<${name}> is not closed. Add </${name}>` });

    if (name === 'table') this.#closeTable();
    else if (name === 'tr') this.#closeRow();
    else if (name === 'td' || name === 'th') this.#closeCell();
    else if (name === 'caption') this.#closeCaption();
    else if (/^h[1-6]$/.test(name)) this.#flush('heading');
    else if (name === 'pre') this.#closePreformatted();
    else if (name === 'li' || lineBreaks.has(name)) this.#break();
  }

  #lineAt(offset: number): number {
    for (; this.#offset < offset; this.#offset++) if (this.#html[this.#offset] === '\n') this.#line++;
    return this.#line;
  }

  #take(): { text: string; line: number } {
    const taken = { text: this.#text, line: this.#textLine ?? this.#line };
    this.#text = '';
    this.#textLine = undefined;
    this.#endsInSpace = false;
    return taken;
  }

  #isPreformatted(): boolean {
    return this.#open.some(({ name }) => name === 'pre');
  }

  #meetAnchor(anchor: string): void {
    this.docId ??= docIdPattern.exec(anchor)?.[0];
    if (!this.#table) this.#anchors.push(anchor);
  }

  #meetLink(address: string): void {
    const [file = '', anchor] = address.split('#');
    const isHere = file === '' || (this.docId !== undefined && file.includes(this.docId));
    if (anchor !== undefined && isHere) this.#cell?.links.push(anchor);
  }

  #startItem(): void {
    this.#break();
    if (!this.#cell) return;
    const inCell = this.#open.slice(this.#open.findLastIndex(({ name }) => name === 'td'));
    this.#text += inCell.filter(({ name }) => name === 'ul' || name === 'ol').length > 1 ? '◦ ' : '• ';
  }

  /** Ends a line of a cell, or a paragraph outside. */
  #break(): void {
    if (!this.#cell) this.#flush();
    else {
      this.#text += '\n';
      this.#endsInSpace = true;
    }
  }

  #flush(kind: 'paragraph' | 'heading' = 'paragraph'): void {
    if (this.#cell) return;
    const { text: taken, line } = this.#take();
    const text = trimLines(taken);
    if (text === '') return;
    if (!this.#table) this.#anchors = [];
    this.#title = readTableTitle(text) ?? '';
    this.blocks.push({ kind, line, text });
  }

  #closePreformatted(): void {
    if (this.#cell) {
      this.#break();
      return;
    }
    const { text, line } = this.#take();
    this.blocks.push({ kind: 'code', line, text: text.replace(/^\n+/, '').trimEnd() });
  }

  #openTable(line: number): void {
    if (this.#table)
      throw new Unreadable(line, `a table begins inside the table of line ${this.#table.line}. Close that one with </table>`);
    this.#flush();
    this.#table = { kind: 'table', line, title: this.#title, anchors: this.#anchors, header: [], rows: [] };
  }

  #closeCaption(): void {
    const text = trimLines(this.#take().text);
    if (this.#table) this.#table.title = readTableTitle(text) ?? text;
  }

  #closeCell(): void {
    if (!this.#cell || !this.#row) return;
    this.#row.cells.push({ ...this.#cell, text: trimLines(this.#take().text) });
    this.#cell = undefined;
  }

  #closeRow(): void {
    const row = this.#row;
    this.#row = undefined;
    if (!row || !this.#table) return;
    if (row.isHeader && this.#table.header.length === 0) this.#table.header = row.cells.map(({ text }) => text);
    else this.#table.rows.push(row.cells);
  }

  #closeTable(): void {
    if (this.#table) this.blocks.push(this.#table);
    this.#table = undefined;
    this.#title = '';
    this.#anchors = [];
    this.#take();
  }
}

/** Trims each line, and drops empty ones. */
function trimLines(text: string): string {
  return text
    .replace(/([•◦])\s*\n\s*/g, '$1 ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}
