// For a page in a browser: leaves a function in the page.
import { absent } from './absent.ts';
import { run } from './program.ts';

Object.assign(globalThis, { runProgram: async (place: Parameters<typeof run>[0]) => ({ absent: absent(), ...(await run(place)) }) });
