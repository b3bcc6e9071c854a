// Parts are bounded, so that no text makes this slow.
const word = 'passw(?:or)?d|secret|token|credential';
// "…" with its escapes, or \"…\" within another string.
const quoted = '(?:"(?:[^"\\\\]|\\\\.)*"|\\\\+"(?:[^"\\\\]|\\\\+[^"\\\\])*\\\\+")';

/** The names of fields that hold a secret. */
export const secretName: RegExp = new RegExp(`${word}|^[as]k$`, 'i');

// In JSON: "password": "…", also where that is JSON in a string.
const inJson = new RegExp(`("[^"]{0,99}(?:${word})[^"]{0,99}"\\s{0,9}:\\s{0,9}|"[as]k\\\\*"\\s{0,9}:\\s{0,9})${quoted}`, 'gi');

// In a statement, an address or an argument: 'password' = '…', password="…", password=….
const assigned = new RegExp(
  `((?:${word}|access[._-]?key|\\bsk\\b)[\\w.-]{0,99}\\\\*["'\`]?\\s{0,9}=\\s{0,9})(?:'(?:[^']|'')*'|${quoted}|[^\\s'"\\\\,;&)]+)`,
  'gi',
);

/** A text in which the values of what is called a password, secret, token or the like are replaced. */
export function withoutPasswords(text: string, replacement: string): string {
  return text.replace(inJson, `$1"${replacement}"`).replace(assigned, `$1'${replacement}'`);
}
