/** The results of a benchmark. */
export interface Table {
  title: string;
  /** The titles of the cells in each row. */
  columns: readonly string[];
  rows: readonly Row[];
}

export interface Row {
  name: string;
  cells: readonly Cell[];
}

/** A count, a ratio, a text, or undefined if nothing was measured. */
export type Cell = number | Ratio | string | undefined;

/** A ratio against a rival: the median of several rounds, and the middle half of them. Below 1 is cheaper. */
export interface Ratio {
  median: number;
  lower: number;
  upper: number;
}

/** Formats a table as text. */
export function formatTable({ title, columns, rows }: Table): string {
  const lines = [['', ...columns], ...rows.map(({ name, cells }) => [name, ...cells.map(formatCell)])];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  const laidOut = lines.map((line) => line.map((words, column) => words.padEnd(widths[column] ?? 0)).join('   '));
  return [title, ...laidOut.map((line) => `  ${line.trimEnd()}`)].join('\n');
}

function formatCell(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell !== 'object') return cell.toLocaleString('en');
  return `${cell.median.toFixed(2)} (${cell.lower.toFixed(2)} to ${cell.upper.toFixed(2)})`;
}
