/** The file with an operation in Markdown, within a language's folder. */
export function markdownFileOf(operationId: string): string {
  return `operations/${operationId}.md`;
}
