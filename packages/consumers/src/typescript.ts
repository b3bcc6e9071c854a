import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { run } from './run.ts';

const { resolve } = createRequire(import.meta.url);

/** Compilers that users have, and their commands. */
export const compilers = {
  'TypeScript 7': join(dirname(resolve('typescript/package.json')), 'bin/tsc'),
  'TypeScript 6': join(dirname(resolve('typescript-6/package.json')), 'bin/tsc6'),
  'TypeScript 5': join(dirname(resolve('typescript-5/package.json')), 'bin/tsc'),
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
 * Compiles a program of a project.
 * @param program The folder of the program.
 * @param options Compiler options that differ from the strictest.
 * @returns the compiler's errors
 */
export async function compile(folder: string, program: string, options: object, compiler = compilers['TypeScript 7']): Promise<string> {
  const file = `tsconfig-${randomUUID()}.json`;
  const compilerOptions = { ...strictest, rootDir: program, ...options };
  writeFileSync(join(folder, file), JSON.stringify({ compilerOptions, include: [program] }));
  return run(folder, process.execPath, [compiler, '-p', file, '--pretty', 'false']).catch((error: Error) => error.message);
}
