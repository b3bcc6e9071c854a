// `npm run changes`: what has changed in the document since its last release, and the changeset that says so.
//   --check            fails when the changesets on hand promise less than what has changed; writes no changeset
//   --since <ref>      compares with a commit instead, such as the base of a pull request; writes no changeset
//   --json <file>      writes the changes as data
//   --markdown <file>  writes them as a list to read
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '@dli-openapi/openapi/files';
import { gravest } from './src/change.ts';
import { markdownOf } from './src/markdown.ts';
import { isLess, neededFor, promisedSince } from './src/promise.ts';
import { specification } from './src/released.ts';
import { type ChangesSince, changesSince } from './src/since.ts';

const draft = '.changeset/document.md';
const options = { check: { type: 'boolean' }, since: { type: 'string' }, json: { type: 'string' }, markdown: { type: 'string' } } as const;

try {
  const { values } = parseArgs({ options });
  const found = changesSince(values.since);
  const list = found.changes.length === 0 ? `The document is as in ${found.since}.` : markdownOf(found.changes);
  console.log(list);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(found, null, 2)}\n`);
  if (values.markdown !== undefined) writeFileSync(values.markdown, `${list}\n`);
  if (values.check) await check(found);
  else if (values.since === undefined) await record(found);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

async function check({ since, changes }: ChangesSince): Promise<void> {
  const kind = gravest(changes);
  if (kind === undefined) return;
  const needed = neededFor(kind, since ?? '0.0.0');
  const promised = await promisedSince(since);
  if (!isLess(promised, needed)) return;
  const found = since === undefined ? 'The document has not been released yet' : `The document has ${kind} changes since ${since}`;
  const promise = promised === undefined ? 'no changeset promises one' : `the changesets promise ${promised}`;
  console.error(`${found}: ${specification} needs a ${needed} version, and ${promise}. Run \`npm run changes\` and commit ${draft}.`);
  process.exitCode = 1;
}

/** Writes the list as a changeset, anew each time: other words go into a changeset of their own. */
async function record({ since, changes }: ChangesSince): Promise<void> {
  const file = join(root, draft);
  rmSync(file, { force: true });
  const kind = gravest(changes);
  if (kind === undefined) return;
  const needed = neededFor(kind, since ?? '0.0.0');
  if (since === undefined && !isLess(await promisedSince(since), needed)) {
    console.log(`\nNo changeset is written: there is no release yet to compare with, and a ${needed} version is promised already.`);
    return;
  }
  writeFileSync(file, `---\n"${specification}": ${needed}\n---\n\nWhat the document says otherwise:\n\n${markdownOf(changes)}\n`);
  console.log(`\nWritten to ${draft}. Commit it, and say in another changeset what the list cannot.`);
}
