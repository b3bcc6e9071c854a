// Parts are bounded, so that no text makes this slow.
const word = 'passw(?:or)?d|secret|token|credential|access[._-]?key';
const name = `(?:${word}|\\b[as]k\\b)[\\w.-]{0,99}\\\\*["'\`]?\\s{0,9}`;
// '…', "…" with its escapes, or \"…\" within another string.
const quoted = `(?:'(?:[^']|'')*'|"(?:[^"\\\\]|\\\\.)*"|\\\\+"(?:[^"\\\\]|\\\\+[^"\\\\])*\\\\+")`;
const bare = `[^\\s'"\\\\,;&)]+`;

// In JSON, also where that is JSON in a string: "password": "…". In a statement, an address or an argument:
// 'password' = '…', password="…", password=….
const passwords = new RegExp(`(${name}[=:]\\s{0,9})${quoted}|(${name}=\\s{0,9})${bare}`, 'gi');

/** The names of fields that hold a secret. */
export const secretName: RegExp = new RegExp(`${word}|^[as]k$`, 'i');

/** A text in which the values of what is called a password, secret, token or the like are replaced. */
export function withoutPasswords(text: string, replacement: string): string {
  // What names nothing has no value: most texts are spared the slow way.
  return /[=:]/.test(text) ? text.replace(passwords, `$1$2${replacement}`) : text;
}
