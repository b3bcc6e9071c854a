// CPU of a whole process that imports a package, against one that only has Node's own fetch at hand.
import { spawnSync } from 'node:child_process';
import { ratioOf } from '../measure.ts';
import type { Table } from '../table.ts';

const modules: Record<string, string[]> = {
  'our client': ['@dli-openapi/client'],
  'openapi-fetch': ['openapi-fetch'],
  axios: ['axios'],
  'official SDK, core': ['@huaweicloud/huaweicloud-sdk-core'],
  'official SDK, IAM': ['@huaweicloud/huaweicloud-sdk-iam/v3/public-api.js'],
};
const rounds = 9;
/** What an import may take, in microseconds. */
const allowed = 5000;

/** Our entries and rivals, taking turns. Each process tells what it took before the import and with it. */
export function importTable(): Table {
  const ratios = new Map<string, number[]>(Object.keys(modules).map((name) => [name, []]));
  const bare: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, values] of ratios) {
      const [before, after] = cpuOf(modules[name] ?? []);
      bare.push(before);
      values.push(after / before);
    }
  }
  const goal = `≤ ${(1 + allowed / ratioOf(bare).median).toFixed(2)}, which is 5 ms`;
  return {
    title: "CPU of a process that imports a package, against one that has Node's own fetch at hand = 1",
    columns: ['process', 'modules', 'packages', 'goal'],
    rows: [...ratios].map(([name, values]) => ({
      name,
      cells: [ratioOf(values), ...loadedBy(modules[name] ?? []), name.startsWith('our') ? goal : undefined],
    })),
  };
}

function cpuOf(specifiers: string[]): [before: number, after: number] {
  return run(`const cpu = () => { const { user, system } = process.cpuUsage(); return user + system; };
new Request('http://localhost');
const before = cpu();
${imports(specifiers)}
console.log(JSON.stringify([before, cpu()]));`) as [number, number];
}

/** How many modules an import loads that are not Node's own, and of how many packages. */
function loadedBy(specifiers: string[]): number[] {
  const urls = run(`import { registerHooks } from 'node:module';
const loaded = new Set();
registerHooks({ load(url, context, next) { if (url.startsWith('file:')) loaded.add(url); return next(url, context); } });
${imports(specifiers)}
console.log(JSON.stringify([...loaded]));`) as string[];
  return [urls.length, new Set(urls.map(packageOf)).size];
}

// Of the workspace's own packages the built files are loaded, not those in node_modules.
function packageOf(url: string): string {
  return /.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(url)?.[0] ?? url.replace(/\/dist\/.*/, '');
}

function imports(specifiers: string[]): string {
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
