// The document as of a release or any commit, bundled anew from its sources in git, as nothing generated is committed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleDocument, plainConfiguration } from '@dli-openapi/authoring/bundle-document';
import type { Document } from '@dli-openapi/openapi';
import { root } from '@dli-openapi/openapi/files';

/** The package whose releases are those of the document. */
export const specification = '@dli-openapi/spec';

/** A release of the document. */
export interface Release {
  version: string;
  /** The tag that `changeset publish` created. */
  tag: string;
}

/**
 * Finds the last release before the current commit; undefined before the first one.
 * @param folder a folder of the repository
 * @throws {Error} if there was a release, and its tag is missing in this clone
 */
export function findLastRelease(folder = root): Release | undefined {
  const { status, stdout } = runGit(folder, 'describe', '--tags', '--abbrev=0', '--match', `${specification}@*`);
  const tag = stdout.trim();
  if (status === 0) return { tag, version: tag.slice(specification.length + 1) };
  const cut = runGit(folder, 'rev-parse', '--is-shallow-repository').stdout.trim() !== 'false';
  if (cut && existsSync(join(folder, 'spec/CHANGELOG.md')))
    throw new Error(
      'The tags of releases are missing in this clone: run `git fetch --tags --unshallow`. In GitHub Actions, give the checkout `fetch-depth: 0`.',
    );
  return undefined;
}

/**
 * Reads and bundles the document of a commit.
 * @param ref a tag, a branch or a commit
 * @throws {Error} if the commit is unknown, or its document cannot be bundled
 */
export function readDocumentAt(ref: string, folder = root): Document {
  const scratch = mkdtempSync(join(tmpdir(), 'released-'));
  try {
    const archive = join(scratch, 'spec.tar');
    checkResult(runGit(folder, 'archive', `--output=${archive}`, ref, 'spec'), `The document of ${ref} cannot be read from git`);
    checkResult(spawnSync('tar', ['-xf', 'spec.tar'], { cwd: scratch, encoding: 'utf8' }), `${archive} cannot be unpacked`);
    const sources = join(scratch, 'spec');
    // The lint rules of that commit do not matter.
    writeFileSync(join(sources, 'redocly.yaml'), plainConfiguration);
    return bundle(sources, ref);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function bundle(folder: string, ref: string): Document {
  try {
    return bundleDocument(folder);
  } catch (error) {
    throw new Error(`The document of ${ref} cannot be bundled: ${(error as Error).message}`);
  }
}

function runGit(folder: string, ...args: string[]) {
  return spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
}

function checkResult({ status, stderr, error }: { status: number | null; stderr: string; error?: Error }, fault: string): void {
  if (status !== 0) throw new Error(`${fault}: ${error?.message ?? stderr.trim()}`);
}
