// Programs that read OpenAPI documents, from a lockfile of their own: `tools/readers.mjs` has them.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pnpm, run } from './run.ts';
import { compilers } from './typescript.ts';

const folder = fileURLToPath(new URL('../tools', import.meta.url));

/** The folder of generated code, from which it can import its dependencies. */
export const generated = join(folder, 'dist');

/** Installs the programs as the lockfile beside their package has them, and removes what they generated before. */
export async function installTools(): Promise<void> {
  rmSync(generated, { recursive: true, force: true });
  await run(folder, process.execPath, [...pnpm, 'install', '--frozen-lockfile', '--prefer-offline', '--reporter=append-only']);
}

/** Runs a program on documents; returns the problems that it finds. What it generates goes to `<generated>/<file without ending>/<program>`. */
export async function readWith(program: string, files: readonly string[]): Promise<string[]> {
  const printed = await run(folder, process.execPath, ['readers.mjs', program, generated, ...files]);
  return JSON.parse(printed.trimEnd().split('\n').at(-1) ?? '');
}

/** Compiles what a program generated of all documents; returns what the compiler complains about. */
export async function compileGenerated(program: string, zod: 'zod' | 'zod-3'): Promise<string> {
  const config = join(generated, `${program}.json`);
  const compilerOptions = {
    strict: true,
    noEmit: true,
    // Faults in the declarations of the programs' own packages do not count.
    skipLibCheck: true,
    target: 'ES2023',
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    module: 'esnext',
    moduleResolution: 'bundler',
    allowImportingTsExtensions: true,
    types: ['node'],
    paths: { zod: [`../node_modules/${zod}`] },
  };
  writeFileSync(config, JSON.stringify({ compilerOptions, include: [`openapi*/${program}/**/*.ts`] }));
  const args = [...compilers['TypeScript 7'], '-p', config, '--pretty', 'false'];
  return run(folder, process.execPath, args).catch((error: Error) => error.message);
}
