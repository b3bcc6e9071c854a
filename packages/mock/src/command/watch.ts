import { unwatchFile, watchFile } from 'node:fs';

const lookMilliseconds = 200;

/**
 * Calls when a file has changed. It looks at the file again and again: editors replace files, which ends other ways of watching, and
 * on shared disks those do not work at all.
 * @returns what ends it
 */
export function watchForChanges(path: string, changed: () => void): () => void {
  const listener = () => changed();
  watchFile(path, { interval: lookMilliseconds }, listener);
  return () => unwatchFile(path, listener);
}
