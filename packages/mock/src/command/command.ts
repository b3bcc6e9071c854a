import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import document from '@dli-openapi/spec';
import { loadDocument } from '../document/load.ts';
import { samplePath } from '../document/sample.ts';
import { MockError } from '../errors.ts';
import { createMock } from '../mock.ts';

/** What the command needs of the process that it runs in. */
export interface CommandContext {
  print(line: string): void;
  printError(line: string): void;
  /** Resolves when the command is told to end. */
  stopped: Promise<void>;
}

const help = `dli-mock: a mock of Huawei Cloud Data Lake Insight, served over HTTP. Unofficial.

Usage: dli-mock [options]

  --port <number>  the port to listen on, 0 for any free one (default 4010)
  --host <name>    the address to listen on (default 127.0.0.1: only this machine reaches it)
  --strict         refuse query parameters that the API does not have
  --version        print the version
  --help           print this

A request needs the header X-Auth-Token, with any value. Which answer it gets can be chosen:
  Prefer: example=running    a named example of the API's document
  Prefer: code=429           another status
  Prefer: dynamic=true       an answer made up from the schema`;

/**
 * Runs the command until it is told to end.
 * @returns the exit code: 0, or 1 after one line that says what is wrong
 */
export async function runCommand(args: readonly string[], context: CommandContext): Promise<number> {
  try {
    const options = readOptions(args);
    if (options.help) context.print(help);
    else if (options.version) context.print(version());
    else await serve(options, context);
    return 0;
  } catch (error) {
    if (!(error instanceof MockError)) throw error;
    context.printError(`dli-mock: ${error.message}`);
    return 1;
  }
}

interface CommandOptions {
  port?: string;
  host?: string;
  strict?: boolean;
  help?: boolean;
  version?: boolean;
}

function readOptions(args: readonly string[]): CommandOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        strict: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
      },
    });
    return values;
  } catch (error) {
    const [reason] = (error as Error).message.split(/\. |\n/);
    throw new MockError(`${reason}. dli-mock --help lists the options.`);
  }
}

async function serve({ port, host, strict = false }: CommandOptions, { print, stopped }: CommandContext): Promise<void> {
  const mock = createMock({ strict });
  const { url } = await mock.listen({ ...(port !== undefined && { port: readPort(port) }), ...(host !== undefined && { host }) });
  print(`DLI mock listening on ${url}`);
  print(`Try: curl -H 'X-Auth-Token: any' '${url}${samplePath(loadDocument(document).operations)}'`);
  await stopped;
  await mock.close();
}

function readPort(text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new MockError(`--port must be a whole number from 0 to 65535, found ${JSON.stringify(text)}.`);
  return Number(text);
}

function version(): string {
  return JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version;
}
