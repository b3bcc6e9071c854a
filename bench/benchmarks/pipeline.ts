// One operation is edited, and document, types, client, mock and docs are built again: by turbo, and by the tools' own commands.
import { computeRatio } from '../measure.ts';
import { Copy } from '../pipeline/copy.ts';
import type { Table } from '../table.ts';

const rounds = 3;

/** The same work by hand: the command of each tool, one after the other, even if its input has not changed. */
const byHand: [name: string, command: string, ...args: string[]][] = [
  ['spec', 'redocly', 'bundle', 'dli@v1', '-o', 'dist/openapi.yaml'],
  ['spec', 'redocly', 'bundle', 'dli-zh-CN@v1', '-o', 'dist/openapi.zh-CN.yaml'],
  ['packages/codegen', 'openapi-typescript', '../../spec/dist/openapi.yaml', '-o', '../client/dist/schema.ts'],
  ['packages/client', 'tsc', '-p', 'tsconfig.build.json'],
  ['packages/mock', 'tsc', '-p', 'tsconfig.build.json'],
  ['packages/docs', 'node', 'src/build.ts'],
];
/** The files that have to contain an edited text. */
const products = ['spec/dist/openapi.yaml', 'packages/client/dist/generated/methods.d.ts', 'packages/docs/dist/openapi.yaml'];

/**
 * Measures the time from the edit until everything is built, as a multiple of the tools by hand. Ours builds more, such as the client's
 * methods, the mock's operations and modules of data, for which no tool has a command.
 */
export function measurePipeline(): Table {
  const ours = new Copy();
  const rival = new Copy();
  const runTurbo = (...args: string[]) => ours.run('', 'turbo', 'run', 'build', '--output-logs=errors-only', ...args);
  const editAndMeasure = (work: () => void) => {
    const words = ours.edit();
    const time = measureTime(work);
    const missed = products.filter((file) => !ours.holds(file, words));
    if (missed.length > 0) throw new Error(`The edit has not arrived in ${missed.join(', ')}.`);
    return time;
  };
  const steps: Record<string, () => number> = {
    'everything anew': () => editAndMeasure(() => runTurbo('--force')),
    'one operation edited': () => editAndMeasure(() => runTurbo()),
    'nothing edited': () => measureTime(() => runTurbo()),
  };
  const ratios = new Map<string, number[]>(Object.keys(steps).map((step) => [step, []]));
  try {
    for (let round = 0; round < rounds; round += 1) {
      const base = measureTime(() => {
        for (const [name, command, ...args] of byHand) rival.run(name, command, ...args);
      });
      for (const [step, time] of Object.entries(steps)) ratios.get(step)?.push(time() / base);
    }
  } finally {
    ours.remove();
    rival.remove();
  }
  return {
    title: 'Time until document, types, client, mock and docs are built, against the tools’ own commands one by one = 1',
    columns: ['time'],
    rows: [...ratios].map(([name, values]) => ({ name, cells: [computeRatio(values)] })),
  };
}

function measureTime(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
