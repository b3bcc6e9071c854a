// For a page in a browser: defines a global function.
import { listAbsent } from './absent.ts';
import { run } from './program.ts';

Object.assign(globalThis, { runProgram: async (place: Parameters<typeof run>[0]) => ({ absent: listAbsent(), ...(await run(place)) }) });
