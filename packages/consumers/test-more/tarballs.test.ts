import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, matchesGlob } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { describe, expect, inject, it } from 'vitest';

const { folder, packages } = inject('project');

const always = ['LICENSE', 'package.json'];
const compiled = ['dist/**/*.js', 'dist/**/*.js.map', 'dist/**/*.d.ts', 'dist/**/*.d.ts.map', 'src/**/*.ts'];
/** What is meant to be in each package. */
const intended: Record<string, readonly string[]> = {
  '@dli-openapi/client': [...always, ...compiled, 'README.md', 'dist/api.md'],
  '@dli-openapi/mock': [...always, 'dist/**/*.js', 'dist/**/*.d.ts', 'README.md', 'dist/page/page.html'],
  '@dli-openapi/spec': [
    ...always,
    'README.md',
    ...['index', 'deviations', 'error-codes', 'documented', 'zh-CN', 'zh-CN/deviations', 'zh-CN/error-codes'].flatMap((entry) => [
      `dist/${entry}.js`,
      `dist/${entry}.d.ts`,
    ]),
    'dist/types/*.d.ts',
    ...['openapi', 'openapi.zh-CN', 'openapi-3.0', 'openapi-3.0.zh-CN'].flatMap((edition) => [
      `dist/${edition}.json`,
      `dist/${edition}.yaml`,
    ]),
    ...['deviations.yaml', 'deviations.zh-CN.yaml', 'workflows.arazzo.yaml'].map((file) => `dist/${file}`),
  ],
};

it('all public packages are installed, and none is forgotten here', () => {
  const manifest = readFileSync(fileURLToPath(new URL('../package.json', import.meta.url)), 'utf8');
  const names = packages.map(({ name }) => name).sort();
  expect(names).toEqual(Object.keys(intended).sort());
  // Turbo builds what is a dependency before it runs the tests.
  expect(Object.keys(JSON.parse(manifest).devDependencies)).toEqual(expect.arrayContaining(names));
});

describe.each(packages)('$name, as it is packed,', ({ name, tarball }) => {
  const installed = join(folder, 'node_modules', name);
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));

  it('holds what it is meant to hold', () => {
    const files = filesIn(installed);
    const patterns = intended[name] ?? [];
    expect(patterns.filter((pattern) => !files.some((file) => matchesGlob(file, pattern)))).toEqual([]);
    expect(files.filter((file) => !patterns.some((pattern) => matchesGlob(file, pattern)))).toEqual([]);
  });

  it('comes with its licence', () => {
    expect(manifest.license).toBe('MIT');
    expect(readFileSync(join(installed, 'LICENSE'), 'utf8')).toMatch(/^MIT License/);
  });

  it('runs nothing when it is installed', () => {
    expect(Object.keys(manifest.scripts ?? {}).filter((script) => /install$|^prepare$/.test(script))).toEqual([]);
  });

  it('leads from all that is compiled to its sources', () => {
    const files = intended[name]?.includes('src/**/*.ts') ? filesIn(installed, 'dist/**/*.{js,d.ts}') : [];
    const astray = files.filter((file) => {
      const map = join(installed, `${file}.map`);
      if (!existsSync(map)) return !passesOn(readFileSync(join(installed, file), 'utf8'));
      const { sources } = JSON.parse(readFileSync(map, 'utf8')) as { sources: string[] };
      return sources.some((source) => !existsSync(join(dirname(map), source)));
    });
    expect(astray).toEqual([]);
  });

  it('refers to no package of the workspace that is not published', () => {
    const published = packages.map((one) => one.name);
    const references = filesIn(installed, '{dist,src}/**/*.{js,ts}').flatMap((file) =>
      [...readFileSync(join(installed, file), 'utf8').matchAll(/(?:from|import|import\() ?['"](@dli-openapi\/[\w-]+)/g)].map(
        ([, other]) => [file, other],
      ),
    );
    expect(references.filter(([, other = '']) => !published.includes(other))).toEqual([]);
  });

  it('has nothing that publint would change', async () => {
    const { messages } = await publint({ pack: { tarball: bytesOf(tarball).buffer as ArrayBuffer }, strict: true });
    expect(messages).toEqual([]);
  });

  it('has types that are right wherever ES modules are imported', async () => {
    // An entry of YAML is for whoever reads files.
    const entrypoints = Object.keys(manifest.exports).filter((entry) => !entry.endsWith('.yaml') && entry !== './package.json');
    const result = await checkPackage(createPackageFromTarballData(bytesOf(tarball)), { entrypoints });
    const problems = result.types === false ? ['there are no types'] : result.problems;
    expect(problems.filter((problem) => !isOfCommonJs(problem))).toEqual([]);
  });
});

/** Whether a module only exports what others do: of its own it has nothing to lead to. */
function passesOn(module: string): boolean {
  return module.split('\n').every((line) => line === '' || /^(import|export) \{.*\}( from ".*")?;$/.test(line));
}

/** What "esm-only" leaves out: `moduleResolution: node10`, and `require` as TypeScript saw it before it knew of ES modules there. */
function isOfCommonJs(problem: unknown): boolean {
  return (
    typeof problem === 'object' && problem !== null && 'resolutionKind' in problem && /^node10$|-cjs$/.test(String(problem.resolutionKind))
  );
}

function filesIn(cwd: string, pattern = '**'): string[] {
  return globSync(pattern, { cwd }).filter((file) => statSync(join(cwd, file)).isFile());
}

function bytesOf(file: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(file));
}
