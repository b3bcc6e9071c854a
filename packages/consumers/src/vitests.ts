// Projects outside of the workspace with the packed packages, each with one major version of vitest.
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listTarballs, type PackedPackage } from './project.ts';
import { pnpm, run } from './run.ts';

const own = fileURLToPath(new URL('..', import.meta.url));

/** The major versions of vitest that the mock supports, which name the projects. */
export const majors = ['3', '4', '5'] as const;

/** The projects, in a folder each. */
export interface Vitests {
  folder: string;
  /** The lines in which pnpm warned of packages that do not support Node 20 or each other. */
  warnings: string[];
}

/** Installs packed packages in a copy of the projects, whose lockfile pins everything else. */
export async function createVitests(packages: readonly PackedPackage[]): Promise<Vitests> {
  const folder = mkdtempSync(join(tmpdir(), 'vitests-'));
  try {
    cpSync(join(own, 'vitests'), folder, { recursive: true, filter: (path) => basename(path) !== 'node_modules' });
    await install(folder, '--frozen-lockfile', '--lockfile-only');
    const tarballs = listTarballs(packages);
    appendFileSync(join(folder, 'pnpm-workspace.yaml'), `overrides: ${JSON.stringify(tarballs)}\n`);
    for (const major of majors) {
      const file = join(folder, major, 'package.json');
      writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), dependencies: tarballs }));
      cpSync(join(own, 'matching'), join(folder, major, 'matching'), { recursive: true });
    }
    const printed = await install(folder, '--no-frozen-lockfile', '--prefer-offline');
    return { folder, warnings: printed.split('\n').filter((line) => /Unsupported engine|peer dependencies/.test(line)) };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function install(folder: string, ...options: string[]): Promise<string> {
  return run(folder, process.execPath, [...pnpm, 'install', '--reporter=append-only', ...options]);
}
