import { readAddress } from './address.ts';
import { findOptionProblem, findUnknownName } from './checks.ts';
import type { Clock } from './clock.ts';
import { systemClock } from './clock.ts';
import type { Authentication, Credentials } from './credentials/credentials.ts';
import { createAuthentication, createTokenOrOwnAuthentication } from './credentials/credentials.ts';
import { createDefaultAuthentication, readVariable } from './credentials/default.ts';
import type { FindProject } from './credentials/project.ts';
import { createFindProject } from './credentials/project.ts';
import type { TokenCredentials } from './credentials/token.ts';
import { DliConfigurationError } from './errors.ts';
import type { Region } from './generated/regions.ts';
import { regions } from './generated/regions.ts';
import { version } from './generated/version.ts';
import type { Hooks, Logger } from './hooks.ts';
import { createLoggingHooks, logFaults } from './hooks.ts';
import type { Call, FetchFunction, HeadersOption, HttpSettings, LimitOptions } from './http.ts';
import { createHeaders, headerProblem, readLimits } from './http.ts';
import type { Int64Form } from './int64.ts';
import { convertInt64 } from './int64.ts';
import type { Operation } from './operation.ts';
import { fullRedaction } from './redaction.ts';
import { findSegmentProblem } from './request.ts';
import type { Redaction } from './secrets.ts';
import { namedRedaction } from './secrets.ts';

/** Checks an input: `checkInput` of `@dli-openapi/client/validation`, or a function of your own that throws. */
export type Validator = (operation: Operation<never, unknown>, input: unknown) => void | Promise<void>;

/** Options of a core: as those of a client, except that nothing comes from the environment. */
export interface DliCoreOptions extends LimitOptions {
  /** The region whose endpoint is called: a known one, or any other, at `https://dli.<region>.myhuaweicloud.com`. Required without `baseUrl`. */
  region?: Region | (string & {}) | undefined;
  /**
   * The address to call instead of the region's endpoint, such as that of a mock. `http:` or `https:`, without user,
   * password, query or hash.
   */
  baseUrl?: string | URL | undefined;
  /** The project's ID, `project_id` of every operation. */
  projectId: string;
  /** A token, or what a function such as `createAccessKeyAuthentication` makes. No error and no inspection shows it. */
  credentials: TokenCredentials | Authentication;
  /** Sends each attempt in place of the global `fetch`. Called as `fetch(url, init)`. */
  fetch?: FetchFunction | undefined;
  /** Sent with every request that has none of that name, such as `X-Language`. Not for credentials. */
  headers?: HeadersOption | undefined;
  /** Called for each request, response, failure and retry. */
  hooks?: Hooks | readonly Hooks[] | undefined;
  /** What `User-Agent` begins with, before the name of this package. Browsers send their own instead. */
  userAgent?: string | undefined;
  /**
   * Checks inputs against the document before they are sent: types, lengths, ranges, patterns, required fields.
   * `checkInput` of `@dli-openapi/client/validation` does. Default: inputs are not checked; the service has the last word.
   */
  validate?: Validator | false | undefined;
  /** Tells the time and waits, for tests. Default: the system's clock. */
  clock?: Clock | undefined;
}

/** Options of a client. All of them can be omitted if the environment has a region. */
export interface DliClientOptions<Form extends Int64Form = 'number'>
  extends Omit<DliCoreOptions, 'projectId' | 'credentials' | 'validate'> {
  /**
   * The project's ID, `project_id` of every operation. Default: `HUAWEICLOUD_SDK_PROJECT_ID`; otherwise what the credentials name,
   * and at last the project that IAM has for the region, looked up when the first call needs it.
   */
  projectId?: string | undefined;
  /**
   * A token, access keys, what IAM exchanges for a token, or a function. Default: what {@link createDefaultAuthentication} finds.
   * No error and no inspection shows it.
   */
  credentials?: Credentials | undefined;
  /**
   * The region whose endpoint is called: a known one, or any other, at `https://dli.<region>.myhuaweicloud.com`. Default:
   * `HUAWEICLOUD_SDK_REGION_ID`.
   */
  region?: Region | (string & {}) | undefined;
  /**
   * How methods and waiters give integers of 64 bits, such as IDs of Flink jobs: `number`, which refuses a response with one that a number
   * would round; `bigint`; or `mixed`, numbers as long as that is exact and otherwise bigints. Default: `number`.
   */
  int64?: Form | undefined;
  /** Logs requests, responses, retries and failures, without secrets: `console`, or anything with some of its methods. */
  logger?: Logger | undefined;
  /**
   * Whether inputs are checked against the document before they are sent: types, lengths, ranges, patterns, required
   * fields. The rules are loaded when they are first needed. Default: `false`; the service has the last word.
   */
  validate?: Validator | boolean | undefined;
}

