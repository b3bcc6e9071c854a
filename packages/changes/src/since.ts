import { listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import type { Change } from './change.ts';
import { compareDocuments } from './compare-documents.ts';
import { documentAt, lastRelease } from './released.ts';

/** What has changed in the document, and since when. */
export interface ChangesSince {
  /** The version or the commit that is compared with; undefined before the first release. */
  since: string | undefined;
  changes: Change[];
}

/**
 * What has changed since the last release, or since a commit. Before the first release everything is new.
 * @param ref a tag, a branch or a commit
 * @throws {Error} when the document as it was is not in this copy of the repository
 */
export function changesSince(ref?: string): ChangesSince {
  const release = ref === undefined ? lastRelease() : { tag: ref, version: ref };
  if (release) return { since: release.version, changes: compareDocuments(documentAt(release.tag), readDocument()) };
  const what = `is new, with ${listOperations(readDocument()).length} operations`;
  return { since: undefined, changes: [{ kind: 'additive', place: 'the document', what, directions: [], pointer: '', operations: [] }] };
}
