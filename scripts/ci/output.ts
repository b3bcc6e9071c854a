// `npm run ci:output -- <name> <file>`: in GitHub Actions, makes a file's text an output of the step and part of the run's summary.
// Elsewhere it prints the text.
import { randomUUID } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';

const [name, file] = process.argv.slice(2);
if (name === undefined || file === undefined || !/^\w+$/.test(name)) {
  console.error('Name an output and a file: npm run ci:output -- <name> <file>');
  process.exitCode = 2;
} else {
  const text = readFileSync(file, 'utf8').trimEnd();
  const { GITHUB_OUTPUT, GITHUB_STEP_SUMMARY } = process.env;
  // The text comes from a pull request: it must not be able to end its own output and begin another.
  const end = randomUUID();
  if (GITHUB_OUTPUT) appendFileSync(GITHUB_OUTPUT, `${name}<<${end}\n${text}\n${end}\n`);
  if (GITHUB_STEP_SUMMARY) appendFileSync(GITHUB_STEP_SUMMARY, `${text}\n`);
  if (!GITHUB_OUTPUT && !GITHUB_STEP_SUMMARY) console.log(text);
}
