import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { run } from './run.ts';

const { resolve } = createRequire(import.meta.url);

/** Compilers that users have, as arguments of Node. */
export const compilers = {
  // Several threads would each check the types that they share.
  'TypeScript 7': [join(dirname(resolve('typescript/package.json')), 'bin/tsc'), '--singleThreaded'],
  'TypeScript 6': [join(dirname(resolve('typescript-6/package.json')), 'bin/tsc6')],
  'TypeScript 5': [join(dirname(resolve('typescript-5/package.json')), 'bin/tsc')],
};

/** The strictest options that users have. */
const strictest = {
  target: 'ES2023',
  lib: ['ES2023'],
  types: ['node'],
  module: 'nodenext',
  moduleResolution: 'nodenext',
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: false,
  noImplicitOverride: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  skipLibCheck: false,
  rewriteRelativeImportExtensions: true,
};

/**
 * Compiles programs of a project together, as most of the time goes into the types that they share.
 * @param programs The folders of the programs.
 * @param options Compiler options that differ from the strictest.
 * @returns the compiler's errors
 */
export async function compile(
  folder: string,
  programs: readonly string[],
  options: object,
  compiler = compilers['TypeScript 7'],
): Promise<string> {
  const file = `tsconfig-${randomUUID()}.json`;
  const compilerOptions = { ...strictest, rootDir: '.', ...options };
  writeFileSync(join(folder, file), JSON.stringify({ compilerOptions, include: programs }));
  return run(folder, process.execPath, [...compiler, '-p', file, '--pretty', 'false']).catch((error: Error) => error.message);
}
