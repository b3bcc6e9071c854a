// The client's source as it would be generated from a smaller document, and programs that use it.
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeModules } from '@dli-openapi/codegen/client/modules';
import type { Document } from '@dli-openapi/openapi';
import { listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';

const clientFolder = join(import.meta.dirname, '../packages/client');
/** What the client itself calls to run jobs and to wait for them, and what the benchmarks call. */
const few = [
  ...['listFlinkJobs', 'showFlinkJob', 'createFlinkJarJob', 'batchRunFlinkJobs', 'batchStopFlinkJobs'],
  ...['createSqlJob', 'showSqlJobStatus', 'previewSqlJobResult', 'exportSqlJobResult', 'cancelSqlJob'],
  ...['createSparkJob', 'showSparkJob', 'cancelSparkJob', 'listElasticResourcePools', 'showEnhancedConnection'],
];

/** A folder in which `./client/` is the client's source. */
export interface Layout {
  folder: string;
  operations: number;
}

/** Creates the client's source with a few operations, with as many as the document once had, and with all. */
export async function createLayouts(name: string): Promise<Layout[]> {
  const folder = join(import.meta.dirname, 'dist', name);
  rmSync(folder, { recursive: true, force: true });
  const document = readDocument();
  const ids = new Set([...few, ...listOperations(document).map(({ operationId }) => operationId)]);
  const layouts = [few.length, 34, ids.size].map((count) => {
    const picked = pickOperations(document, [...ids].slice(0, count));
    return createLayout(join(folder, String(count)), picked);
  });
  return Promise.all(layouts);
}

/** Picks some operations of a document. */
function pickOperations(document: Document, operationIds: string[]): Document {
  const paths = Object.entries(document.paths).map(([path, item]) => {
    const kept = Object.entries(item).filter(([, operation]) =>
      operationIds.includes((operation as { operationId?: string }).operationId ?? ''),
    );
    return [path, Object.fromEntries(kept)] as const;
  });
  return { ...document, paths: Object.fromEntries(paths.filter(([, item]) => Object.keys(item).length > 0)) };
}

async function createLayout(folder: string, document: Document): Promise<Layout> {
  const client = join(folder, 'client');
  cpSync(join(clientFolder, 'src'), client, { recursive: true });
  mkdirSync(join(client, 'generated'), { recursive: true });
  for (const [file, text] of Object.entries(await writeModules(document))) writeFileSync(join(client, 'generated', file), text);
  const { type, sideEffects, imports } = JSON.parse(readFileSync(join(clientFolder, 'package.json'), 'utf8'));
  const manifest = JSON.stringify({ type, sideEffects, imports }).replaceAll(/\.\/dist\/(.*?)\.js/g, './$1.ts');
  writeFileSync(join(client, 'package.json'), manifest);
  symlinkSync(join(clientFolder, 'node_modules'), join(client, 'node_modules'), 'junction');
  return { folder, operations: listOperations(document).length };
}
