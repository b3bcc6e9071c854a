// What a release promises, and whether that is enough for what has changed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readChangesets } from '@changesets/read';
import { root, specFolder } from '@dli-openapi/openapi/files';
import type { ChangeKind } from './change.ts';
import { specification } from './released.ts';

/** What is raised in a version. */
export type Bump = 'patch' | 'minor' | 'major';

const bumps: readonly Bump[] = ['patch', 'minor', 'major'];

/**
 * What has to be raised for a change. Before 1.0, `^0.1.0` takes no 0.2.0: there a minor version may break.
 * @param version the version that is released
 */
export function neededFor(kind: ChangeKind, version: string): Bump {
  if (kind === 'editorial') return 'patch';
  return kind === 'breaking' && !version.startsWith('0.') ? 'major' : 'minor';
}

/** Whether what is promised is less than what is needed. */
export function isLess(promised: Bump | undefined, needed: Bump): boolean {
  return promised === undefined || bumps.indexOf(promised) < bumps.indexOf(needed);
}

/**
 * What is promised for the next release of the document: by the changesets on hand, or by a version that is raised and not yet released.
 * @param released the version that is released; undefined before the first release
 */
export async function promisedSince(released: string | undefined): Promise<Bump | undefined> {
  const { version } = JSON.parse(readFileSync(join(specFolder, 'package.json'), 'utf8')) as { version: string };
  const changesets = await readChangesets(root);
  return greatest([
    raised(released ?? '0.0.0', version),
    ...changesets.flatMap(({ releases }) => releases.filter(({ name }) => name === specification).map(({ type }) => type)),
  ]);
}

/** The greatest of several promises; undefined where there is none. */
export function greatest(promises: readonly unknown[]): Bump | undefined {
  return bumps.toReversed().find((bump) => promises.includes(bump));
}

/** What is raised from one version to another; undefined when it is the same. */
export function raised(from: string, to: string): Bump | undefined {
  const [old, now] = [from, to].map((version) => version.split(/[.-]/)) as [string[], string[]];
  return (['major', 'minor', 'patch'] as const).find((_bump, index) => old[index] !== now[index]);
}
