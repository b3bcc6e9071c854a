import { describe, expect, it } from 'vitest';
import { checkAlignment } from '../src/alignment/check-alignment.ts';
import type { Deviation } from '../src/alignment/deviations.ts';
import { parseDeviations } from '../src/alignment/deviations.ts';
import { smallDocument, smallFacts } from './alignment-fixture.ts';

const deviation = (fields: Partial<Deviation>): Deviation => ({
  id: 'wider-limit',
  operations: ['updateThing'],
  pointers: ['query.limit'],
  rule: 'maximum',
  page: 100,
  document: 200,
  reason: 'More is taken.',
  evidence: ['public clients'],
  line: 7,
  ...fields,
});

/** Violations of a document that takes 200 where the page says 100, and that has a `colour` which another page has. */
function messages(...deviations: Deviation[]): string[] {
  const text = JSON.stringify(smallDocument()).replace('"maximum":100', '"maximum":200');
  const document = JSON.parse(text.replace('"changed":', '"colour":{"type":"string"},"changed":')) as ReturnType<typeof smallDocument>;
  return checkAlignment(document, smallFacts(), deviations).map(({ message }) => message);
}

const colour = deviation({ id: 'colour', pointers: ['response.colour'], rule: 'presence', page: undefined, document: 'present' });

describe('a deviation', () => {
  it('accounts for the difference that it names', () => {
    expect(messages(deviation({}), colour)).toEqual([]);
  });

  it('may name a place with a *', () => {
    expect(messages(deviation({ pointers: ['*.limit'] }), colour)).toEqual([]);
  });

  it('may be about all operations', () => {
    expect(messages(deviation({ operations: 'all' }), colour)).toEqual([]);
  });

  it('is at fault when page and document do not differ there', () => {
    const [message] = messages(deviation({}), colour, deviation({ id: 'idle', pointers: ['path.thing_id'] }));
    expect(message).toMatch(/deviation idle: it no longer applies/);
  });

  it('is at fault when its operation has gone', () => {
    const [message] = messages(deviation({}), colour, deviation({ id: 'idle', operations: ['gone'] }));
    expect(message).toMatch(/deviation idle: it no longer applies/);
  });

  it('is at fault when the page says something else', () => {
    expect(messages(deviation({ page: 99 }), colour)).toEqual(['deviation wider-limit: its "page" is not what the page says, 100']);
  });

  it('is at fault when the document says something else', () => {
    expect(messages(deviation({ document: undefined }), colour)).toEqual([
      'deviation wider-limit: its "document" is not what the document says, 200',
    ]);
  });

  it('is at fault when another is about the same place', () => {
    expect(messages(deviation({}), deviation({ id: 'twin' }), colour)).toEqual([
      'deviation twin: wider-limit is about the same place: keep one of them',
    ]);
  });

  it('is at fault when a * meets several differences of one operation', () => {
    const both = deviation({ id: 'colour', pointers: ['response.*'], rule: 'presence', page: undefined, document: 'present' });
    const document = JSON.parse(
      JSON.stringify(smallDocument()).replace('"changed":', '"one":{"type":"string"},"two":{"type":"string"},"changed":'),
    );
    expect(checkAlignment(document, smallFacts(), [both]).map(({ message }) => message)).toContain(
      'deviation colour: response.* meets several places of updateThing: write them out',
    );
  });

  it('is borne out by the sources that it names', () => {
    expect(messages(deviation({}), { ...colour, evidence: ['OTC page of 2026'] })).toEqual([]);
  });

  it('is at fault when a source that it names does not bear it out', () => {
    expect(messages(deviation({}), { ...colour, evidence: ['SDK model of 2026'] })).toEqual([
      'deviation colour: its evidence "SDK model of 2026" bears it out nowhere',
    ]);
  });

  it('at fault is found by its line', () => {
    const [violation] = checkAlignment(smallDocument(), smallFacts(), [deviation({})]);
    expect(violation).toMatchObject({ rule: 'deviation', at: { line: 7 } });
  });
});

describe('the list of deviations', () => {
  const entry = `- id: wider-limit
  operations: [updateThing]
  pointers: [query.limit]
  rule: maximum
  page: 100
  reason: More is taken.
  evidence: [public clients]
`;

  it('is read with the line of each entry', () => {
    expect(parseDeviations(`# A list.\n${entry}`, 'list.yaml')).toMatchObject([{ id: 'wider-limit', page: 100, line: 2 }]);
  });

  it.each([
    ['is not YAML', '- id: [', 'list.yaml:1 is not valid YAML'],
    ['is not a list', 'id: one', 'list.yaml:1 the list must be array'],
    ['has an entry without a reason', entry.replace(/ {2}reason.*\n/, ''), 'list.yaml:1 the entry has no "reason": add it'],
    [
      'has a field that is not known',
      entry.replace('page:', 'pages:'),
      'list.yaml:1 "pages" is not a field of an entry: rename or delete it',
    ],
    ['has an id that is not in kebab-case', entry.replace('wider-limit', 'Wider'), 'list.yaml:1 "id" must match pattern'],
    ['has a rule that is not known', entry.replace('rule: maximum', 'rule: max'), 'list.yaml:4 "rule" is not one of operation, presence'],
    [
      'names operations wrongly',
      entry.replace('[updateThing]', 'some'),
      'list.yaml:2 "operations" must be "all" or a list of operationIds',
    ],
    ['names no place', entry.replace('[query.limit]', '[]'), 'list.yaml:3 "pointers" must NOT have fewer than 1 items'],
    ['gives a name twice', entry + entry, 'list.yaml:8 "wider-limit" is taken: give this entry another id'],
  ])('is refused with its line when it %s', (_what, text, message) => {
    expect(() => parseDeviations(text, 'list.yaml')).toThrow(message);
  });
});
