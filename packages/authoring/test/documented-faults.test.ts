import { expect, it } from 'vitest';
import { listDocumentedFaults } from '../src/documented/faults.ts';
import { useFolder } from './rule-fixture.ts';

const operation = '{"operation":"listJobs","method":"get","path":"/jobs"}';
const page = '{"page":"seed","statuses":[],"errorCodes":[]}';
const limit = '{"at":"query.limit","type":"integer","default":10,"sources":["seed"]}';

function listFaults(file: string, ...lines: string[]): string[] {
  const text = lines.map((line) => `${line}\n`).join('');
  return useFolder({ 'operations/jobs/listJobs.yaml': {}, [`documented/${file}`]: text }, listDocumentedFaults);
}

it('bare facts, in the order of the writer, have no fault', () => {
  expect(
    listFaults('listJobs.jsonl', operation, page, limit, '{"at":"query.ids","type":"array<long>","enum":[1],"sources":["seed"]}'),
  ).toEqual([]);
});

it.each<[what: string, lines: string[], line: number, message: string]>([
  [
    'a sentence',
    ['{"at":"query.name","rule":"letters, digits and dots alone","sources":["seed"]}'],
    3,
    'A fact is a name, a value or a unit.',
  ],
  ['a text that is not in ASCII', ['{"at":"query.name","rule":"名称","sources":["seed"]}'], 3, 'A fact is a name, a value or a unit.'],
  ['a default of another type', [limit.replace('10', '"10"')], 3, 'The type is integer, and a value is of another.'],
  ['a value without a type', ['{"at":"query.name","enum":["a"],"sources":["seed"]}'], 3, 'The type is missing, and a value is of another.'],
  ['a place that a source states twice', [limit, limit.replace('10', '20')], 4, 'query.limit stands in line 3 too, by the same source.'],
  ['a source without a page', [limit.replace('seed', 'zh-2021')], 3, 'names the source zh-2021, and no line above has it'],
  ['a line out of order', ['{"sources":["seed"],"at":"query.limit"}'], 3, 'Write here: {"at":"query.limit","sources":["seed"]}'],
  ['an empty line at the end', [limit, ''], 5, 'The file ends here, with a line break.'],
])('a fault is reported with its line and what to do: %s', (_what, lines, line, message) => {
  const faults = listFaults('listJobs.jsonl', operation, page, ...lines);
  expect(faults).toEqual([expect.stringContaining(message)]);
  expect(faults[0]).toContain(`spec/documented/listJobs.jsonl:${line} `);
});

it('each operation has its facts, and nothing else has', () => {
  expect(listFaults('showJob.jsonl', operation, page)).toEqual([
    'spec/documented/listJobs.jsonl is missing. Write what its sources state, by npm run documented.',
    'spec/documented/showJob.jsonl belongs to no operation. Rename or delete it.',
  ]);
});
