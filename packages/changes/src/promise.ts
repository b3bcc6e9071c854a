// Which version a release promises, and whether that suffices for its changes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readChangesets } from '@changesets/read';
import { root, specFolder } from '@dli-openapi/openapi/files';
import type { ChangeKind } from './change.ts';
import { specification } from './released.ts';

/** The part of a version that is raised. */
export type Bump = 'patch' | 'minor' | 'major';

const bumps: readonly Bump[] = ['patch', 'minor', 'major'];

/**
 * Gets the bump that a change needs. Before 1.0 a minor version may break, since `^0.1.0` does not accept 0.2.0.
 * @param version the released version
 */
export function getNeededBump(kind: ChangeKind, version: string): Bump {
  if (kind === 'editorial') return 'patch';
  return kind === 'breaking' && !version.startsWith('0.') ? 'major' : 'minor';
}

/** Whether a promised bump is less than the needed one. */
export function isLess(promised: Bump | undefined, needed: Bump): boolean {
  return promised === undefined || bumps.indexOf(promised) < bumps.indexOf(needed);
}

/**
 * Reads the bump promised for the next release of the document: by pending changesets, or by a version raised but not yet released.
 * @param released the released version; undefined before the first release
 */
export async function readPromisedBump(released: string | undefined): Promise<Bump | undefined> {
  const { version } = JSON.parse(readFileSync(join(specFolder, 'package.json'), 'utf8')) as { version: string };
  const changesets = await readChangesets(root);
  return findGreatest([
    getRaisedBump(released ?? '0.0.0', version),
    ...changesets.flatMap(({ releases }) => releases.filter(({ name }) => name === specification).map(({ type }) => type)),
  ]);
}

/** Finds the greatest of several bumps; undefined without any. */
export function findGreatest(promises: readonly unknown[]): Bump | undefined {
  return bumps.toReversed().find((bump) => promises.includes(bump));
}

/** Gets the bump from one version to another; undefined if they are the same. */
export function getRaisedBump(from: string, to: string): Bump | undefined {
  const [old, now] = [from, to].map((version) => version.split(/[.-]/)) as [string[], string[]];
  return (['major', 'minor', 'patch'] as const).find((_bump, index) => old[index] !== now[index]);
}