/** Options that are checked and complete. */
export interface Settings extends HttpSettings {
  baseUrl: string;
  validate: Validator | boolean;
  /** What `validate: true` stands for, if anything. */
  validator: Validator | undefined;
  /** Finds the project if it is not given. */
  findProject: FindProject | undefined;
  /** Changes an output in place. */
  convert: ((operation: Operation<never, unknown>, output: unknown, call: Call, status: number) => void) | undefined;
}

const coreOptionNames =
  'region baseUrl projectId credentials maxAttempts timeout maxResponseBytes validate headers userAgent hooks fetch clock';

/**
 * The settings that a core's options stand for.
 * @throws {DliConfigurationError} if an option is missing or invalid
 */
export function readCoreOptions(options: DliCoreOptions): Settings {
  checkOptions(options, coreOptionNames);
  const { projectId, credentials } = options;
  const settings = readOptions(options, createTokenOrOwnAuthentication(credentials), namedRedaction);
  return { ...settings, projectId: checkProjectId(projectId) };
}

/** Options of a client with what comes from the environment. */
export interface CompleteOptions extends DliClientOptions<Int64Form> {
  credentials: Authentication;
}

/**
 * The options of a client, those that are omitted from the environment.
 * @throws {DliConfigurationError} if an option is unknown, or credentials are missing or invalid
 */
export function completeOptions(options: DliClientOptions<Int64Form>): CompleteOptions {
  checkClientOptions(options);
  const {
    region = readVariable('HUAWEICLOUD_SDK_REGION_ID'),
    projectId = readVariable('HUAWEICLOUD_SDK_PROJECT_ID'),
    credentials,
  } = options;
  const authentication =
    credentials === undefined ? createDefaultAuthentication() : createAuthentication(credentials, getIamEndpoint(region));
  return { ...options, region, projectId, credentials: authentication };
}

/**
 * Options of a client with some changed. In another region the project is another one.
 * @throws {DliConfigurationError} if an option is unknown, or credentials are invalid
 */
export function changeOptions(options: CompleteOptions, changes: DliClientOptions<Int64Form>): CompleteOptions {
  checkClientOptions(changes);
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as DliClientOptions<Int64Form>;
  const { region = options.region, credentials } = given;
  return {
    ...options,
    ...(region === options.region ? {} : { baseUrl: undefined, projectId: undefined }),
    ...given,
    credentials: credentials === undefined ? options.credentials : createAuthentication(credentials, getIamEndpoint(region)),
    headers: Object.fromEntries([...readHeaders(options.headers), ...readHeaders(given.headers)]),
    timeout: { ...options.timeout, ...given.timeout },
  };
}

/**
 * The settings that a client's options stand for.
 * @throws {DliConfigurationError} if an option is missing or invalid
 */
export function readClientOptions(options: CompleteOptions): Settings {
  const { baseUrl, region, projectId, credentials, int64 = 'number', logger } = options;
  if (!int64Forms.includes(int64)) throw new DliConfigurationError(`int64 has to be one of ${int64Forms.join(', ')}.`);
  if (region === undefined && baseUrl === undefined)
    throw new DliConfigurationError('region is missing. Set region, baseUrl or HUAWEICLOUD_SDK_REGION_ID.');
  if (projectId === undefined && region === undefined)
    throw new DliConfigurationError('projectId is missing. Set it, or HUAWEICLOUD_SDK_PROJECT_ID, or region so that IAM can be asked.');
  const convert: Settings['convert'] = (...args) => convertInt64(int64, ...args);
  const own = [options.hooks ?? []].flat();
  const hooks = logger ? [...own.map((one) => logFaults(one, logger)), createLoggingHooks(logger)] : own;
  const common = readOptions({ ...options, hooks }, credentials, fullRedaction, validateLater);
  const settings = { ...common, iamEndpoint: getIamEndpoint(region), convert };
  if (projectId === undefined) return { ...settings, findProject: createFindProject(settings) };
  return { ...settings, projectId: checkProjectId(projectId) };
}

const int64Forms: readonly string[] = ['number', 'bigint', 'mixed'] satisfies Int64Form[];

