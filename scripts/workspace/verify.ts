// `npm test`: everything that must pass, and one line at the end that counts all test runs together.
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '@dli-openapi/openapi/files';
import { tools } from '../tools.mjs';
import { turbo } from './build.ts';

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numFailedTestSuites: number;
}

const folders = globSync(['{spec,scripts,examples,bench}/package.json', 'packages/*/package.json'], { cwd: root })
  .map((file) => join(root, file))
  .filter((file) => JSON.parse(readFileSync(file, 'utf8')).scripts?.test !== undefined)
  .map(dirname);

// A report left from an earlier run must not be counted; turbo puts back those of runs it can skip.
for (const folder of folders) rmSync(join(folder, 'test-results'), { recursive: true, force: true });

const biome = spawnSync(process.execPath, [tools.biome, 'check', '.'], { cwd: root, stdio: 'inherit' }).status ?? 1;
const tasks = await turbo('lint', 'build', 'typecheck', 'test', '--continue');

let passed = 0;
let failed = 0;
let skipped = 0;
for (const folder of folders) {
  const file = join(folder, 'test-results/vitest.json');
  if (!existsSync(file)) {
    console.error(`${folder}: its tests did not run; the reason stands above.`);
    failed += 1;
    continue;
  }
  const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
  passed += report.numPassedTests;
  skipped += report.numPendingTests;
  // A file that does not load has no test of its own to fail.
  failed += report.numFailedTests || (report.numFailedTestSuites > 0 ? 1 : 0);
}

if (biome !== 0) console.error('biome found faults; `npm run format` mends what can be mended by machine.');
// What fails beside the tests is not to end as `0 failed`.
if (biome !== 0 || (tasks !== 0 && failed === 0)) failed += 1;
if (skipped > 0) console.log(`${skipped} skipped; the reasons stand above.`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
