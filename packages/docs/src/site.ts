import { fileURLToPath } from 'node:url';

/** The absolute path of the folder that the built site is in. Serve it as it is; `index.html` is the English reference. */
export const siteFolder = fileURLToPath(new URL('../dist/', import.meta.url));
