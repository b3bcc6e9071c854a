// What must come through a translation unchanged, in the order in which it is looked for.
const kept: { kind: string; pattern: RegExp }[] = [
  { kind: 'code', pattern: /`[^`]+`/g },
  { kind: 'URL', pattern: /https?:\/\/[^\s)>]+[^\s)>.,;:]/g },
  { kind: 'placeholder', pattern: /\{\w+\}/g },
  // Names of operations, fields and states, which not every text puts in code.
  { kind: 'name', pattern: /\b[a-z]+(?:[A-Z][a-z0-9]*)+\b|\b[A-Za-z0-9]+(?:_[A-Za-z0-9]+)+\b/g },
  { kind: 'number', pattern: /\d+(?:[.,]\d+)*/g },
];

/** What stands in the source and not in its translation: code spans, URLs, placeholders, names and numbers. */
export function lostIn(source: string, translation: string): string[] {
  let rest = source;
  return kept.flatMap(({ kind, pattern }) => {
    const wanted = [...new Set(rest.match(pattern))];
    rest = rest.replaceAll(pattern, ' ');
    // A number must not be taken for there because a longer one holds it.
    const found = kind === 'number' ? new Set(translation.match(pattern)) : undefined;
    return wanted.filter((item) => !(found ? found.has(item) : translation.includes(item)));
  });
}
