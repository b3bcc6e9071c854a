import { globSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

/** The pages whose blocks are held to work. The guides in other languages have the same blocks, which the tests of the docs see to. */
export const pages = globSync(['README.md', 'packages/*/README.md', 'packages/docs/src/guides/en/*.md'], { cwd: root });
