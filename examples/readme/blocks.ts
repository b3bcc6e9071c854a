/** A block of TypeScript in a page of Markdown. */
export interface Block {
  /** The line of its first line of code, from 1. */
  line: number;
  code: string;
}

/** Lists the TypeScript blocks of a page, in order, without copies of a file, which a comment before them names. */
export function listBlocks(markdown: string): Block[] {
  const blocks: Block[] = [];
  let open: { indent: number; line: number; lines: string[] } | undefined;
  const lines = markdown.split('\n');
  for (const [index, text] of lines.entries()) {
    const fence = /^(\s*)```(\w*)/.exec(text);
    if (fence && open) {
      blocks.push({ line: open.line, code: `${open.lines.join('\n')}\n` });
      open = undefined;
    } else if (fence?.[2] === 'ts' && !lines[index - 1]?.startsWith('<!-- '))
      open = { indent: fence[1]?.length ?? 0, line: index + 2, lines: [] };
    else open?.lines.push(text.slice(open.indent));
  }
  return blocks;
}

/** Formats a block as a module, which imports the names that pages use without declaring them. */
export function formatModule({ code }: Block, givens: { from: string; names: string[] }): string {
  const missing = givens.names.filter((name) => uses(code, name) && !declares(code, name));
  return missing.length === 0 ? `export {};\n${code}` : `import { ${missing.join(', ')} } from '${givens.from}';\n${code}`;
}

function uses(code: string, name: string): boolean {
  return new RegExp(`(?<![.\\w])${name}\\b(?!:)`).test(code);
}

function declares(code: string, name: string): boolean {
  return new RegExp(
    `\\b(?:const|let|function) ${name}\\b|^(?:const|let) \\{[^}]*\\b${name}\\b|^import [^;]*\\b${name}\\b[^;]* from`,
    'm',
  ).test(code);
}
