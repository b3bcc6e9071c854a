// Whether the mock's memory stays what it was.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Row } from './measure.ts';

const scenarios = {
  '200,000 requests': 'requests',
  '200 times created and closed': 'rounds',
  'each of its own document': 'own documents',
  'with dynamic answers': 'dynamic answers',
};

/** Bytes in use at the end, as a multiple of those in use after the first tenth. */
export async function mockMemoryRows(): Promise<Row[]> {
  return Object.entries(scenarios).map(([name, scenario]) => {
    const ratio = growthOf(scenario);
    return { name, ratio, spread: [ratio, ratio] };
  });
}

function growthOf(scenario: string): number {
  const child = join(import.meta.dirname, 'mock-memory-child.ts');
  const [before, after] = JSON.parse(execFileSync(process.execPath, ['--expose-gc', child, scenario], { encoding: 'utf8' }));
  return after / before;
}
