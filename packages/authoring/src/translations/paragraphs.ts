/**
 * Lists the paragraphs of a text, each on one line. The catalogue is keyed by them, so that wrapping a text changes nothing, and a
 * paragraph that several texts share is translated once.
 */
export function listParagraphs(text: string): string[] {
  return splitParts(text)
    .filter((part) => !isCode(part))
    .map(joinLines);
}

/** Replaces each paragraph of a text. Code blocks stay. */
export function mapParagraphs(text: string, replace: (paragraph: string) => string): string {
  return splitParts(text)
    .map((part) => (isCode(part) ? part : replace(joinLines(part))))
    .join('\n\n');
}

/** Splits a text into paragraphs and code blocks; a blank line within a code block does not end it. */
function splitParts(text: string): string[] {
  const parts = text.match(/^```.*?^```$|(?:(?!\n{2,}|^```).)+/gms) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function isCode(part: string): boolean {
  return part.startsWith('```');
}

function joinLines(part: string): string {
  return part.replaceAll(/\s+/g, ' ');
}
