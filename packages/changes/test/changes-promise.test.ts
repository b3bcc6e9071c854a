import { describe, expect, it } from 'vitest';
import { findGreatest, getNeededBump, getRaisedBump, isLess } from '../src/promise.ts';

describe('the bump that a change needs', () => {
  it.each([
    ['1.2.3', 'breaking', 'major'],
    ['1.2.3', 'additive', 'minor'],
    ['1.2.3', 'editorial', 'patch'],
    ['0.2.3', 'breaking', 'minor'],
    ['0.2.3', 'additive', 'minor'],
    ['0.2.3', 'editorial', 'patch'],
  ] as const)('after %s, if it is %s, is %s', (version, kind, bump) => {
    expect(getNeededBump(kind, version)).toBe(bump);
  });

  it('is satisfied by the same and by a greater one', () => {
    const promises = [undefined, 'patch', 'minor', 'major'] as const;
    expect(promises.map((promised) => isLess(promised, 'minor'))).toEqual([true, true, false, false]);
  });

  it('is compared with the greatest of all changesets', () => {
    expect(findGreatest([undefined, 'patch', 'none', 'minor', 'patch'])).toBe('minor');
    expect(findGreatest(['none'])).toBeUndefined();
  });

  it.each([
    ['0.1.0', '0.1.0', undefined],
    ['0.1.0', '0.1.1', 'patch'],
    ['0.1.9', '0.2.0', 'minor'],
    ['0.9.0', '1.0.0', 'major'],
  ])('is compared with that of a raised version: from %s to %s', (from, to, bump) => {
    expect(getRaisedBump(from, to)).toBe(bump);
  });
});
