// Whether the mock's memory grows.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Table } from '../table.ts';

const scenarios = {
  '200,000 requests': 'requests',
  '20,000 jobs run and deleted': 'sandbox',
  '200 times created and closed': 'rounds',
  'each of its own document': 'own documents',
  'with dynamic responses': 'dynamic responses',
};

/** Measures the bytes in use at the end, as a multiple of those after the first tenth. */
export function measureMockMemory(): Table {
  return {
    title: 'Memory of the mock at the end, against that after a tenth of the work = 1',
    columns: ['bytes'],
    rows: Object.entries(scenarios).map(([name, scenario]) => ({ name, cells: [measureGrowth(scenario).toFixed(2)] })),
  };
}

function measureGrowth(scenario: string): number {
  const child = join(import.meta.dirname, '../mock/memory-child.ts');
  const [before, after] = JSON.parse(execFileSync(process.execPath, ['--expose-gc', child, scenario], { encoding: 'utf8' }));
  return after / before;
}
