import { fileURLToPath } from 'node:url';

/** The workspace's root folder. */
export const root = fileURLToPath(new URL('../../..', import.meta.url));
/** The folder of the hand-written document. */
export const specFolder = fileURLToPath(new URL('../../../spec', import.meta.url));
