import { DliConfigurationError } from './errors/index.ts';
import type { Region } from './generated/regions.ts';
import { regions } from './generated/regions.ts';
import { pathSegmentProblem } from './path-segment.ts';
import type { Credentials } from './transport/credentials.ts';
import type { FetchFunction } from './transport/transport.ts';

/** How to reach DLI, and as whom. */
export interface DliClientOptions {
  /** The region whose endpoint is called. Needed unless `baseUrl` is given. */
  region?: Region | undefined;
  /**
   * The address to call instead of the region's endpoint, such as a mock's. `http:` or `https:`, without user, password,
   * query or hash.
   */
  baseUrl?: string | undefined;
  /** The project's ID, `project_id` of every operation. */
  projectId: string;
  /** What proves who calls. No error and no inspection of the client shows it. */
  credentials: Credentials;
  /** Sends each request, in place of the global `fetch`. It is called with one `Request`. */
  fetch?: FetchFunction | undefined;
}

/**
 * Makes sure that options are there to be looked at.
 * @throws {DliConfigurationError} when they are not, or `fetch` is no function
 */
export function checkOptions(options: DliClientOptions): void {
  if (typeof options !== 'object' || options === null) {
    throw new DliConfigurationError('No options. Give region (or baseUrl), projectId and credentials in one object.');
  }
  if (options.fetch !== undefined && typeof options.fetch !== 'function') {
    throw new DliConfigurationError('fetch is not a function. Give one that takes a Request and promises a Response, or leave it out.');
  }
}

/**
 * The address that options point at, without a slash at its end. `baseUrl` comes before `region`.
 * @throws {DliConfigurationError} when there is none, or the region is not known
 */
export function baseUrlOf({ region, baseUrl }: DliClientOptions): string {
  if (region !== undefined && !Object.hasOwn(regions, region)) {
    const known = Object.keys(regions).join(', ');
    throw new DliConfigurationError(
      `The region "${region}" is not known. Use one of ${known}; for any other endpoint give baseUrl instead of region.`,
    );
  }
  if (baseUrl !== undefined) return checkedBaseUrl(baseUrl);
  if (region !== undefined) return regions[region];
  throw new DliConfigurationError('Neither region nor baseUrl is given. Give one of them.');
}

/**
 * The project's ID, once it is known to be usable in a path.
 * @throws {DliConfigurationError} when it is not
 */
export function projectIdOf({ projectId }: DliClientOptions): string {
  const problem = typeof projectId === 'string' ? pathSegmentProblem(projectId) : 'is missing';
  if (problem === undefined) return projectId;
  throw new DliConfigurationError(`projectId ${problem}. Give the ID of the project to work with.`);
}

// The messages leave the address out: it may hold a password.
function checkedBaseUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    throw new DliConfigurationError('baseUrl is not an address. Write it in full, such as https://dli.cn-north-4.myhuaweicloud.com.');
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new DliConfigurationError('baseUrl holds a user, a password, a query or a hash. Give scheme, host, port and path only.');
  }
  return url.href.replace(/\/+$/, '');
}
