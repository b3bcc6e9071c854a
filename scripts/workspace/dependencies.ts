// What the workspace depends on from elsewhere, and how large it is. `npm run dependencies` prints it.
import { existsSync, globSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '@dli-openapi/openapi/files';

/** A package of somebody else's. */
export interface Dependency {
  name: string;
  /** The folders of the packages that depend on it; `.` is the workspace itself. */
  users: string[];
  /** Whether it comes with a package that is published. */
  isPublished: boolean;
}

interface Manifest {
  private?: boolean;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

const manifests = [
  'package.json',
  '{spec,scripts,examples,bench}/package.json',
  'packages/*/package.json',
  'packages/*/runtimes/package.json',
];

/** Every dependency that a manifest of the workspace names, by name. Those of the workspace itself are left out. */
export function dependencies(): Dependency[] {
  const found = new Map<string, Dependency>();
  for (const file of globSync(manifests, { cwd: root }).sort()) {
    const manifest = read(join(root, file));
    const { dependencies: own = {}, devDependencies, optionalDependencies, peerDependencies } = manifest;
    for (const [name, version] of Object.entries({ ...peerDependencies, ...optionalDependencies, ...devDependencies, ...own })) {
      if (version.startsWith('workspace:')) continue;
      const dependency = found.get(name) ?? { name, users: [], isPublished: false };
      dependency.users.push(dirname(file));
      dependency.isPublished ||= manifest.private !== true && name in own;
      found.set(name, dependency);
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** How much a dependency takes on the disk with all that it brings, in bytes; undefined where it is not installed. */
export function sizeOf({ name, users }: Dependency): number | undefined {
  const folder = users.map((user) => join(root, user, 'node_modules', name)).find((path) => existsSync(path));
  if (folder === undefined) return undefined;
  const folders = new Set<string>();
  const open = [realpathSync(folder)];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (folders.has(next)) continue;
    folders.add(next);
    const { dependencies: own, optionalDependencies } = read(join(next, 'package.json'));
    // pnpm puts what a package needs beside it.
    const beside = next.slice(0, next.lastIndexOf('node_modules') + 'node_modules'.length);
    const brought = Object.keys({ ...own, ...optionalDependencies }).map((dependency) => join(beside, dependency));
    open.push(...brought.filter((path) => existsSync(path)).map((path) => realpathSync(path)));
  }
  return [...folders].reduce((sum, path) => sum + bytesIn(path), 0);
}

/** Bytes as people read them, with two digits. */
export function inWords(bytes: number): string {
  const [unit, size] = bytes >= 1e6 ? ['MB', bytes / 1e6] : ['KB', bytes / 1e3];
  return `${Number(size.toPrecision(2))} ${unit}`;
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? sum : sum + bytesIn(path);
    return entry.isFile() ? sum + statSync(path).size : sum;
  }, 0);
}

function read(file: string): Manifest {
  return JSON.parse(readFileSync(file, 'utf8'));
}

if (import.meta.main) {
  for (const dependency of dependencies()) {
    const size = sizeOf(dependency);
    console.log([dependency.name, size === undefined ? 'not installed' : inWords(size), dependency.users.join(', ')].join('\t'));
  }
}
