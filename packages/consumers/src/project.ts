// A project outside of the workspace that has installed what the workspace would publish.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '@dli-openapi/openapi/files';
import { pnpm, run } from './run.ts';
import { compile } from './typescript.ts';

const own = fileURLToPath(new URL('..', import.meta.url));

/** The folders with programs that a project gets. Compiled, they are in `built`. */
const programs = ['calling', 'mocking', 'reading'];

/** A package that the workspace publishes. */
export interface PublicPackage {
  name: string;
  folder: string;
  tarball: string;
}

/** The project, and what it has installed. */
export interface Project {
  folder: string;
  packages: PublicPackage[];
}

/** The packages of the workspace that are published, with their folders. */
async function publicPackages(): Promise<Omit<PublicPackage, 'tarball'>[]> {
  const printed = await run(root, process.execPath, [...pnpm, 'list', '--recursive', '--depth=-1', '--json']);
  const all = JSON.parse(printed) as { name: string; path: string; private: boolean }[];
  return all.filter((one) => !one.private).map(({ name, path }) => ({ name, folder: path }));
}

/** Packs the public packages, installs them in a new folder for temporary files, and puts the programs there. */
export async function createProject(): Promise<Project> {
  const folder = mkdtempSync(join(tmpdir(), 'consumers-'));
  try {
    const packages = await Promise.all((await publicPackages()).map((one) => pack(one, folder)));
    writeProject(folder, packages);
    await run(folder, process.execPath, [...pnpm, 'install', '--prefer-offline', '--reporter=append-only']);
    // What the compiler complains about is for a test to say: it compiles all the same.
    for (const program of programs) await compile(folder, program, { outDir: `built/${program}` });
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

async function pack(one: Omit<PublicPackage, 'tarball'>, destination: string): Promise<PublicPackage> {
  const printed = await run(one.folder, process.execPath, [...pnpm, 'pack', '--json', '--pack-destination', destination]);
  return { ...one, tarball: join(destination, basename(JSON.parse(printed).filename)) };
}

function writeProject(folder: string, packages: readonly PublicPackage[]): void {
  // Packages that need each other are not on a registry yet.
  const tarballs = Object.fromEntries(packages.map(({ name, tarball }) => [name, `file:${tarball}`]));
  const { version } = JSON.parse(readFileSync(join(own, 'node_modules/@types/node/package.json'), 'utf8'));
  const dependencies = { ...tarballs, '@types/node': version };
  writeJson(join(folder, 'package.json'), { name: 'consumer', private: true, type: 'module', dependencies });
  writeJson(join(folder, 'pnpm-workspace.yaml'), { overrides: tarballs, allowBuilds: { '@scarf/scarf': false } });
  for (const program of programs) cpSync(join(own, program), join(folder, program), { recursive: true });
}

function writeJson(file: string, value: unknown): void {
  writeFileSync(file, JSON.stringify(value, undefined, 2));
}
