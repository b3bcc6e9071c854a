// Bundles a published package: one file for each entry of its package.json, and `dist/shared/` for what entries share. Node takes
// longer to load many small files than to run them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@dli-openapi/openapi/files';
import type { OutputOptions } from 'rolldown';
import { build } from 'rolldown';

/**
 * Writes the JavaScript of a package below `packages/` to its `dist`.
 * @param codeSplitting which of the common files there are; by default one by one as the entries need them
 * @param sourcemap whether maps lead to the sources, which then have to be published too
 */
export async function bundlePackage(
  name: string,
  platform: 'node' | 'neutral',
  codeSplitting: OutputOptions['codeSplitting'] = true,
  sourcemap = true,
): Promise<void> {
  const folder = join(root, 'packages', name);
  const { bin, exports, imports, dependencies, peerDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const packages = Object.keys({ ...dependencies, ...peerDependencies });
  await build({
    cwd: folder,
    input: Object.fromEntries(listEntries({ bin, exports, imports }).map((entry) => [entry, `src/${entry}.ts`])),
    // Other packages, Node's own modules, and #digest, which the reader's run time chooses.
    external: (id) => /^(?:#|node:)/.test(id) || packages.some((external) => id === external || id.startsWith(`${external}/`)),
    platform,
    output: { dir: 'dist', chunkFileNames: 'shared/[name].js', sourcemap, codeSplitting },
  });
}

/** The sources of the files that a part of package.json names, without folder and ending. */
function listEntries(part: unknown): string[] {
  if (typeof part === 'object' && part !== null) return Object.values(part).flatMap(listEntries);
  const [, entry] = /^\.\/dist\/(.*)\.js$/.exec(String(part)) ?? [];
  return entry === undefined ? [] : [entry];
}
