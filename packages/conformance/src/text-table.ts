/** Lines of cells as a table of text: the first column to the left, numbers to the right. */
export function textTable(lines: readonly (readonly (string | number)[])[]): string {
  const texts = lines.map((line) => line.map(String));
  const widths = (texts[0] ?? []).map((_, index) => Math.max(...texts.map((line) => line[index]?.length ?? 0)));
  return texts
    .map((line) => line.map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0))).join('  '))
    .join('\n');
}
