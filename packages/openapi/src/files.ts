import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Document } from './document.ts';

/** The workspace's root folder. */
export const root = fileURLToPath(new URL('../../..', import.meta.url));
/** The folder of the hand-written document. */
export const specFolder = fileURLToPath(new URL('../../../spec', import.meta.url));

/**
 * Reads the bundled document from `spec/dist`.
 * @throws {Error} if it has not been built
 */
export function readDocument(file = join(specFolder, 'dist/openapi.json')): Document {
  return JSON.parse(readFileSync(file, 'utf8')) as Document;
}
