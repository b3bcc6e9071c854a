/**
 * The paragraphs of a text, each on one line. They are what the catalogue is keyed by: wrapping a text anew changes
 * none, and a paragraph that several texts share is translated once.
 */
export function paragraphsOf(text: string): string[] {
  return partsOf(text)
    .filter((part) => !isCode(part))
    .map(onOneLine);
}

/** The text with each paragraph replaced. Code blocks stay. */
export function mapParagraphs(text: string, replace: (paragraph: string) => string): string {
  return partsOf(text)
    .map((part) => (isCode(part) ? part : replace(onOneLine(part))))
    .join('\n\n');
}

/** Paragraphs and code blocks; a blank line within a code block does not end it. */
function partsOf(text: string): string[] {
  const parts = text.match(/^```.*?^```$|(?:(?!\n{2,}|^```).)+/gms) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function isCode(part: string): boolean {
  return part.startsWith('```');
}

function onOneLine(part: string): string {
  return part.replaceAll(/\s+/g, ' ');
}
