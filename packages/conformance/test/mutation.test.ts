import { SourceLocations } from '@dli-openapi/authoring/source-locations';
import { expect, it } from 'vitest';
import { mutantsOf } from '../src/mutation/mutants.ts';
import { reportOf } from '../src/mutation/report.ts';
import { run } from '../src/mutation/run.ts';
import { readSubject } from '../src/mutation/subject.ts';

/** About so many mutants: `npm run test:mutation` tries all. */
const tried = 200;

it('every so many mutants of mocks and of clients made from the document are found', async () => {
  const subject = readSubject();
  const count = [...mutantsOf(subject.document)].length;
  const findings = await run(subject, { from: 7, every: Math.ceil(count / tried), types: 50 });
  const { faults } = reportOf(findings, new SourceLocations(), false);
  const { mock, client, types } = findings;
  console.log(
    `${count} mutants, every so many of them tried: ${faults.length} survivors. ` +
      `${mock.length} of them in mocks, ${client.length} in clients, ${types.length} in types.`,
  );
  expect(faults).toEqual([]);
  expect(mock.length).toBeGreaterThan(tried / 4);
});
