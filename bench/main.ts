// `npm run bench`: runs all benchmarks, or the named ones: `npm run bench -- client types`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureBounds } from './benchmarks/bounds.ts';
import { measureClient } from './benchmarks/client.ts';
import { measureDocs } from './benchmarks/docs.ts';
import { measureGrowth } from './benchmarks/growth.ts';
import { measureImport } from './benchmarks/import.ts';
import { measureMock } from './benchmarks/mock.ts';
import { measureMockHttp, measureMockStart } from './benchmarks/mock-http.ts';
import { measureMockMemory } from './benchmarks/mock-memory.ts';
import { measureParsing } from './benchmarks/parsing.ts';
import { measurePipeline } from './benchmarks/pipeline.ts';
import { measureSigning } from './benchmarks/signing.ts';
import { measureSize } from './benchmarks/size.ts';
import { measureTypes } from './benchmarks/types.ts';
import type { Table } from './table.ts';
import { formatTable } from './table.ts';

const benchmarks: Record<string, () => Table | Promise<Table>> = {
  client: measureClient,
  signing: measureSigning,
  parsing: measureParsing,
  bounds: measureBounds,
  size: measureSize,
  growth: measureGrowth,
  import: measureImport,
  types: measureTypes,
  mock: measureMock,
  'mock-http': measureMockHttp,
  'mock-start': measureMockStart,
  'mock-memory': measureMockMemory,
  docs: measureDocs,
  pipeline: measurePipeline,
};

const named = process.argv.slice(2);
const unknown = named.find((name) => !Object.hasOwn(benchmarks, name));
if (unknown === undefined) await measure(named.length === 0 ? Object.keys(benchmarks) : named);
else {
  console.error(`The benchmark "${unknown}" is unknown. Use one of: ${Object.keys(benchmarks).join(', ')}.`);
  process.exitCode = 1;
}

async function measure(names: string[]): Promise<void> {
  const tables: Record<string, Table> = {};
  for (const name of names) {
    const table = await benchmarks[name]?.();
    if (table === undefined) continue;
    tables[name] = table;
    console.log(`\n${formatTable(table)}`);
  }
  writeFileSync(join(import.meta.dirname, 'latest.json'), `${JSON.stringify({ node: process.version, tables }, null, 2)}\n`);
}
