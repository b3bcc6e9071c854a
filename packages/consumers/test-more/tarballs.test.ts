import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, matchesGlob } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { describe, expect, inject, it } from 'vitest';

const { folder, packages } = inject('project');

const always = ['LICENSE', 'package.json'];
const compiled = ['dist/**/*.js', 'dist/**/*.js.map', 'dist/**/*.d.ts', 'dist/**/*.d.ts.map', 'src/**/*.ts'];
/** The intended files of each package. */
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
    ...['deviations.yaml', 'deviations.zh-CN.yaml', 'workflows.arazzo.yaml', 'workflows.zh-CN.arazzo.yaml'].map((file) => `dist/${file}`),
  ],
};

it('all public packages are installed and checked here', () => {
  const manifest = readFileSync(fileURLToPath(new URL('../package.json', import.meta.url)), 'utf8');
  const names = packages.map(({ name }) => name).sort();
  expect(names).toEqual(Object.keys(intended).sort());
  // Turbo builds only dependencies before it runs the tests.
  expect(Object.keys(JSON.parse(manifest).devDependencies)).toEqual(expect.arrayContaining(names));
});

describe.each(packages)('$name, as it is packed,', ({ name, tarball }) => {
  const installed = join(folder, 'node_modules', name);
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));

  it('contains the intended files', () => {
    const files = listFiles(installed);
    const patterns = intended[name] ?? [];
    expect(patterns.filter((pattern) => !files.some((file) => matchesGlob(file, pattern)))).toEqual([]);
    expect(files.filter((file) => !patterns.some((pattern) => matchesGlob(file, pattern)))).toEqual([]);
  });

  it('contains its licence', () => {
    expect(manifest.license).toBe('MIT');
    expect(readFileSync(join(installed, 'LICENSE'), 'utf8')).toMatch(/^MIT License/);
  });

  it('has a README whose links work wherever it is shown', () => {
    const links = [...readFileSync(join(installed, 'README.md'), 'utf8').matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    expect(links).not.toEqual([]);
    expect(links.filter((target) => !/^(?:https:\/\/|#)/.test(target))).toEqual([]);
  });

  it('has no install scripts', () => {
    expect(Object.keys(manifest.scripts ?? {}).filter((script) => /install$|^prepare$/.test(script))).toEqual([]);
  });

  it('has source maps to the sources of all compiled files', () => {
    const files = intended[name]?.includes('src/**/*.ts') ? listFiles(installed, 'dist/**/*.{js,d.ts}') : [];
    const astray = files.filter((file) => {
      const map = join(installed, `${file}.map`);
      if (!existsSync(map)) return !reexports(readFileSync(join(installed, file), 'utf8'));
      const { sources } = JSON.parse(readFileSync(map, 'utf8')) as { sources: string[] };
      return sources.some((source) => !existsSync(join(dirname(map), source)));
    });
    expect(astray).toEqual([]);
  });

  it('refers to no unpublished package of the workspace', () => {
    const published = packages.map((one) => one.name);
    const references = listFiles(installed, '{dist,src}/**/*.{js,ts}').flatMap((file) =>
      [...readFileSync(join(installed, file), 'utf8').matchAll(/(?:from|import|import\() ?['"](@dli-openapi\/[\w-]+)/g)].map(
        ([, other]) => [file, other],
      ),
    );
    expect(references.filter(([, other = '']) => !published.includes(other))).toEqual([]);
  });

  it('passes publint', async () => {
    const { messages } = await publint({ pack: { tarball: readBytes(tarball).buffer as ArrayBuffer }, strict: true });
    expect(messages).toEqual([]);
  });

  it('has correct types for every way to import ES modules', async () => {
    // An entry of YAML is for programs that read files.
    const entrypoints = Object.keys(manifest.exports).filter((entry) => !entry.endsWith('.yaml') && entry !== './package.json');
    const result = await checkPackage(createPackageFromTarballData(readBytes(tarball)), { entrypoints });
    const problems = result.types === false ? ['there are no types'] : result.problems;
    expect(problems.filter((problem) => !isOfCommonJs(problem))).toEqual([]);
  });
});

/** Whether a module only re-exports, so that it has no code of its own to map. */
function reexports(module: string): boolean {
  return module.split('\n').every((line) => line === '' || /^(import|export) \{.*\}( from ".*")?;$/.test(line));
}

/** What "esm-only" omits: `moduleResolution: node10`, and `require` before TypeScript supported ES modules there. */
function isOfCommonJs(problem: unknown): boolean {
  return (
    typeof problem === 'object' && problem !== null && 'resolutionKind' in problem && /^node10$|-cjs$/.test(String(problem.resolutionKind))
  );
}

function listFiles(cwd: string, pattern = '**'): string[] {
  return globSync(pattern, { cwd }).filter((file) => statSync(join(cwd, file)).isFile());
}

function readBytes(file: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(file));
}
