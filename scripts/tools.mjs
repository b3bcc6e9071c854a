// The workspace's tools as files: on Windows their commands in node_modules/.bin need a shell, which splits a path at its spaces.
import { fileURLToPath } from 'node:url';

/** @param {string} file */
const find = (file) => fileURLToPath(new URL(`../node_modules/${file}`, import.meta.url));

/** What Node runs. */
export const tools = {
  biome: find('@biomejs/biome/bin/biome'),
  changeset: find('@changesets/cli/bin.js'),
  prism: find('@stoplight/prism-cli/dist/index.js'),
  pnpm: find('pnpm/bin/pnpm.mjs'),
  turbo: find('turbo/bin/turbo'),
};
