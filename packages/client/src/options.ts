import { readAddress } from './address.ts';
import type { Authentication, Credentials } from './credentials/credentials.ts';
import { createAuthentication, createTokenOrOwnAuthentication, noCredentials } from './credentials/credentials.ts';
import type { TokenCredentials } from './credentials/token.ts';
import { DliConfigurationError } from './errors.ts';
import type { Region } from './generated/regions.ts';
import { regions } from './generated/regions.ts';
import { version } from './generated/version.ts';
import type { Hooks, Logger } from './hooks.ts';
import { createLoggingHooks } from './hooks.ts';
import type { Clock, FetchFunction, HttpSettings, LimitOptions } from './http.ts';
import { listHeaders, readLimits, systemClock } from './http.ts';
import type { Operation } from './operation.ts';
import { fullRedaction } from './redaction.ts';
import { findSegmentProblem } from './request.ts';
import type { Redaction } from './secrets.ts';
import { namedRedaction } from './secrets.ts';
import type { AccessKeys } from './signing.ts';

/** Checks an input: `checkInput` of `@dli-openapi/client/validation`, or a function of your own that throws. */
export type Validator = (operation: Operation<never, unknown>, input: unknown) => void | Promise<void>;

/** Options of a core: as those of a client, except that nothing comes from the environment. */
export interface DliCoreOptions extends LimitOptions {
  /** The region whose endpoint is called. Required without `baseUrl`. */
  region?: Region | undefined;
  /**
   * The address to call instead of the region's endpoint, such as that of a mock. `http:` or `https:`, without user,
   * password, query or hash.
   */
  baseUrl?: string | undefined;
  /** The project's ID, `project_id` of every operation. */
  projectId: string;
  /** A token, or what a function such as `createAccessKeyAuthentication` makes. No error and no inspection shows it. */
  credentials: TokenCredentials | Authentication;
  /** Sends each attempt in place of the global `fetch`. Called as `fetch(url, init)`. */
  fetch?: FetchFunction | undefined;
  /** Sent with every request that has none of that name, such as `X-Language`. Not for credentials. */
  headers?: Headers | Readonly<Record<string, string>> | undefined;
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

/** Options of a client. All of them can be omitted if the environment has project, region and access keys. */
export interface DliClientOptions extends Omit<DliCoreOptions, 'projectId' | 'credentials' | 'validate'> {
  /** The project's ID, `project_id` of every operation. Default: `HUAWEICLOUD_SDK_PROJECT_ID`. */
  projectId?: string | undefined;
  /**
   * A token, access keys, what IAM exchanges for a token, or a function. Default: the access keys in `HUAWEICLOUD_SDK_AK`,
   * `HUAWEICLOUD_SDK_SK` and, for temporary ones, `HUAWEICLOUD_SDK_SECURITY_TOKEN`. No error and no inspection shows it.
   */
  credentials?: Credentials | undefined;
  /** The region whose endpoint is called. Default, without `baseUrl`: `HUAWEICLOUD_SDK_REGION_ID`. */
  region?: Region | undefined;
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
}

/**
 * The settings that a core's options stand for.
 * @throws {DliConfigurationError} if an option is missing or invalid
 */
export function readCoreOptions(options: DliCoreOptions): Settings {
  checkObject(options);
  return readOptions(options, createTokenOrOwnAuthentication(options.credentials), namedRedaction);
}

/**
 * The settings that a client's options stand for. What is omitted comes from the environment.
 * @throws {DliConfigurationError} if an option is missing or invalid
 */
export function readClientOptions(options: DliClientOptions): Settings {
  checkObject(options);
  const {
    baseUrl,
    region = baseUrl === undefined ? (readVariable('HUAWEICLOUD_SDK_REGION_ID') as Region | undefined) : undefined,
    projectId = readVariable('HUAWEICLOUD_SDK_PROJECT_ID'),
    credentials = readAccessKeys(),
    logger,
  } = options;
  if (region === undefined && baseUrl === undefined)
    throw new DliConfigurationError('region is missing. Set region, baseUrl or HUAWEICLOUD_SDK_REGION_ID.');
  if (projectId === undefined) throw new DliConfigurationError('projectId is missing. Set it, or HUAWEICLOUD_SDK_PROJECT_ID.');
  const iamEndpoint = readVariable('HUAWEICLOUD_SDK_IAM_ENDPOINT') ?? getIamEndpoint(region);
  const hooks = [options.hooks ?? [], logger ? createLoggingHooks(logger) : []].flat();
  const settled = { ...options, region, projectId, hooks };
  return readOptions(settled, createAuthentication(credentials, iamEndpoint), fullRedaction, validateLater);
}

// Bundlers that split code keep the limits apart, and nothing loads them before they are needed.
const validateLater: Validator = async (operation, input) => {
  const { checkInput } = await import('./validation.ts');
  checkInput(operation, input);
};

function checkObject(options: unknown): void {
  if (typeof options === 'object' && options !== null) return;
  throw new DliConfigurationError('The options have to be an object.');
}

type CommonOptions = Omit<DliCoreOptions, 'credentials' | 'validate'> & Pick<DliClientOptions, 'validate'>;

function readOptions(options: CommonOptions, authentication: Authentication, redaction: Redaction, validator?: Validator): Settings {
  const { fetch, clock = systemClock, hooks = [], validate = false } = options;
  if (fetch !== undefined && typeof fetch !== 'function') throw new DliConfigurationError('fetch is not a function.');
  const limits = readLimits(options);
  if (typeof limits === 'string') throw new DliConfigurationError(limits);
  return {
    baseUrl: readBaseUrl(options),
    projectId: checkProjectId(options.projectId),
    authentication,
    redaction,
    fetch,
    headers: readHeaders(options),
    hooks: [hooks].flat(),
    limits,
    validate,
    validator: typeof validate === 'function' ? validate : validator,
    clock,
  };
}

function readBaseUrl({ region, baseUrl }: CommonOptions): string {
  if (region !== undefined && !Object.hasOwn(regions, region)) {
    const known = Object.keys(regions).join(', ');
    throw new DliConfigurationError(`The region "${region}" is not known. Use one of ${known}, or set baseUrl.`);
  }
  if (baseUrl !== undefined) return readAddress('baseUrl', baseUrl);
  if (region !== undefined) return regions[region];
  throw new DliConfigurationError('region is missing. Set region or baseUrl.');
}

function checkProjectId(projectId: unknown): string {
  const problem = typeof projectId === 'string' ? findSegmentProblem(projectId) : 'is missing';
  if (problem === undefined) return projectId as string;
  throw new DliConfigurationError(`projectId ${problem}. Set the project's ID.`);
}

// The message does not show the header, which may be a secret.
function readHeaders({ headers, userAgent }: CommonOptions): Map<string, string> {
  const own = formatUserAgent(userAgent);
  try {
    const all = new Headers(own === undefined ? undefined : { 'user-agent': own });
    for (const [name, value] of new Headers(headers)) all.set(name, value);
    return listHeaders(all);
  } catch {
    throw new DliConfigurationError('headers or userAgent hold a character that a header cannot have, such as a line break.');
  }
}

/** `undefined` in browsers: they send their own, and some need the service's permission to send another. */
function formatUserAgent(program: string | undefined): string | undefined {
  const runtime = globalThis.navigator?.userAgent;
  if (runtime?.startsWith('Mozilla/')) return undefined;
  return [program, `dli-openapi-client/${version}`, runtime?.replaceAll(' ', '-')].filter(Boolean).join(' ');
}

function readAccessKeys(): AccessKeys {
  const accessKeyId = readVariable('HUAWEICLOUD_SDK_AK');
  const secretAccessKey = readVariable('HUAWEICLOUD_SDK_SK');
  if (accessKeyId === undefined && secretAccessKey === undefined) throw new DliConfigurationError(noCredentials);
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    throw new DliConfigurationError('Of HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK only one is set. Set both, or the option credentials.');
  }
  return { accessKeyId, secretAccessKey, securityToken: readVariable('HUAWEICLOUD_SDK_SECURITY_TOKEN') };
}

function getIamEndpoint(region: Region | undefined): string | undefined {
  return region !== undefined && Object.hasOwn(regions, region) ? regions[region].replace('//dli.', '//iam.') : undefined;
}

/** A variable of the environment. An empty one counts as not set; without an environment, none is. */
function readVariable(name: string): string | undefined {
  try {
    return (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env?.[name] || undefined;
  } catch {
    // Deno throws if the program may not read it.
    return undefined;
  }
}
