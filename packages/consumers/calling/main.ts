// For run times that run a file: reads the place as JSON, prints the outcome as JSON.
import { run } from './program.ts';

declare const process: { argv: readonly string[] };
declare const console: { log(line: string): void };

console.log(JSON.stringify(await run(JSON.parse(process.argv[2] ?? ''))));
