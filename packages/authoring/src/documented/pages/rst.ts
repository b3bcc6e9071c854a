// Reads reStructuredText into blocks, as far as the English reference uses it.
import type { Block, Cell, Fault, PageText, Table } from './blocks.ts';
import { docIdPattern, readTableTitle } from './blocks.ts';

interface Line {
  line: number;
  text: string;
}

export function readRestructuredText(text: string): PageText {
  const faults: Fault[] = [];
  const lines = text.split(/\r?\n/).map((content, index) => ({ line: index + 1, text: content.trimEnd() }));
  const { blocks } = readBlocks(lines, faults);
  return { blocks, docId: docIdPattern.exec(lines[0]?.text ?? '')?.[0], faults };
}

/** Reads the blocks of lines, at any indentation, and their links. */
function readBlocks(lines: Line[], faults: Fault[]): { blocks: Block[]; links: string[] } {
  const blocks: Block[] = [];
  const links: string[] = [];
  let anchors: string[] = [];
  let title = '';
  let paragraph: Line | undefined;

  const endParagraph = () => {
    if (!paragraph) return;
    const inline = readInline(paragraph.text);
    links.push(...inline.links);
    blocks.push({ kind: 'paragraph', line: paragraph.line, text: inline.text });
    paragraph = undefined;
  };
  const addTable = (table: Pick<Table, 'line' | 'header' | 'rows'>) => {
    blocks.push({ kind: 'table', title, anchors, ...table });
    anchors = [];
    title = '';
  };

  for (let index = 0; index < lines.length; index++) {
    const { line, text } = lines[index] as Line;
    const trimmed = text.trim();
    const directive = /^\.\. ([a-z-]+)::\s*(.*)$/.exec(trimmed);
    const anchor = /^\.\. _([^:]+):$/.exec(trimmed)?.[1];
    const starts = [
      trimmed === '',
      directive !== null,
      anchor !== undefined,
      isGridBorder(trimmed),
      isSimpleBorder(trimmed),
      isUnderline(lines[index + 1], text),
      /^[-*] +/.test(trimmed),
    ];
    if (starts.includes(true)) endParagraph();

    if (trimmed === '') continue;
    if (anchor !== undefined) anchors.push(anchor);
    else if (directive?.[1] === 'table') title = readTitle(directive[2] ?? '');
    else if (directive?.[1] === 'code-block') {
      const end = findEnd(lines, index + 1, (next) => next.text === '' || countIndent(next.text) > countIndent(text));
      blocks.push({
        kind: 'code',
        line,
        text: removeIndent(lines.slice(index + 1, end).filter((next) => !/^\s*:[a-z-]+:/.test(next.text))),
      });
      index = end - 1;
    } else if (directive) paragraph = { line, text: `${(directive[1] ?? '').toUpperCase()}: ${directive[2] ?? ''}` };
    else if (isGridBorder(trimmed)) {
      const end = findEnd(lines, index, (next) => /^\s*[+|]/.test(next.text));
      addTable(readGridTable(lines.slice(index, end), faults));
      index = end - 1;
    } else if (isSimpleBorder(trimmed)) {
      const end = findEnd(lines, index, (next) => next.text !== '');
      addTable(readSimpleTable(lines.slice(index, end), faults));
      index = end - 1;
    } else if (isUnderline(lines[index + 1], text)) {
      blocks.push({ kind: 'heading', line, text: readInline(trimmed).text });
      anchors = [];
      index++;
    } else if (/^[-*] +/.test(trimmed)) paragraph = { line, text: `${countIndent(text) > 0 ? '◦' : '•'} ${trimmed.slice(1).trim()}` };
    else paragraph = { line: paragraph?.line ?? line, text: paragraph ? `${paragraph.text} ${trimmed}` : trimmed };
  }
  endParagraph();
  return { blocks, links };
}

const countIndent = (text: string): number => text.length - text.trimStart().length;
const isGridBorder = (text: string): boolean => /^\+[-=+]+\+$/.test(text);
const isSimpleBorder = (text: string): boolean => /^=+ [= ]*=$/.test(text);

function isUnderline(next: Line | undefined, text: string): boolean {
  return (
    next !== undefined && text !== '' && countIndent(text) === 0 && /^(=+|-+|~+|\^+)$/.test(next.text) && next.text.length >= text.length
  );
}

