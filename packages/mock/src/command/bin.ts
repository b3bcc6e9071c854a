#!/usr/bin/env node
import { runCommand } from './command.ts';
import { paintForTerminal, paintNothing, wantsColours } from './log.ts';

/** What is left when the command has ended, such as a response that waits, does not keep the process. */
const lingerMilliseconds = 100;

// The command continues when nobody reads its lines any more.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

const stopped = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
});
process.exitCode = await runCommand(process.argv.slice(2), {
  print: (line) => console.log(line),
  printError: (line) => console.error(line),
  paint: wantsColours(process.stdout, process.env) ? paintForTerminal : paintNothing,
  stopped,
});
setTimeout(() => process.exit(), lingerMilliseconds).unref();
