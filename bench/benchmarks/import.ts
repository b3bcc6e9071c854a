// CPU of a whole process that imports a package, against a process with only Node's own fetch.
import { spawnSync } from 'node:child_process';
import { computeRatio } from '../measure.ts';
import type { Table } from '../table.ts';

const modules: Record<string, string[]> = {
  'our client': ['@dli-openapi/client'],
  'openapi-fetch': ['openapi-fetch'],
  axios: ['axios'],
  'official SDK, core': ['@huaweicloud/huaweicloud-sdk-core'],
  'official SDK, IAM': ['@huaweicloud/huaweicloud-sdk-iam/v3/public-api.js'],
};
const rounds = 9;
/** The goal of an import, in microseconds. */
const allowed = 5000;

/** Measures our entries and rivals in turns. Each process reports its CPU before and after the import. */
export function measureImport(): Table {
  const ratios = new Map<string, number[]>(Object.keys(modules).map((name) => [name, []]));
  const bare: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, values] of ratios) {
      const [before, after] = measureCpu(modules[name] ?? []);
      bare.push(before);
      values.push(after / before);
    }
  }
  const goal = `≤ ${(1 + allowed / computeRatio(bare).median).toFixed(2)}, which is 5 ms`;
  return {
    title: "CPU of a process that imports a package, against a process with only Node's own fetch = 1",
    columns: ['process', 'modules', 'packages', 'goal'],
    rows: [...ratios].map(([name, values]) => ({
      name,
      cells: [computeRatio(values), ...countLoaded(modules[name] ?? []), name.startsWith('our') ? goal : undefined],
    })),
  };
}

function measureCpu(specifiers: string[]): [before: number, after: number] {
  return run(`const cpu = () => { const { user, system } = process.cpuUsage(); return user + system; };
new Request('http://localhost');
const before = cpu();
${formatImports(specifiers)}
console.log(JSON.stringify([before, cpu()]));`) as [number, number];
}

/** Counts the modules that an import loads, without Node's own, and their packages. */
function countLoaded(specifiers: string[]): number[] {
  const urls = run(`import { registerHooks } from 'node:module';
const loaded = new Set();
registerHooks({ load(url, context, next) { if (url.startsWith('file:')) loaded.add(url); return next(url, context); } });
${formatImports(specifiers)}
console.log(JSON.stringify([...loaded]));`) as string[];
  return [urls.length, new Set(urls.map(readPackage)).size];
}

// The workspace's own packages are loaded from their built files, not from node_modules.
function readPackage(url: string): string {
  return /.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(url)?.[0] ?? url.replace(/\/dist\/.*/, '');
}

function formatImports(specifiers: string[]): string {
  return specifiers.map((specifier) => `await import('${specifier}');`).join(' ');
}

function run(program: string): unknown {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
