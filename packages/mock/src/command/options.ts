import { parseArgs } from 'node:util';
import { findNearestName } from '../format.ts';
import { MockError } from '../mock-error.ts';
import type { Duration, LatencyRange } from '../options.ts';
import { parseLatency } from '../options.ts';
import { parseUpstream } from '../proxy/upstream.ts';

/** What the command is to do. */
export type Command = { does: 'help' } | { does: 'version' } | ({ does: 'serve' } & ServeOptions);

export interface ServeOptions {
  port: number | undefined;
  host: string | undefined;
  /** Other names that the server goes by. */
  allowHosts: readonly string[];
  strict: boolean;
  /** The file of the credentials to take. */
  auth: string | undefined;
  /** The file of an own document. */
  document: string | undefined;
  watch: boolean;
  sandbox: boolean;
  iam: boolean;
  metadata: boolean;
  /** The file of jobs that the sandbox begins with. */
  seed: string | undefined;
  latency: LatencyRange | undefined;
  log: LogFormat;
  proxy: { upstream: URL; timeoutMilliseconds: number } | undefined;
  /** The file to record to. */
  record: string | undefined;
  /** The recording to respond from. */
  replay: string | undefined;
}

export type LogFormat = 'pretty' | 'json' | 'silent';

const logFormats: readonly string[] = ['pretty', 'json', 'silent'] satisfies LogFormat[];

const flags = {
  port: { type: 'string' },
  host: { type: 'string' },
  'allow-host': { type: 'string', multiple: true },
  strict: { type: 'boolean' },
  auth: { type: 'string' },
  document: { type: 'string' },
  watch: { type: 'boolean' },
  sandbox: { type: 'boolean' },
  iam: { type: 'boolean' },
  metadata: { type: 'boolean' },
  seed: { type: 'string' },
  latency: { type: 'string' },
  log: { type: 'string' },
  proxy: { type: 'string' },
  'proxy-insecure': { type: 'boolean' },
  'proxy-timeout': { type: 'string' },
  record: { type: 'string' },
  replay: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

type Flag = keyof typeof flags;
type Values = ReturnType<typeof parse>;

const oneSource = 'responses come from the one or from the other';

/** Options that make no sense together, and why. */
const conflicts: readonly [one: Flag, other: Flag, why: string][] = [
  ['proxy', 'replay', oneSource],
  ['proxy', 'sandbox', oneSource],
  ['proxy', 'iam', oneSource],
  ['proxy', 'metadata', oneSource],
  ['proxy', 'latency', 'responses leave when they come'],
  ['proxy', 'auth', 'the endpoint verifies credentials'],
  ['replay', 'sandbox', oneSource],
  ['replay', 'iam', oneSource],
  ['replay', 'metadata', oneSource],
  ['replay', 'auth', 'a recording has no credentials'],
  ['replay', 'record', 'it would record itself'],
];

/** Options that need another one. */
const needs: readonly [one: Flag, other: Flag][] = [
  ['watch', 'document'],
  ['seed', 'sandbox'],
  ['proxy-insecure', 'proxy'],
  ['proxy-timeout', 'proxy'],
];

const defaultTimeout = 60_000;

/** @throws {UsageError} that says which option is wrong, and what would be right */
export function readOptions(args: readonly string[]): Command {
  const values = parse(args);
  if (values.help) return { does: 'help' };
  if (values.version) return { does: 'version' };
  checkGiven(values);
  checkTogether(values);
  return {
    does: 'serve',
    port: values.port === undefined ? undefined : readNumber('--port', values.port, 0, 65_535),
    host: values.host,
    allowHosts: values['allow-host'] ?? [],
    strict: values.strict ?? false,
    auth: values.auth,
    document: values.document,
    watch: values.watch ?? false,
    sandbox: values.sandbox ?? false,
    iam: values.iam ?? false,
    metadata: values.metadata ?? false,
    seed: values.seed,
    latency: values.latency === undefined ? undefined : readLatency(values.latency),
    log: readLogFormat(values.log ?? 'pretty'),
    proxy: readProxy(values),
    record: values.record,
    replay: values.replay,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags }).values;
  } catch (error) {
    const [reason = ''] = (error as Error).message.split(/\. |\n/);
    const unknown = /^Unknown option '--(.+)'$/.exec(reason)?.[1];
    const nearest = unknown === undefined ? undefined : findNearestName(unknown, Object.keys(flags));
    const hint = nearest === undefined ? '' : ` Did you mean --${nearest}?`;
    throw new UsageError(`${reason}.${hint} dli-mock --help lists the options.`);
  }
}

/** @throws {UsageError} for one that is empty, as a variable of the shell that is not set */
function checkGiven(values: Values): void {
  const empty = Object.entries(values).find(([, value]) => [value].flat().includes(''));
  if (empty !== undefined) throw new UsageError(`--${empty[0]} must not be empty.`);
}

function checkTogether(values: Values): void {
  for (const [one, other, why] of conflicts) {
    if (values[one] && values[other]) throw new UsageError(`--${one} and --${other} do not go together: ${why}.`);
  }
  for (const [one, other] of needs) {
    if (values[one] && !values[other]) throw new UsageError(`--${one} needs --${other}.`);
  }
}

function readNumber(option: string, text: string, smallest: number, largest: number): number {
  if (/^\d{1,9}$/.test(text) && Number(text) >= smallest && Number(text) <= largest) return Number(text);
  throw new UsageError(`${option} must be a whole number from ${smallest} to ${largest}, found ${JSON.stringify(text)}.`);
}

function readLatency(text: string): LatencyRange {
  const [, from = '', to = from] = /^(\d{1,9}(?:ms|s|m)?)(?:-(\d{1,9}(?:ms|s|m)?))?$/.exec(text) ?? [];
  if (from === '') {
    throw new UsageError(`--latency must be a time, such as 200, 200ms or 1s, or a range, such as 100-500; found ${JSON.stringify(text)}.`);
  }
  return rethrowAsUsage(() => parseLatency({ from: readTime(from), to: readTime(to) }));
}

/** Without a unit it is milliseconds. */
function readTime(text: string): Duration {
  return /^\d+$/.test(text) ? Number(text) : (text as Duration);
}

function readLogFormat(text: string): LogFormat {
  if (logFormats.includes(text)) return text as LogFormat;
  throw new UsageError(`--log must be one of ${logFormats.join(', ')}, found ${JSON.stringify(text)}.`);
}

function readProxy(values: Values): ServeOptions['proxy'] {
  const { proxy } = values;
  if (proxy === undefined) return undefined;
  const timeout = values['proxy-timeout'];
  return {
    upstream: rethrowAsUsage(() => parseUpstream(proxy, values['proxy-insecure'] ?? false)),
    timeoutMilliseconds: timeout === undefined ? defaultTimeout : readNumber('--proxy-timeout', timeout, 1, 3_600_000),
  };
}

function rethrowAsUsage<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** The command was called in a way that it does not know. */
export class UsageError extends MockError {}
