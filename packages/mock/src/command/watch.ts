import { statSync } from 'node:fs';

const lookMilliseconds = 200;

/** A file that is watched from now on. */
export interface WatchedFile {
  /**
   * Calls each time when the file has changed since it was last looked at, the first time since now.
   * @returns what ends it
   */
  onChange(changed: () => void): () => void;
}

/**
 * Watches a file by looking at it again and again: editors replace files, which ends other ways of watching, and on shared disks those do
 * not work at all. A file that is gone may be on its way to be replaced, and counts as changed only when it is back.
 */
export function watchFile(path: string): WatchedFile {
  let seen = signatureOf(path);
  return {
    onChange(changed) {
      const looking = setInterval(() => {
        const found = signatureOf(path);
        if (found === undefined || found === seen) return;
        seen = found;
        changed();
      }, lookMilliseconds);
      return () => clearInterval(looking);
    },
  };
}

function signatureOf(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && [found.ino, found.size, found.mtimeNs].join(' ');
}
