import type { Deviation } from '@dli-openapi/authoring/deviations';
import { expect, it } from 'vitest';
import { compareWithSources } from '../src/alignment/compare.ts';
import { changeDocument, createSmallFacts } from './alignment-fixture.ts';

const difference = { operations: ['updateThing'], at: ['query.limit'], rule: 'maximum', page: 100, document: 200 };
const createDeviation = (fields: Partial<Deviation['differences'][number]>, others: Partial<Deviation> = {}): Deviation => ({
  ...{ id: 'wider-limit', family: 'things', reason: 'More is accepted.', evidence: ['ours'], file: 'things.yaml', line: 7 },
  ...{ differences: [{ ...difference, ...fields }], ...others },
});
const colour = createDeviation({ at: ['response.colour'], rule: 'presence', page: undefined, document: 'present' }, { id: 'colour' });

/** Lists the violations of a document that accepts 200 where the page says 100, and has a colour. */
const list = (...deviations: Deviation[]): string[] => {
  const document = changeDocument({
    '/paths/~1things~1{thing_id}/put/parameters/1/schema/maximum': 200,
    '/components/schemas/Thing/properties/colour': {},
  });
  return compareWithSources(document, createSmallFacts(), deviations).map(({ message }) => message);
};
const gone = 'it no longer applies: sources and document do not differ in maximum there. Delete it, or this place of it';

const cases: Record<string, [deviations: Deviation[], ...faults: string[]]> = {
  'each difference needs one': [
    [colour],
    'maximum: its sources state 100, the document has 200. Correct the document, or add a deviation to spec/deviations',
  ],
  'one accounts for its difference': [[createDeviation({}), colour]],
  'a * stands for anything': [[createDeviation({ at: ['*.limit'] }), colour]],
  'it may be about all operations': [[createDeviation({ operations: 'all' }), colour]],
  'it fails if sources and document agree': [
    [createDeviation({}), colour, createDeviation({ at: ['path.thing_id'] }, { id: 'idle' })],
    `deviation idle: ${gone}`,
  ],
  'it fails if its operation is gone': [
    [createDeviation({}), colour, createDeviation({ operations: ['gone'] }, { id: 'idle' })],
    `deviation idle: ${gone}`,
  ],
  'it fails if a source states what the document does': [
    [
      createDeviation({}),
      colour,
      createDeviation({ at: ['path.thing_id'], rule: 'type', page: undefined, document: 'long' }, { id: 'idle' }),
    ],
    `deviation idle: ${gone.replace('maximum', 'type')}`,
  ],
  'it fails if the sources change': [
    [createDeviation({ page: 99 }), colour],
    'deviation wider-limit: its "page" is not what the sources state, 100',
  ],
  'it fails if the document changes': [
    [createDeviation({ document: 300 }), colour],
    'deviation wider-limit: its "document" is not what the document states, 200',
  ],
  'it says which side differs': [
    [createDeviation({ page: undefined, sdk: 100 }), colour],
    'deviation wider-limit: its "page" is not what the sources state, 100',
  ],
  'two cannot be about the same place': [
    [createDeviation({}), createDeviation({}, { id: 'twin' }), colour],
    'deviation twin: wider-limit is about the same place: keep one of them',
  ],
  'a * cannot excuse several places': [
    [createDeviation({}), colour, createDeviation({ at: ['*'], rule: 'presence', page: undefined, document: 'present' }, { id: 'wide' })],
    'deviation wide: colour is about the same place: keep one of them',
  ],
  'a source alone has to state what the document does': [
    [createDeviation({}, { evidence: ['seed'] }), colour],
    'deviation wider-limit: its evidence "seed" does not state what the document does',
  ],
  'a place in a source has to exist': [
    [createDeviation({}, { evidence: ['seed updateThing body.limits'] }), colour],
    'deviation wider-limit: its evidence "seed updateThing body.limits" is missing: no row or sample of that source is at body.limits',
  ],
  'a place in a source may be a row or a sample': [
    [createDeviation({}, { evidence: ['seed body.name', 'seed updateThing sample.response.0'] }), colour],
  ],
};

it('a deviation excuses a difference, and fails without one', () => {
  const found = Object.entries(cases).map(([what, [deviations]]) => [what, list(...deviations)]);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(Object.entries(cases).map(([what, [, ...faults]]) => [what, faults])));
});

it('a deviation at fault is reported with its file and line', () => {
  const [violation] = compareWithSources(changeDocument({}), createSmallFacts(), [createDeviation({})]);
  expect(violation).toMatchObject({ rule: 'deviation', at: { file: 'things.yaml', line: 7 } });
});
