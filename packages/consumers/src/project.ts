// A project outside of the workspace with the packed packages installed.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '@dli-openapi/openapi/files';
import { pnpm, run } from './run.ts';
import { compile } from './typescript.ts';

const own = fileURLToPath(new URL('..', import.meta.url));

/** The folders of programs for a project. Compiled, they are in `built`. */
const programs = ['calling', 'mocking', 'reading'];

/** A package that the workspace publishes, packed. */
export interface PackedPackage {
  name: string;
  /** The folder of its sources in the workspace. */
  folder: string;
  tarball: string;
  /** The files of the tarball. */
  files: string[];
}

/** What pnpm prints of a packed package. */
interface Printed {
  name: string;
  filename: string;
  files: { path: string }[];
}

/** The project, and its installed packages. */
export interface Project {
  folder: string;
  packages: PackedPackage[];
}

/** Packs the existing builds, because building again would disturb other tests that use them. */
async function packAll(destination: string): Promise<PackedPackage[]> {
  const listed = await run(root, process.execPath, [...pnpm, 'list', '--recursive', '--depth=-1', '--json']);
  const published = (JSON.parse(listed) as { name: string; path: string; private: boolean }[]).filter((one) => !one.private);
  const args = [
    ...published.map(({ name }) => `--filter=${name}`),
    'pack',
    '--json',
    '--pack-destination',
    destination,
    '--config.ignore-scripts=true',
  ];
  const printed = JSON.parse(await run(root, process.execPath, [...pnpm, ...args])) as Printed[];
  return published.map(({ name, path }) => {
    const { filename = '', files = [] } = printed.find((one) => one.name === name) ?? {};
    return { name, folder: relative(root, path), tarball: filename, files: files.map((file) => file.path) };
  });
}

/** Packs the public packages, installs them in a new folder for temporary files, and puts the programs there. */
export async function createProject(): Promise<Project> {
  const folder = mkdtempSync(join(tmpdir(), 'consumers-'));
  try {
    const packages = await packAll(folder);
    writeProject(folder, packages);
    // This fails if an installed package would run a script, which none may do.
    await run(folder, process.execPath, [...pnpm, 'install', '--prefer-offline', '--reporter=append-only']);
    // A test reports the compiler's errors: it emits files nevertheless.
    await compile(folder, programs, { outDir: 'built' });
    return { folder, packages };
  } catch (error) {
    removeProject({ folder });
    throw error;
  }
}

/** Removes the project. */
export function removeProject({ folder }: Pick<Project, 'folder'>): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Lists the packed packages for a manifest, because they need each other and are not on a registry yet. */
export function listTarballs(packages: readonly PackedPackage[]): Record<string, string> {
  return Object.fromEntries(packages.map(({ name, tarball }) => [name, `file:${tarball}`]));
}

function writeProject(folder: string, packages: readonly PackedPackage[]): void {
  const tarballs = listTarballs(packages);
  const { version } = JSON.parse(readFileSync(join(own, 'node_modules/@types/node/package.json'), 'utf8'));
  const dependencies = { ...tarballs, '@types/node': version };
  writeJson(join(folder, 'package.json'), { name: 'consumer', private: true, type: 'module', dependencies });
  writeJson(join(folder, 'pnpm-workspace.yaml'), { overrides: tarballs });
  for (const program of programs) cpSync(join(own, program), join(folder, program), { recursive: true });
}

function writeJson(file: string, value: unknown): void {
  writeFileSync(file, JSON.stringify(value, undefined, 2));
}
