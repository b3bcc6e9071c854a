import { describe, expect, it } from 'vitest';
import { parseDeviations } from '../src/deviations.ts';

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

  it('is read with the section of each entry', () => {
    const another = (id: string) => entry.replace('wider-limit', id);
    const list = `# A list.\n# What is in it.\n\n# Limits\n\n${another('a')}${another('b')}\n# Types\n${another('c')}`;
    expect(parseDeviations(list, 'list.yaml').map(({ id, section }) => [id, section])).toEqual([
      ['a', 'Limits'],
      ['b', 'Limits'],
      ['c', 'Types'],
    ]);
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
