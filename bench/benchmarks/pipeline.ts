// One operation is edited, and document, types, client, mock and docs are built again: by turbo, and by the tools' own commands.
import { ratioOf } from '../measure.ts';
import { Copy } from '../pipeline/copy.ts';
import type { Table } from '../table.ts';

const rounds = 3;

/** The same work by hand: what each tool is asked for, one after the other, whether or not its input has changed. */
const byHand: [name: string, command: string, ...args: string[]][] = [
  ['spec', 'redocly', 'bundle', 'dli@v1', '-o', 'dist/openapi.yaml'],
  ['spec', 'redocly', 'bundle', 'dli-zh-CN@v1', '-o', 'dist/openapi.zh-CN.yaml'],
  ['scripts', 'openapi-typescript', '../spec/dist/openapi.yaml', '-o', '../packages/client/dist/schema.ts'],
  ['packages/client', 'tsc', '-p', 'tsconfig.build.json'],
  ['packages/mock', 'tsc', '-p', 'tsconfig.build.json'],
  ['packages/docs', 'node', 'src/build.ts'],
];
/** Where the words of an operation have to arrive. */
const products = ['spec/dist/openapi.yaml', 'packages/client/dist/generated/methods.d.ts', 'packages/docs/dist/openapi.yaml'];

/**
 * Time from the edit until everything is built, as a multiple of what the tools take by hand. Ours makes more of it, such as the
 * client's methods, the mock's operations and modules of data, which no tool has a command for.
 */
export function pipelineTable(): Table {
  const ours = new Copy();
  const rival = new Copy();
  const turbo = (...args: string[]) => ours.run('', 'turbo', 'run', 'build', '--output-logs=errors-only', ...args);
  const edited = (work: () => void) => {
    const words = ours.edit();
    const time = timeOf(work);
    const missed = products.filter((file) => !ours.holds(file, words));
    if (missed.length > 0) throw new Error(`The edit has not arrived in ${missed.join(', ')}.`);
    return time;
  };
  const steps: Record<string, () => number> = {
    'everything anew': () => edited(() => turbo('--force')),
    'one operation edited': () => edited(() => turbo()),
    'nothing edited': () => timeOf(() => turbo()),
  };
  const ratios = new Map<string, number[]>(Object.keys(steps).map((step) => [step, []]));
  try {
    for (let round = 0; round < rounds; round += 1) {
      const base = timeOf(() => {
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
    rows: [...ratios].map(([name, values]) => ({ name, cells: [ratioOf(values)] })),
  };
}

function timeOf(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