function findEnd(lines: Line[], from: number, belongs: (line: Line) => boolean): number {
  const end = lines.findIndex((line, index) => index >= from && !belongs(line));
  return end < 0 ? lines.length : end;
}

function removeIndent(lines: Line[]): string {
  const texts = lines.map(({ text }) => text);
  const indent = Math.min(...texts.filter((text) => text !== '').map(countIndent));
  return texts
    .map((text) => text.slice(indent))
    .join('\n')
    .replace(/^\n+/, '')
    .trimEnd();
}

const readTitle = (text: string): string => readTableTitle(readInline(text).text) ?? readInline(text).text;

/** `+---+---+` above and below each row, `|` between its cells. */
function readGridTable(lines: Line[], faults: Fault[]): Pick<Table, 'line' | 'header' | 'rows'> {
  const [first] = lines as [Line];
  const indent = countIndent(first.text);
  const bounds = [...first.text.slice(indent)].flatMap((character, index) => (character === '+' ? [index] : []));
  const rows: Cell[][] = [];
  let header: string[] = [];
  let open: Line[] = [];
  for (const { line, text } of lines.slice(1)) {
    const content = text.slice(indent);
    const isBorder = isGridBorder(content);
    if (bounds.some((bound) => content[bound] !== (isBorder ? '+' : '|'))) {
      faults.push({
        line,
        message: 'the cells of the table do not stand below each other. Cells that span are not read: write the table without',
      });
      break;
    }
    if (!isBorder) {
      open.push({ line, text: content });
      continue;
    }
    const cells = readCells(open, bounds, faults);
    if (content.includes('=')) header = cells.map((cell) => cell.text);
    else if (open.length > 0) rows.push(cells);
    open = [];
  }
  if (open.length > 0) faults.push({ line: first.line, message: 'the table has no border below. Close it with a line such as +---+---+' });
  return { line: first.line, header, rows };
}

/** `=== ===` above and below the table and its header. A line is a row. */
function readSimpleTable(lines: Line[], faults: Fault[]): Pick<Table, 'line' | 'header' | 'rows'> {
  const [first] = lines as [Line];
  const indent = countIndent(first.text);
  const border = first.text.slice(indent);
  const bounds = [
    -1,
    ...[...border].flatMap((character, index) => (character === ' ' && border[index + 1] === '=' ? [index] : [])),
    Infinity,
  ];
  const parts: Cell[][][] = [[]];
  for (const { line, text } of lines.slice(1)) {
    const content = text.slice(indent);
    if (isSimpleBorder(content)) parts.push([]);
    else parts.at(-1)?.push(readCells([{ line, text: content }], bounds, faults));
  }
  if (parts.length !== 3)
    faults.push({ line: first.line, message: 'the table needs a line such as === === above, below its header, and at its end' });
  return { line: first.line, header: (parts[0]?.[0] ?? []).map(({ text }) => text), rows: parts[1] ?? [] };
}

function readCells(lines: Line[], bounds: number[], faults: Fault[]): Cell[] {
  return bounds.slice(1).map((end, index) => {
    const start = (bounds[index] as number) + 1;
    const slices = lines.map(({ line, text }) => ({ line, text: text.slice(start, end).replace(/^ /, '').trimEnd() }));
    const { blocks, links } = readBlocks(slices, faults);
    return { line: slices[0]?.line ?? 0, text: blocks.map((block) => (block.kind === 'table' ? '' : block.text)).join('\n'), links };
  });
}

/** Reads a text without its markup, and its links. */
function readInline(text: string): { text: string; links: string[] } {
  const links: string[] = [];
  const plain = text
    .replace(/:ref:`([^`<]*)<([^`>]*)>`/g, (_match, label: string, target: string) => {
      links.push(target);
      return label.trim();
    })
    .replace(/`([^`<]*)<[^`>]*>`__?/g, (_match, label: string) => label.trim())
    .replace(/``([^`]*)``/g, '$1')
    .replace(/\*\*(.+?)\*\*/g, '$1')
    .replace(/(?<![\w*])\*(?![\s*])([^*]+)\*(?![\w*])/g, '$1')
    .replace(/\|image\d+\|/g, '')
    .replace(/\\(.)/g, '$1')
    .trim();
  return { text: plain, links };
}
