// `npm run bench`: every benchmark, or those that are named: `npm run bench -- client types`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { boundsTable } from './benchmarks/bounds.ts';
import { clientTable } from './benchmarks/client.ts';
import { docsTable } from './benchmarks/docs.ts';
import { importTable } from './benchmarks/import.ts';
import { mockTable } from './benchmarks/mock.ts';
import { mockHttpTable, mockStartTable } from './benchmarks/mock-http.ts';
import { mockMemoryTable } from './benchmarks/mock-memory.ts';
import { parsingTable } from './benchmarks/parsing.ts';
import { pipelineTable } from './benchmarks/pipeline.ts';
import { signingTable } from './benchmarks/signing.ts';
import { sizeTable } from './benchmarks/size.ts';
import { typesTable } from './benchmarks/types.ts';
import type { Table } from './table.ts';
import { textOf } from './table.ts';

const benchmarks: Record<string, () => Table | Promise<Table>> = {
  client: clientTable,
  signing: signingTable,
  parsing: parsingTable,
  bounds: boundsTable,
  size: sizeTable,
  import: importTable,
  types: typesTable,
  mock: mockTable,
  'mock-http': mockHttpTable,
  'mock-start': mockStartTable,
  'mock-memory': mockMemoryTable,
  docs: docsTable,
  pipeline: pipelineTable,
};

const named = process.argv.slice(2);
const unknown = named.find((name) => !Object.hasOwn(benchmarks, name));
if (unknown === undefined) await measure(named.length === 0 ? Object.keys(benchmarks) : named);
else {
  console.error(`There is no benchmark "${unknown}". There are: ${Object.keys(benchmarks).join(', ')}.`);
  process.exitCode = 1;
}

async function measure(names: string[]): Promise<void> {
  const tables: Record<string, Table> = {};
  for (const name of names) {
    const table = await benchmarks[name]?.();
    if (table === undefined) continue;
    tables[name] = table;
    console.log(`\n${textOf(table)}`);
  }
  writeFileSync(join(import.meta.dirname, 'latest.json'), `${JSON.stringify({ node: process.version, tables }, null, 2)}\n`);
}
