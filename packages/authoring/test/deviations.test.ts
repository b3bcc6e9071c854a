import { expect, it } from 'vitest';
import { parseDeviations, readDeviations } from '../src/deviations.ts';
import { useFolder } from './rule-fixture.ts';

const file = 'spec/deviations/things.yaml';
const entry = `- id: wider-limit
  operations: [updateThing]
  differences:
    - { at: query.(limit|size), maximum: { page: 100 }, minimum: { document: 0 } }
    - { in: all, at: [body, response], json: { document: true } }
  reason: More is accepted.
  evidence: [seed listThings query.limit]
`;
const parse = (text: string) => parseDeviations(text, file, ['seed', 'ours']);

it('a deviation is read with each of its differences, and with its line', () => {
  const at = ['query.limit', 'query.size'];
  expect(parse(`# Deviations.\n${entry}`)).toEqual([
    {
      id: 'wider-limit',
      family: 'things',
      differences: [
        { operations: ['updateThing'], at, rule: 'maximum', page: 100 },
        { operations: ['updateThing'], at, rule: 'minimum', document: 0 },
        { operations: 'all', at: ['body', 'response'], rule: 'json', document: true },
      ],
      reason: 'More is accepted.',
      evidence: ['seed listThings query.limit'],
      ...{ file, line: 2 },
    },
  ]);
});

it.each([
  ['it is not YAML', '- id: [', `${file}:1 is not valid YAML`],
  ['it is not a list', 'id: one', `${file}:1:1 The file must be array.`],
  ['a reason is missing', entry.replace(/ {2}reason.*\n/, ''), `${file}:1:3 \`0\` has no \`reason\`. Add it.`],
  ['a rule is not known', entry.replace('maximum', 'max'), `${file}:4:33 \`max\` is not known here. Correct or delete it.`],
  ['a side is not known', entry.replace('page', 'pages'), `${file}:4:44 \`pages\` is not known here. Correct or delete it.`],
  [
    'evidence names no source',
    entry.replace('[seed', '[public clients, seed'),
    `${file}:7 "public clients" does not begin with a short name`,
  ],
])('the deviations are refused with file and line if %s', (_what, text, message) => {
  expect(() => parse(text)).toThrow(message);
});

it('an id is unique in all files', () => {
  const list = [
    { id: 'one', operations: 'all', differences: [{ at: 'body', json: { document: true } }], reason: 'So.', evidence: ['ours'] },
  ];
  const files = { 'deviations/a.yaml': list, 'deviations/b.yaml': list, 'sources.yaml': { ours: { title: 'A decision.' } } };
  expect(() => useFolder(files, readDeviations)).toThrow(/b\.yaml:1 "one" is taken by .*a\.yaml:1: give this entry another id/);
});
