// `npm run test:mutation`: gets the document wrong in every way it knows, one at a time, and asks whether the checks notice.
import { SourceLocations } from '@dli-openapi/authoring/source-locations';
import { compareWithSources } from './src/alignment/compare.ts';
import { runInThreads } from './src/mutation/in-threads.ts';
import { reportOf } from './src/mutation/report.ts';
import { readSubject } from './src/mutation/subject.ts';

/** Of the mutants that concern an operation, types are generated of every so many. */
const typesOfEvery = 50;

const subject = readSubject();
const violations = compareWithSources(subject.document, subject.documented, subject.deviations);
if (violations.length > 0) {
  console.error(`The document itself has ${violations.length} violations: mend them first, npm test tells where they are.`);
  process.exitCode = 1;
} else {
  const start = performance.now();
  const { lines, faults } = reportOf(await runInThreads(subject, typesOfEvery), new SourceLocations(), true);
  console.log(lines.join('\n'));
  console.log(`\n${Math.round((performance.now() - start) / 1000)} s`);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
}
