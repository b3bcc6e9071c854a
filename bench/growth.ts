// What a program that calls one operation costs, when the document has 5 operations and when it has all of them.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { generatedModules } from '@dli-openapi/scripts/client/modules';
import type { Document } from '@dli-openapi/scripts/document';
import { operationsOf, readDocument } from '@dli-openapi/scripts/document';
import { buildSync } from 'esbuild';

const folder = join(import.meta.dirname, 'dist');
const clientSource = join(import.meta.dirname, '../packages/client/src');
const first = ['listFlinkJobs', 'showFlinkJob', 'createFlinkJarJob', 'showSqlJobStatus', 'updateFlinkSqlJob'];

const programs = {
  'core, one operation': `import { createDliCore } from './client/core.ts';
import { listFlinkJobs } from './client/generated/operations.ts';
const core = createDliCore({ region: 'cn-north-4', projectId: 'p', credentials: { token: 't' } });
export const page = await core.call(listFlinkJobs, { status: 'job_running' });
`,
  'named client, one call': `import { createDliClient } from './client/index.ts';
const dli = createDliClient({ region: 'cn-north-4', projectId: 'p', credentials: { token: 't' } });
export const page = await dli.listFlinkJobs({ status: 'job_running' });
`,
};

export interface GrowthRow {
  name: string;
  /** Bytes, minified and compressed: with 5 operations, with all. */
  size: [number, number];
  /** Type instantiations that the call adds to the program: with 5 operations, with all. */
  instantiations: [number, number];
}

/** How programs grow with the number of operations in the document that they do not call. */
export async function growthRows(): Promise<{ operations: number; rows: GrowthRow[] }> {
  const all = readDocument();
  rmSync(folder, { recursive: true, force: true });
  const small = await lay('small', only(all, first));
  const large = await lay('large', all);
  const rows = Object.entries(programs).map(([name, text]) => {
    const measured = [small, large].map((place) => measure(place, text));
    return {
      name,
      size: measured.map(({ size }) => size) as [number, number],
      instantiations: measured.map(({ instantiations }) => instantiations) as [number, number],
    };
  });
  return { operations: operationsOf(all).length, rows };
}

/** A document of some operations only. */
function only(document: Document, operationIds: string[]): Document {
  const paths = Object.entries(document.paths).map(([path, item]) => {
    const kept = Object.entries(item).filter(([, operation]) =>
      operationIds.includes((operation as { operationId?: string }).operationId ?? ''),
    );
    return [path, Object.fromEntries(kept)] as const;
  });
  return { ...document, paths: Object.fromEntries(paths.filter(([, item]) => Object.keys(item).length > 0)) };
}

/** Lays out the client's source as generated from a document. */
async function lay(name: string, document: Document): Promise<string> {
  const place = join(folder, name);
  cpSync(clientSource, join(place, 'client'), { recursive: true });
  mkdirSync(join(place, 'client/generated'), { recursive: true });
  for (const [file, text] of Object.entries(await generatedModules(document))) writeFileSync(join(place, 'client/generated', file), text);
  return place;
}

function measure(place: string, text: string): { size: number; instantiations: number } {
  const program = join(place, 'program.ts');
  writeFileSync(program, text);
  const { outputFiles } = buildSync({ entryPoints: [program], bundle: true, minify: true, format: 'esm', write: false, treeShaking: true });
  const withCall = instantiationsOf(place, text);
  const withoutCall = instantiationsOf(place, text.replace(/^export const page = .*$/m, 'export {};'));
  return { size: gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length, instantiations: withCall - withoutCall };
}

function instantiationsOf(place: string, text: string): number {
  writeFileSync(join(place, 'program.ts'), text);
  const compilerOptions = { noEmit: true, lib: ['ES2023', 'DOM', 'DOM.Iterable'], types: [] };
  writeFileSync(
    join(place, 'tsconfig.json'),
    JSON.stringify({ extends: '../../../tsconfig.base.json', compilerOptions, files: ['program.ts'] }),
  );
  const { status, stdout } = spawnSync('tsc', ['-p', place, '--extendedDiagnostics'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The program does not compile:\n${stdout}`);
  return Number(/Instantiations:\s+(\d+)/.exec(stdout)?.[1]);
}
