import type { Arbitrary } from 'fast-check';
import fc from 'fast-check';
import { keepFitting } from './property.ts';
import type { Rules } from './rules.ts';

/** The location of a value. In path and query it is sent as text. */
export type Location = 'path' | 'query' | 'body' | 'response';

const controls = Array.from({ length: 0x1f }, (_, code) => String.fromCharCode(code + 1)).join('');

/** Texts that are lost or changed if something is escaped too often or not at all. */
export const hardTexts: Readonly<Record<string, string>> = {
  Chinese: '这是我的第一个作业',
  quotes: `"double" 'single' \`back\` \\" \\\\ \\u0022`,
  percent: '100% %25 %zz %e4%bd %2e%2e',
  slash: '/a//b\\c/',
  'dot segments': '../../v1.0/./other',
  'two dots': '..',
  'one dot': '.',
  hash: '#fragment # more',
  'question mark': '?limit=1&name=x;y',
  'plus and spaces': '  a + b  ',
  newlines: 'one\ntwo\r\nthree\rfour\u2028five\u2029six\u0085seven\tend\n',
  emoji: '🎉👩‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿e\u0301',
  'control characters': `${controls}\x7f\x80\x9f\u200b\u202e\ufeff`,
  'looks like a number': '007',
  'looks like JSON': '{"a":[1,"]"]}',
  'names of prototypes': '__proto__',
};

/** Whether a text is valid at its location. A path cannot contain an empty segment, nor one that a URL drops. */
export function isValidText(text: string, { minLength, maxLength, pattern, excluded }: Rules, location: Location): boolean {
  if (location === 'path' && /^\.{0,2}$/.test(text)) return false;
  const length = countCharacters(text);
  return (
    length >= minLength && (maxLength === undefined || length <= maxLength) && (pattern?.test(text) ?? true) && !excluded.includes(text)
  );
}

/** Counts characters as schemas do. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _character of text) count++;
  return count;
}

/** Makes a text of maximum length from hard characters. */
export function makeLongestText({ maxLength }: Rules, location: Location): string | undefined {
  if (maxLength === undefined) return undefined;
  // A very long URL is refused for its length alone.
  return location !== 'body' && maxLength > 256 ? 'a'.repeat(maxLength) : makeText(maxLength);
}

const cycle = [...'名"😀\\%/ #?&\n=数据'];

/** Makes a text of a number of characters, some of which need two UTF-16 units. */
export function makeText(length: number): string {
  return cycle.join('').repeat(Math.floor(length / cycle.length)) + cycle.slice(0, length % cycle.length).join('');
}

const listed = Object.values(hardTexts);

/** Any character except surrogates and NUL, hard ones more often. */
const character: Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...new Set(listed.join(''))) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 0x10ffff - 0x800 }).map((code) => String.fromCodePoint(code < 0xd800 ? code : code + 0x800)),
  },
);

/** Longer texts take time, so they are generated on demand only. */
const longestByChance = 4096;

/** Generates valid texts. */
export function generateTexts(rules: Rules, location: Location): Arbitrary<string> {
  const { minLength, maxLength, pattern } = rules;
  const fits = (text: string) => isValidText(text, rules, location);
  const keepValid = (texts: Arbitrary<string>) =>
    keepFitting(texts, fits, () => `text for the ${location} that fits ${JSON.stringify({ ...rules, pattern: pattern?.source })}`);
  if (pattern) return keepValid(generateMatches(pattern));
  const random = keepValid(fc.string({ unit: character, minLength, ...(maxLength !== undefined && { maxLength }) }));
  const chosen = [...listed, makeLongestText(rules, location) ?? '', makeText(minLength)].filter(
    (text) => text.length <= longestByChance && fits(text),
  );
  return chosen.length === 0 ? random : fc.oneof({ weight: 2, arbitrary: random }, { weight: 1, arbitrary: fc.constantFrom(...chosen) });
}

const matches = new Map<string, Arbitrary<string>>();

/** Generates texts that match a pattern, ignoring its lookarounds, which fast-check does not support. They are cached, as each takes milliseconds. */
function generateMatches({ source, flags }: RegExp): Arbitrary<string> {
  const pattern = new RegExp(source.replace(/\(\?<?[=!](?:[^()\\]|\\.)*\)/g, ''), flags);
  const texts = matches.get(pattern.source) ?? fc.stringMatching(pattern).filter((text) => !/\p{Surrogate}/u.test(text));
  matches.set(pattern.source, texts);
  return texts;
}
