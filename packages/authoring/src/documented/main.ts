// npm run documented -- <page or folder>…: what is published of operations, in rows, and how they differ from spec/documented
import { runDocumented } from './command.ts';

process.exitCode = runDocumented(process.argv.slice(2), { print: console.log, printError: console.error });
