import { globSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

/** The pages whose blocks are run. The tests of the docs check that the guides in other languages have the same blocks. */
export const pages = globSync(['README.md', 'packages/*/README.md', 'packages/docs/src/guides/en/*.md'], { cwd: root });
