import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';

/** Bundles a file of a project for run times other than Node, and returns the text of the bundle. */
export async function bundle(folder: string, file: string, options: Omit<BuildOptions, 'write'> = {}): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: [join(folder, file)],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'silent',
    ...options,
    write: false,
  });
  return outputFiles.map(({ text }) => text).join('');
}
