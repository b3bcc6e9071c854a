import type { Deviation } from '@dli-openapi/authoring/deviations';
import { expect, it } from 'vitest';
import { compareWithSources } from '../src/alignment/compare.ts';
import { changeDocument, smallFacts } from './alignment-fixture.ts';

const difference = { operations: ['updateThing'], at: ['query.limit'], rule: 'maximum', page: 100, document: 200 };
const deviation = (fields: Partial<Deviation['differences'][number]>, others: Partial<Deviation> = {}): Deviation => ({
  ...{ id: 'wider-limit', family: 'things', reason: 'More is accepted.', evidence: ['ours'], file: 'things.yaml', line: 7 },
  ...{ differences: [{ ...difference, ...fields }], ...others },
});
const colour = deviation({ at: ['response.colour'], rule: 'presence', page: undefined, document: 'present' }, { id: 'colour' });

/** Of a document that takes 200 where the page says 100, and has a colour. */
const list = (...deviations: Deviation[]): string[] => {
  const document = changeDocument({
    '/paths/~1things~1{thing_id}/put/parameters/1/schema/maximum': 200,
    '/components/schemas/Thing/properties/colour': {},
  });
  return compareWithSources(document, smallFacts(), deviations).map(({ message }) => message);
};
const gone = 'it no longer applies: sources and document do not differ in maximum there. Delete it, or this place of it';

const cases: Record<string, [deviations: Deviation[], ...faults: string[]]> = {
  'each difference needs one': [
    [colour],
    'maximum: its sources state 100, the document has 200. Mend the document, or add a deviation to spec/deviations',
  ],
  'one accounts for its difference': [[deviation({}), colour]],
  'a * stands for anything': [[deviation({ at: ['*.limit'] }), colour]],
  'it may be about all operations': [[deviation({ operations: 'all' }), colour]],
  'it fails where sources and document agree': [
    [deviation({}), colour, deviation({ at: ['path.thing_id'] }, { id: 'idle' })],
    `deviation idle: ${gone}`,
  ],
  'it fails where its operation is gone': [
    [deviation({}), colour, deviation({ operations: ['gone'] }, { id: 'idle' })],
    `deviation idle: ${gone}`,
  ],
  'it fails where a source states what the document does': [
    [deviation({}), colour, deviation({ at: ['path.thing_id'], rule: 'type', page: undefined, document: 'long' }, { id: 'idle' })],
    `deviation idle: ${gone.replace('maximum', 'type')}`,
  ],
  'it fails when the sources change': [
    [deviation({ page: 99 }), colour],
    'deviation wider-limit: its "page" is not what the sources state, 100',
  ],
  'it fails when the document changes': [
    [deviation({ document: 300 }), colour],
    'deviation wider-limit: its "document" is not what the document states, 200',
  ],
  'it says which side differs': [
    [deviation({ page: undefined, sdk: 100 }), colour],
    'deviation wider-limit: its "page" is not what the sources state, 100',
  ],
  'two cannot be about the same place': [
    [deviation({}), deviation({}, { id: 'twin' }), colour],
    'deviation twin: wider-limit is about the same place: keep one of them',
  ],
  'a * cannot excuse several places': [
    [deviation({}), colour, deviation({ at: ['*'], rule: 'presence', page: undefined, document: 'present' }, { id: 'wide' })],
    'deviation wide: colour is about the same place: keep one of them',
  ],
  'a source alone has to state what the document does': [
    [deviation({}, { evidence: ['seed'] }), colour],
    'deviation wider-limit: its evidence "seed" states nowhere there what the document does',
  ],
  'a place in a source has to be there': [
    [deviation({}, { evidence: ['seed updateThing body.limits'] }), colour],
    'deviation wider-limit: its evidence "seed updateThing body.limits" is not there: no row or sample of that source stands at body.limits',
  ],
  'a place in a source may be a row or a sample': [
    [deviation({}, { evidence: ['seed body.name', 'seed updateThing sample.response.0'] }), colour],
  ],
};

it('a deviation accounts for what differs, as long as it does', () => {
  const found = Object.entries(cases).map(([what, [deviations]]) => [what, list(...deviations)]);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(Object.entries(cases).map(([what, [, ...faults]]) => [what, faults])));
});

it('a deviation at fault is found by its file and line', () => {
  const [violation] = compareWithSources(changeDocument({}), smallFacts(), [deviation({})]);
  expect(violation).toMatchObject({ rule: 'deviation', at: { file: 'things.yaml', line: 7 } });
});
