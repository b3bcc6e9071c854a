/** A doc comment with these lines, indented by so many spaces. */
export function formatDocComment(text: string, indent = 0): string {
  const margin = ' '.repeat(indent);
  const lines = text.trim().replaceAll('*/', '*\\/').split('\n');
  return [`${margin}/**`, ...lines.map((line) => `${margin} * ${line}`.trimEnd()), `${margin} */`].join('\n');
}
