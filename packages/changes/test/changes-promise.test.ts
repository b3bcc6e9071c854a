import { describe, expect, it } from 'vitest';
import { greatest, isLess, neededFor, raised } from '../src/promise.ts';

describe('what has to be promised for a change', () => {
  it.each([
    ['1.2.3', 'breaking', 'major'],
    ['1.2.3', 'additive', 'minor'],
    ['1.2.3', 'editorial', 'patch'],
    ['0.2.3', 'breaking', 'minor'],
    ['0.2.3', 'additive', 'minor'],
    ['0.2.3', 'editorial', 'patch'],
  ] as const)('after %s, one that is %s needs a %s version', (version, kind, bump) => {
    expect(neededFor(kind, version)).toBe(bump);
  });

  it('is kept by the same and by more, and by nothing less', () => {
    const promises = [undefined, 'patch', 'minor', 'major'] as const;
    expect(promises.map((promised) => isLess(promised, 'minor'))).toEqual([true, true, false, false]);
  });

  it('is read from all changesets, the greatest counts', () => {
    expect(greatest([undefined, 'patch', 'none', 'minor', 'patch'])).toBe('minor');
    expect(greatest(['none'])).toBeUndefined();
  });

  it.each([
    ['0.1.0', '0.1.0', undefined],
    ['0.1.0', '0.1.1', 'patch'],
    ['0.1.9', '0.2.0', 'minor'],
    ['0.9.0', '1.0.0', 'major'],
  ])('is seen in a version that is raised: from %s to %s', (from, to, bump) => {
    expect(raised(from, to)).toBe(bump);
  });
});
