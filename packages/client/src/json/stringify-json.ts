import { characterMissingIn } from './missing-character.ts';

/**
 * Writes JSON as `JSON.stringify` does, except that it writes a bigint, digit for digit.
 * @throws {TypeError} when the value refers to itself
 */
export function stringifyJson(value: unknown): string {
  let found = false;
  const text = JSON.stringify(value, (_name, part: unknown) => {
    if (typeof part !== 'bigint') return part;
    found = true;
    return 0;
  });
  if (!found) return text;
  // It goes through JSON.stringify as a marked string.
  const mark = characterMissingIn(text);
  const marked = JSON.stringify(value, (_name, part: unknown) => (typeof part === 'bigint' ? `${mark}${part}` : part));
  return marked.replace(new RegExp(`"${mark}(-?\\d+)"`, 'g'), '$1');
}
