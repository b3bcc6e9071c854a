import type { Authentication } from './credentials/authentication.ts';
import type { Credentials } from './credentials/credentials.ts';
import type { TokenCredentials } from './credentials/token.ts';
import { DliConfigurationError } from './errors/index.ts';
import type { Region } from './generated/regions.ts';
import { regions } from './generated/regions.ts';
import type { Logger } from './logging/logger.ts';
import type { Operation } from './operation.ts';
import { pathSegmentProblem } from './path-segment.ts';
import type { Clock } from './transport/clock.ts';
import type { Hooks } from './transport/hooks.ts';
import type { LimitOptions } from './transport/limits.ts';
import { userAgentOf } from './transport/user-agent.ts';

/** Sends a request and gives the answer. The global `fetch` is one. */
export type FetchFunction = (request: Request) => Promise<Response>;

/** How to reach DLI, and as whom. */
export interface DliCoreOptions extends LimitOptions {
  /** The region whose endpoint is called. Needed unless `baseUrl` is given. */
  region?: Region | undefined;
  /**
   * The address to call instead of the region's endpoint, such as a mock's. `http:` or `https:`, without user, password,
   * query or hash.
   */
  baseUrl?: string | undefined;
  /** The project's ID, `project_id` of every operation. */
  projectId: string;
  /**
   * What proves who calls: a token, or what a function of `@dli-openapi/client/credentials` makes. No error and no
   * inspection of the client shows it.
   */
  credentials: TokenCredentials | Authentication;
  /** Sends each request, in place of the global `fetch`. It is called with one `Request` for each attempt. */
  fetch?: FetchFunction | undefined;
  /** Sent with every request, such as `X-Language`, unless the request has them. Not for what proves who calls. */
  headers?: Headers | Readonly<Record<string, string>> | undefined;
  /** Told what happens on the wire. */
  hooks?: Hooks | readonly Hooks[] | undefined;
  /** What `User-Agent` begins with, before the name of this package. Browsers send their own instead. */
  userAgent?: string | undefined;
  /**
   * Whether inputs are checked against what is documented before they are sent: types, lengths, ranges, patterns, required
   * fields. They are not unless asked for, here or for one call: the service knows best.
   */
  validate?: boolean | undefined;
  /** What checks inputs: `checkInput` of `@dli-openapi/client/validation`. `validate` needs it. */
  validator?: Validator | undefined;
  /** The time and the waiting, for tests. The system's unless given. */
  clock?: Clock | undefined;
}

/** Checks an input, and throws when there is something wrong with it. */
export type Validator = (operation: Operation<never, unknown>, input: unknown) => void | Promise<void>;

/** How to reach DLI, and as whom. What is left out comes from the environment, where there is one. */
export interface DliClientOptions extends Omit<DliCoreOptions, 'projectId' | 'credentials' | 'validator'> {
  /** The project's ID, `project_id` of every operation. Left out, it is `HUAWEICLOUD_SDK_PROJECT_ID`. */
  projectId?: string | undefined;
  /**
   * What proves who calls. Left out, the access keys in `HUAWEICLOUD_SDK_AK`, `HUAWEICLOUD_SDK_SK` and, for temporary
   * ones, `HUAWEICLOUD_SDK_SECURITY_TOKEN`. No error and no inspection of the client shows it.
   */
  credentials?: Credentials | undefined;
  /** The region whose endpoint is called. Left out, and without `baseUrl`, it is `HUAWEICLOUD_SDK_REGION_ID`. */
  region?: Region | undefined;
  /** Writes down what happens on the wire: `console`, or anything with some of its methods. Secrets are left out. */
  logger?: Logger | undefined;
}

/**
 * Makes sure that options are there to be looked at.
 * @throws {DliConfigurationError} when they are not, or one is of the wrong type
 */
export function checkOptions(options: DliCoreOptions | DliClientOptions): void {
  if (typeof options !== 'object' || options === null) {
    throw new DliConfigurationError('No options. Give region or baseUrl, projectId and credentials.');
  }
  if (options.fetch !== undefined && typeof options.fetch !== 'function') {
    throw new DliConfigurationError('fetch is not a function.');
  }
}

/**
 * The headers that go with every request, by lower-case name.
 * @throws {DliConfigurationError} when one cannot be sent, without showing it
 */
export function headersOf({ headers, userAgent }: DliCoreOptions): [string, string][] {
  const own = userAgentOf(userAgent);
  try {
    const all = new Headers(own === undefined ? undefined : { 'user-agent': own });
    for (const [name, value] of new Headers(headers)) all.set(name, value);
    return [...all];
  } catch {
    throw new DliConfigurationError('headers or userAgent hold a character that no header can carry, such as a line break.');
  }
}

/**
 * The address that options point at, without a slash at its end. `baseUrl` comes before `region`.
 * @throws {DliConfigurationError} when there is none, or the region is not known
 */
export function baseUrlOf({ region, baseUrl }: Pick<DliCoreOptions, 'region' | 'baseUrl'>): string {
  if (region !== undefined && !Object.hasOwn(regions, region)) {
    const known = Object.keys(regions).join(', ');
    throw new DliConfigurationError(`The region "${region}" is not known. Use one of ${known}, or give baseUrl.`);
  }
  if (baseUrl !== undefined) return checkedBaseUrl(baseUrl);
  if (region !== undefined) return regions[region];
  throw new DliConfigurationError('Neither region nor baseUrl is given.');
}

/**
 * The project's ID, once it is known to be usable in a path.
 * @throws {DliConfigurationError} when it is not
 */
export function projectIdOf({ projectId }: DliCoreOptions): string {
  const problem = typeof projectId === 'string' ? pathSegmentProblem(projectId) : 'is missing';
  if (problem === undefined) return projectId;
  throw new DliConfigurationError(`projectId ${problem}. Give the project's ID.`);
}

// The message leaves the address out: it may hold a password.
function checkedBaseUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw new DliConfigurationError(
      'baseUrl is not an address. Give scheme, host, port and path only, such as https://dli.cn-north-4.myhuaweicloud.com.',
    );
  }
  return url.href.replace(/\/+$/, '');
}
