import { listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import type { Change } from './change.ts';
import { compareDocuments } from './compare-documents.ts';
import { findLastRelease, readDocumentAt } from './released.ts';

/** The changes of the document, and since when. */
export interface ChangesSince {
  /** The version or the commit of comparison; undefined before the first release. */
  since: string | undefined;
  changes: Change[];
}

/**
 * Lists the changes since the last release, or since a commit. Before the first release everything is new.
 * @param ref a tag, a branch or a commit
 * @throws {Error} if this clone lacks the document as it was
 */
export function listChangesSince(ref?: string): ChangesSince {
  const release = ref === undefined ? findLastRelease() : { tag: ref, version: ref };
  if (release) return { since: release.version, changes: compareDocuments(readDocumentAt(release.tag), readDocument()) };
  const what = `is new, with ${listOperations(readDocument()).length} operations`;
  return { since: undefined, changes: [{ kind: 'additive', place: 'the document', what, directions: [], pointer: '', operations: [] }] };
}