function checkClientOptions(options: DliClientOptions<Int64Form>): void {
  checkOptions(options, `${coreOptionNames} int64 logger`, findNearest);
  const problem = findOptionProblem({ ...options });
  if (problem !== undefined) throw new DliConfigurationError(problem);
}

function getIamEndpoint(region: string | undefined): string | undefined {
  return readVariable('HUAWEICLOUD_SDK_IAM_ENDPOINT') ?? getEndpoint(region)?.replace('//dli.', '//iam.');
}

/** The name that differs in at most two letters, if there is one. */
function findNearest(name: string, names: readonly string[]): string | undefined {
  const countDifferences = (other: string) => {
    const left = [...name.toLowerCase()];
    const missing = [...other.toLowerCase()].filter((letter) => !left.includes(letter) || !left.splice(left.indexOf(letter), 1));
    return left.length + missing.length;
  };
  return names.find((known) => countDifferences(known) <= 2);
}

// Bundlers that split code keep the limits apart, and nothing loads them before they are needed.
const validateLater: Validator = async (operation, input) => {
  const { checkInput } = await import('./validation.ts');
  checkInput(operation, input);
};

function checkOptions(options: unknown, names: string, suggest?: typeof findNearest): void {
  if (typeof options !== 'object' || options === null) throw new DliConfigurationError('The options have to be an object.');
  const unknown = findUnknownName(options, names);
  if (unknown === undefined) return;
  const nearest = suggest?.(unknown, names.split(' '));
  const hint = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
  throw new DliConfigurationError(`${unknown} is not an option.${hint} There are ${names.replaceAll(' ', ', ')}.`);
}

type CommonOptions = Omit<DliCoreOptions, 'credentials' | 'validate' | 'projectId'> & Pick<DliClientOptions, 'validate'>;

function readOptions(options: CommonOptions, authentication: Authentication, redaction: Redaction, validator?: Validator): Settings {
  const { region, fetch, clock = systemClock, hooks = [], validate = false } = options;
  if (fetch !== undefined && typeof fetch !== 'function') throw new DliConfigurationError('fetch is not a function.');
  const limits = readLimits(options);
  if (typeof limits === 'string') throw new DliConfigurationError(limits);
  const userAgent = formatUserAgent(options.userAgent);
  const own = readHeaders(userAgent === undefined ? undefined : { 'user-agent': userAgent });
  return {
    baseUrl: readBaseUrl(options),
    region,
    authentication,
    redaction,
    fetch,
    headers: new Map([...own, ...readHeaders(options.headers)]),
    hooks: [hooks].flat(),
    limits,
    validate,
    validator: typeof validate === 'function' ? validate : validator,
    clock,
    projectId: undefined,
    iamEndpoint: undefined,
    findProject: undefined,
    convert: undefined,
  };
}

function readBaseUrl({ region, baseUrl }: CommonOptions): string {
  const endpoint = getEndpoint(region);
  if (baseUrl !== undefined) return readAddress('baseUrl', baseUrl);
  if (endpoint !== undefined) return endpoint;
  throw new DliConfigurationError('region is missing. Set region or baseUrl.');
}

function getEndpoint(region: string | undefined): string | undefined {
  if (region === undefined) return undefined;
  // Anything else would make another host of it.
  if (typeof region !== 'string' || !/^[a-z0-9-]+$/.test(region))
    throw new DliConfigurationError(`region is "${region}". It has to be a name such as cn-north-4.`);
  return Object.hasOwn(regions, region) ? regions[region as Region] : `https://dli.${region}.myhuaweicloud.com`;
}

function checkProjectId(projectId: unknown): string {
  const problem =
    typeof projectId === 'string' ? findSegmentProblem(projectId) : projectId === undefined ? 'is missing' : 'has to be a string';
  if (problem === undefined) return projectId as string;
  throw new DliConfigurationError(`projectId ${problem}. Set the project's ID.`);
}

// The message does not show the header, which may be a secret.
function readHeaders(headers: HeadersOption | undefined): Map<string, string> {
  const read = createHeaders(headers);
  if (read) return read;
  throw new DliConfigurationError(`headers or userAgent ${headerProblem}`);
}

/** `undefined` in browsers: they send their own, and some need the service's permission to send another. */
function formatUserAgent(program: string | undefined): string | undefined {
  const runtime = globalThis.navigator?.userAgent;
  if (runtime?.startsWith('Mozilla/')) return undefined;
  return [program, `dli-openapi-client/${version}`, runtime?.replaceAll(' ', '-')].filter(Boolean).join(' ');
}
