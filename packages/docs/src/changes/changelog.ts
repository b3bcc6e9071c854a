// What has changed in the document, version by version: what is released, and what is recorded for the next release.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import parseChangeset from '@changesets/parse';
import type { Words } from '../words/index.ts';

const specification = '@dli-openapi/spec';
const kinds = ['major', 'minor', 'patch'] as const;

/** Where changes are written down. Neither has to be there. */
export interface Sources {
  /** The folder of the changesets that wait for a release. */
  changesets: string;
  /** The changelog that releases are written to. */
  changelog: string;
}

/** The changes as Markdown, the latest first, with a heading of the second level for each version. Empty when there are none. */
export function changesOf({ changesets, changelog }: Sources, words: Words['changes']): string {
  return [unreleased(changesets, words), existsSync(changelog) ? released(readFileSync(changelog, 'utf8'), words) : '']
    .filter((part) => part !== '')
    .join('\n\n');
}

function unreleased(folder: string, words: Words['changes']): string {
  const pending = changesetsIn(folder).flatMap(({ releases, summary }) =>
    releases.filter(({ name }) => name === specification).map(({ type }) => ({ type, summary })),
  );
  const sections = kinds.flatMap((kind) => {
    const entries = pending.filter(({ type }) => type === kind).map(({ summary }) => itemOf(summary));
    return entries.length === 0 ? [] : [`### ${words.kinds[kind]}`, entries.join('\n')];
  });
  return sections.length === 0 ? '' : [`## ${words.unreleased}`, ...sections].join('\n\n');
}

function changesetsIn(folder: string) {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md');
  return files.sort().map((name) => parseChangeset(readFileSync(join(folder, name), 'utf8')));
}

/** A text as an item of a list, whatever is in it. */
function itemOf(text: string): string {
  return `- ${text.trim().replaceAll('\n', '\n  ')}`;
}

/** A changelog as changesets writes it, without its title and with our own names of the kinds. */
function released(changelog: string, words: Words['changes']): string {
  return changelog
    .replace(/^# .*\n/, '')
    .replaceAll(/^### (Major|Minor|Patch) Changes$/gm, (_, kind: string) => `### ${words.kinds[kind.toLowerCase() as 'major']}`)
    .trim();
}
