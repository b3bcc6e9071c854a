// `npm run changes`: lists what has changed in the document since its last release, and drafts a changeset.
//   --check            fails if the pending changesets promise less than the changes need; writes no changeset
//   --since <ref>      compares with a commit instead, such as the base of a pull request; writes no changeset
//   --json <file>      writes the changes as data
//   --markdown <file>  writes them as a list to read
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '@dli-openapi/openapi/files';
import { findGravest } from './src/change.ts';
import { formatMarkdown } from './src/markdown.ts';
import { getNeededBump, isLess, readPromisedBump } from './src/promise.ts';
import { specification } from './src/released.ts';
import { type ChangesSince, listChangesSince } from './src/since.ts';

const draft = '.changeset/document.md';
const options = { check: { type: 'boolean' }, since: { type: 'string' }, json: { type: 'string' }, markdown: { type: 'string' } } as const;

try {
  const { values } = parseArgs({ options });
  const found = listChangesSince(values.since);
  const list = found.changes.length === 0 ? `The document is as in ${found.since}.` : formatMarkdown(found.changes);
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
  const kind = findGravest(changes);
  if (kind === undefined) return;
  const needed = getNeededBump(kind, since ?? '0.0.0');
  const promised = await readPromisedBump(since);
  if (!isLess(promised, needed)) return;
  const found = since === undefined ? 'The document has not been released yet' : `The document has ${kind} changes since ${since}`;
  const promise = promised === undefined ? 'no changeset promises one' : `the changesets promise ${promised}`;
  console.error(`${found}: ${specification} needs a ${needed} version, and ${promise}. Run \`npm run changes\` and commit ${draft}.`);
  process.exitCode = 1;
}

/** Writes the list as a changeset, which the next run replaces: other texts belong in another changeset. */
async function record({ since, changes }: ChangesSince): Promise<void> {
  const file = join(root, draft);
  rmSync(file, { force: true });
  const kind = findGravest(changes);
  if (kind === undefined) return;
  const needed = getNeededBump(kind, since ?? '0.0.0');
  if (since === undefined && !isLess(await readPromisedBump(since), needed)) {
    console.log(`\nNo changeset is written: nothing has been released to compare with, and a ${needed} version is promised already.`);
    return;
  }
  writeFileSync(file, `---\n"${specification}": ${needed}\n---\n\nChanges of the document:\n\n${formatMarkdown(changes)}\n`);
  console.log(`\nWritten to ${draft}. Commit it, and write what the list does not say into another changeset.`);
}
