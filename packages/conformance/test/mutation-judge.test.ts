import { SourceLocations } from '@dli-openapi/authoring/source-locations';
import { describe, expect, it } from 'vitest';
import { checkAlignment } from '../src/alignment/check-alignment.ts';
import { PartialAlignment } from '../src/alignment/partial-alignment.ts';
import type { Check } from '../src/mutation/checks.ts';
import { checksOf } from '../src/mutation/checks.ts';
import { equivalentOf, idleEquivalents } from '../src/mutation/equivalents.ts';
import { judge } from '../src/mutation/judge.ts';
import type { Mutant } from '../src/mutation/mutants.ts';
import { mutantsOf } from '../src/mutation/mutants.ts';
import { reportOf } from '../src/mutation/report.ts';
import { readSubject } from '../src/mutation/subject.ts';

const subject = readSubject();
const { document, documented, deviations } = subject;
const every = (count: number): Mutant[] => [...mutantsOf(document)].filter((_mutant, index) => index % count === 0);
const nothing = { mock: [], sameMock: {}, vainRules: [], client: [], types: [] };

describe('the check of a part', () => {
  const partial = new PartialAlignment(document, documented, deviations);
  const mutants = every(400).flatMap((mutant) => mutant.parts.slice(0, 1).map(({ operationId }) => ({ ...mutant, operationId })));
  const found = mutants.filter(({ document: changed, operationId }) => partial.ofOperation(changed, operationId).length > 0);

  it('finds nothing wrong with the document as it is', () => {
    const operations = documented.operations.flatMap(({ operationId }) => partial.ofOperation(document, operationId));
    expect([...operations, ...partial.ofAll(document)]).toEqual([]);
  });

  it('finds most mutants', () => {
    expect(found.length).toBeGreaterThan(mutants.length / 2);
  });

  it.each(found)('finds what the whole finds too: $kind at $pointer', ({ document: changed }) => {
    expect(checkAlignment(changed, documented, deviations)).not.toEqual([]);
  });
});

describe('the proof fails', () => {
  const checks = checksOf(subject);
  const sample = every(150);
  const withoutAlignment = (some: Check[]): Check[] => some.filter(({ name }) => name !== 'alignment');
  const weak = { quick: withoutAlignment(checks.quick), thorough: withoutAlignment(checks.thorough) };

  it('when a check is missing: mutants survive, and each is named with its line', () => {
    const verdicts = sample.map((mutant) => judge(mutant, weak));
    const { faults } = reportOf({ document: verdicts, ...nothing }, new SourceLocations(), false);
    expect(faults.length).toBeGreaterThan(sample.length / 4);
    expect(faults).toEqual(faults.map(() => expect.stringMatching(/^spec\/.+\.yaml:\d+ survives in the document: .+ at \//)));
  });

  it('when a check breaks down in place of finding a fault', () => {
    const broken = { name: 'broken', faultOf: () => (undefined as unknown as string).trim() };
    expect(judge(sample[0] as Mutant, { quick: [broken], thorough: [] })).toMatchObject({ by: undefined, fault: /TypeError/ });
  });

  it('not when a check says in one line what is wrong', () => {
    const clear = {
      name: 'clear',
      faultOf: (): string => {
        throw new Error('#/nowhere leads nowhere in the document');
      },
    };
    expect(judge(sample[0] as Mutant, { quick: [clear], thorough: [] })).toMatchObject({ by: 'a clear error' });
  });
});

describe('the list of equivalents', () => {
  const entry = { in: ['document'], kinds: ['drop a type'], pointers: ['/components/schemas/*/type'], reason: 'Said twice.' };
  const survivor = { kind: 'drop a type', what: '', pointer: '/components/schemas/Job/type', by: undefined, fault: undefined };

  it('covers survivors of its kind and place', () => {
    expect(equivalentOf(survivor, 'document', [entry])).toBe(entry);
    expect(equivalentOf(survivor, 'mock', [entry])).toBeUndefined();
    expect(equivalentOf({ ...survivor, kind: 'flip null' }, 'document', [entry])).toBeUndefined();
    expect(equivalentOf({ ...survivor, pointer: '/paths/~1jobs' }, 'document', [entry])).toBeUndefined();
  });

  it('is at fault where an entry covers nothing any more', () => {
    expect(idleEquivalents(new Map([['document', [survivor]]]), [entry])).toEqual([]);
    expect(idleEquivalents(new Map([['document', [survivor]]]), [{ ...entry, kinds: ['drop a type', 'flip null'] }])).toEqual([
      '"flip null" of "Said twice." covers no survivor: delete it from equivalents.json',
    ]);
    expect(idleEquivalents(new Map(), [entry])).toHaveLength(3);
  });
});
