// Writes what packages/client publishes: one file for each entry of its package.json and, in `dist/shared/`, what entries
// have in common. Node takes longer to load many small files than to run them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@dli-openapi/openapi/files';
import { build } from 'rolldown';

const folder = join(root, 'packages/client');
const { exports, imports, dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

await build({
  cwd: folder,
  input: Object.fromEntries(namesIn({ exports, imports }).map((name) => [name, `src/${name}.ts`])),
  // Other packages, node:crypto, and #digest, which the reader's run time chooses.
  external: (id) => /^(?:#|node:)/.test(id) || Object.keys(dependencies).some((name) => id === name || id.startsWith(`${name}/`)),
  platform: 'neutral',
  output: {
    dir: 'dist',
    chunkFileNames: 'shared/[name].js',
    sourcemap: true,
    // To load a file costs Node more than what is in it. What every client loads is one; what signs is another, for it needs
    // node:crypto. A bundler takes out of them what a program uses.
    codeSplitting: {
      groups: [
        { name: 'core', test: /\/src\/(?:core|paging\/index|generated\/operations|json\/stringify-json)\.ts$/, priority: 1 },
        { name: 'credentials', test: /\/src\/(?:credentials|signing)\/index\.ts$/ },
      ],
    },
  },
});

/** The sources of the files that a part of package.json names, without folder and ending. */
function namesIn(part: unknown): string[] {
  if (typeof part === 'object' && part !== null) return Object.values(part).flatMap(namesIn);
  const [, name] = /^\.\/dist\/(.*)\.js$/.exec(String(part)) ?? [];
  return name === undefined ? [] : [name];
}
