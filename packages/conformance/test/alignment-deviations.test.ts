import type { Deviation } from '@dli-openapi/authoring/deviations';
import { describe, expect, it } from 'vitest';
import { checkAlignment } from '../src/alignment/check-alignment.ts';
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
