// The mock that is attacked, in a process of its own: tells its address, and its memory whenever it is asked.
import { createMock } from '../src/index.ts';

const { port } = await createMock().listen({ port: 0 });
process.on('message', () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.(heapUsed + external);
});
process.on('disconnect', () => process.exit());
process.send?.(port);
