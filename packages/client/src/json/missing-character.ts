/** A character that a text of JSON holds neither as itself nor as an escape, to mark something in it. */
export function characterMissingIn(text: string): string {
  const lower = text.toLowerCase();
  let code = 0xe000;
  while (text.includes(String.fromCharCode(code)) || lower.includes(`\\u${code.toString(16)}`)) code++;
  return String.fromCharCode(code);
}
