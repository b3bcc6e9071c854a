import { checkSync } from 'recheck';
import type { Rule } from './redocly.ts';

/**
 * Every pattern is a regular expression in Unicode mode, anchored at both ends, and takes time in proportion to what it is matched
 * with.
 */
export const patternStyle: Rule = () => ({
  Schema: {
    enter: ({ pattern }, { location, report }) => {
      if (typeof pattern !== 'string') return;
      const fault = findFault(pattern);
      if (fault) report({ message: fault, location: location.child(['pattern']) });
    },
  },
});

function findFault(pattern: string): string | undefined {
  try {
    new RegExp(pattern, 'u');
  } catch (error) {
    return `The pattern is not valid: ${(error as Error).message}. Correct it.`;
  }
  const plain = dropGroups(pattern);
  const isWhole = plain.startsWith('^') && plain.endsWith('$') && !plain.includes('|');
  if (!isWhole) return 'The pattern also matches within a longer value. Write it as `^(?:…)$`.';
  const found = checkSync(pattern, 'u');
  if (found.status === 'safe') return undefined;
  const type = found.status === 'vulnerable' ? found.complexity.type : 'unknown';
  return `The pattern may take ${type} time. Write it so that a text matches in one way only.`;
}

/** Drops escapes, character classes and groups, which do not anchor the pattern. */
function dropGroups(pattern: string): string {
  let plain = pattern.replaceAll(/\\./gsu, 'x').replaceAll(/\[[^\]]*\]/g, 'x');
  for (let before = ''; before !== plain; ) {
    before = plain;
    plain = plain.replaceAll(/\([^()]*\)/g, 'x');
  }
  return plain;
}
