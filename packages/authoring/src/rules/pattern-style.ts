import type { Rule } from './redocly.ts';

/** Every pattern is a regular expression in Unicode mode, and holds from the first character to the last. */
export const patternStyle: Rule = () => ({
  Schema: {
    enter: ({ pattern }, { location, report }) => {
      if (typeof pattern !== 'string') return;
      const fault = faultOf(pattern);
      if (fault) report({ message: fault, location: location.child(['pattern']) });
    },
  },
});

function faultOf(pattern: string): string | undefined {
  try {
    new RegExp(pattern, 'u');
  } catch (error) {
    return `The pattern is not valid: ${(error as Error).message}. Mend it.`;
  }
  const plain = withoutGroups(pattern);
  if (plain.startsWith('^') && plain.endsWith('$') && !plain.includes('|')) return undefined;
  return 'The pattern also matches within a longer value. Write it as `^(?:…)$`.';
}

/** The pattern without escapes, character classes and groups, whose content says nothing about its ends. */
function withoutGroups(pattern: string): string {
  let plain = pattern.replaceAll(/\\./gsu, 'x').replaceAll(/\[[^\]]*\]/g, 'x');
  for (let before = ''; before !== plain; ) {
    before = plain;
    plain = plain.replaceAll(/\([^()]*\)/g, 'x');
  }
  return plain;
}
