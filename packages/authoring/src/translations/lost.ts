// What a translation must keep, in the order of the search.
const kept: { kind: string; pattern: RegExp }[] = [
  { kind: 'code', pattern: /`[^`]+`/g },
  { kind: 'URL', pattern: /https?:\/\/[^\s)>]+[^\s)>.,;:]/g },
  { kind: 'placeholder', pattern: /\{\w+\}/g },
  // Names of operations, fields and states, which some texts do not mark as code.
  { kind: 'name', pattern: /\b[a-z]+(?:[A-Z][a-z0-9]*)+\b|\b[A-Za-z0-9]+(?:_[A-Za-z0-9]+)+\b/g },
  { kind: 'number', pattern: /\d+(?:[.,]\d+)*/g },
];

/** Lists the code spans, URLs, placeholders, names and numbers that a translation lacks. */
export function listLost(source: string, translation: string): string[] {
  let rest = source;
  return kept.flatMap(({ kind, pattern }) => {
    const wanted = [...new Set(rest.match(pattern))];
    rest = rest.replaceAll(pattern, ' ');
    // A number that is part of a longer one does not count.
    const found = kind === 'number' ? new Set(translation.match(pattern)) : undefined;
    return wanted.filter((item) => !(found ? found.has(item) : translation.includes(item)));
  });
}
