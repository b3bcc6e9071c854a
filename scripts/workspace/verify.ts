// `npm test` and `npm run test:more`: runs turbo tasks, and ends with one line that counts the tests of all packages together.
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@dli-openapi/openapi/files';
import { runTurbo } from './build.ts';

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numFailedTestSuites: number;
}

const tasks = process.argv.slice(2);
const sets = tasks.filter((task) => task.startsWith('test')).map((task) => task.replace(':', '-'));
// By the existing folders, so that none is missed if its package lacks the script.
const reports = sets.flatMap((set) =>
  globSync([`*/${set}`, `packages/*/${set}`], { cwd: root }).map((folder) => join(root, folder, `../test-results/${set}.json`)),
);

// A report left from an earlier run must not be counted; turbo puts back those of runs it can skip.
for (const report of reports) rmSync(report, { force: true });

const status = await runTurbo(...tasks, '--continue');

let passed = 0;
let failed = 0;
let skipped = 0;
for (const file of reports) {
  if (!existsSync(file)) {
    console.error(`${file} is missing: these tests did not run. The reason is above, or the package lacks the script.`);
    failed += 1;
    continue;
  }
  const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
  passed += report.numPassedTests;
  skipped += report.numPendingTests;
  // A file that does not load has no test to fail.
  failed += report.numFailedTests || (report.numFailedTestSuites > 0 ? 1 : 0);
}

// A failure outside of tests must not end as `0 failed`.
if (status !== 0 && failed === 0) failed = 1;
if (skipped > 0) console.log(`${skipped} skipped; the reasons are above.`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
