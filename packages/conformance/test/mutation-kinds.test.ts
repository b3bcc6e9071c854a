import { readDocument } from '@dli-openapi/openapi/files';
import { describe, expect, it } from 'vitest';
import { mutators } from '../src/mutation/kinds/index.ts';
import type { Mutant } from '../src/mutation/mutants.ts';
import { mutantsOf } from '../src/mutation/mutants.ts';
import { factsOfEveryKind } from './mutation-fixture.ts';

const original = factsOfEveryKind();
const mutants = [...mutantsOf(original)];
const kinds = [...new Set(mutators.map(({ kind }) => kind))];

/** What the mutants of one kind change. */
const changesOf = (kind: string): string[] => mutants.filter((mutant) => mutant.kind === kind).map(({ what }) => what);

describe('each kind of mutation', () => {
  it.each(kinds)('"%s" gets a document wrong that states such a fact', (kind) => {
    expect(changesOf(kind)).not.toEqual([]);
  });

  it.each(kinds)('"%s" finds such facts in our document', (kind) => {
    const [first] = mutantsOf(
      readDocument(),
      mutators.filter((mutator) => mutator.kind === kind),
    );
    expect(first).toBeDefined();
  });

  it.each([
    ['drop an operation', ['post', 'get']],
    ['rename an operation', ['operationId "createJob" → "createJobRenamed"', 'operationId "showJob" → "showJobRenamed"']],
    ['change a method', ['post → get', 'get → post']],
    ['swap two paths', ['/jobs ↔ /jobs/{id}']],
    ['drop a parameter', ['scope', '#/components/parameters/Limit']],
    ['flip required of a parameter', ['required nothing → true', 'required nothing → true']],
    ['flip required of a body', ['required true → nothing']],
    ['rename a status', ['200 → 202', '200 → 202']],
    ['drop or rename a header of a response', ['X-Id', 'X-Id → X-Id-Renamed']],
    ['rename an example', ['one → renamed']],
    ['break a value of an example', ['"x" → ["x"]', '1 → {"wrong":true}']],
    ['flip null', expect.arrayContaining(['type ["integer","null"] → ["integer"]', 'type "string" → ["string","null"]'])],
    ['drop a value of an enum', ['"on"', '"off"']],
    ['widen a limit', ['minimum 1 → 0', 'maximum 9 → 10', 'minLength 1 → 0', 'maxLength 57 → 58']],
    ['narrow a limit', ['minimum 1 → 2', 'maximum 9 → 8', 'minLength 1 → 2', 'maxLength 57 → 56']],
    ['drop a limit', expect.arrayContaining(['minimum 1 → nothing', 'pattern "^a" → nothing', 'not {"const":0} → nothing'])],
    ['change a default', ['default 5 → 6']],
    ['change a unit', expect.arrayContaining(['x-dli-unit "ms" → "years"', 'x-dli-unit "ms" → nothing', 'x-dli-unit nothing → "ms"'])],
    ['open or close an object', ['unevaluatedProperties false → nothing', 'unevaluatedProperties nothing → false']],
    ['drop a part or an alternative', ['allOf 0', 'oneOf 0', 'oneOf 1']],
  ])('"%s" changes what it says', (kind, changes) => {
    expect(changesOf(kind)).toEqual(changes);
  });
});

describe('a mutant', () => {
  const dropped = mutants.find(({ kind, what }) => kind === 'drop a property' && what === 'name') as Mutant;

  it('lacks the fact that it drops, and leaves the document as it is', () => {
    expect(dropped.document.components.schemas?.JobInput?.properties).not.toHaveProperty('name');
    expect(original).toEqual(factsOfEveryKind());
  });

  it('shares with the document all that has not changed', () => {
    expect(dropped.document.paths).toBe(original.paths);
    expect(dropped.document.components.schemas?.Job).toBe(original.components.schemas?.Job);
  });

  it('names the place of the fact, and the operations that it shows in', () => {
    expect(dropped.pointer).toBe('/components/schemas/JobInput/properties/name');
    expect(dropped.parts).toEqual([
      { operationId: 'createJob', of: 'request', carried: false },
      { operationId: 'createJob', of: 'response', carried: false },
      { operationId: 'showJob', of: 'response', carried: false },
    ]);
  });

  it('differs from every other', () => {
    expect(new Set(mutants.map(({ kind, what, pointer }) => `${kind} ${what} ${pointer}`)).size).toBe(mutants.length);
  });

  it('that changes the JSON in a string is marked', () => {
    const inside = mutants.filter(({ pointer }) => pointer.includes('/contentSchema/'));
    expect(inside.flatMap(({ parts }) => parts.map(({ carried }) => carried))).not.toContain(false);
  });

  it('is the same at each run, in the same order', () => {
    const again = [...mutantsOf(factsOfEveryKind())].map(({ what, pointer }) => [what, pointer]);
    expect(again).toEqual(mutants.map(({ what, pointer }) => [what, pointer]));
  });
});
