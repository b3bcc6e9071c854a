// Uploading packages, and waiting for them.
import type { Caller } from './client.ts';
import { readTimer } from './clock.ts';
import { DliWaitError } from './errors.ts';
import type { ShowJobResourceInput, ShowJobResourceOutput, UploadJobResourcesInput } from './generated/methods.ts';
import { showJobResource, uploadJobResources } from './generated/operations.ts';
import type { components } from './generated/schema.ts';
import { packageStatus } from './generated/states.ts';
import { readList } from './json.ts';
import type { ResourceWaitOptions } from './resources.ts';
import type { Target } from './waiting.ts';
import { checkArguments, readWaitOptions, waitForState } from './waiting.ts';

/** The state of a package. */
export type PackageStatus = components['schemas']['PackageStatus'];

/** A package did not reach the state that was waited for. `jobId` is its name, after its group: `group1/demo.jar`. */
export class DliPackageError extends DliWaitError {
  declare readonly state: PackageStatus | undefined;
  declare readonly job: ShowJobResourceOutput | undefined;

  override get name(): 'DliPackageError' {
    return 'DliPackageError';
  }
}

/**
 * Waits until a package has been uploaded. It ends at once if uploading failed. Requests that fail with 429, with 500 or above, or
 * without a response do not end the wait.
 *
 * @example
 * const { underlying_name } = await waitForPackage(dli, { resource_name: 'demo.jar', group: 'group1' });
 *
 * @param core A client, or a core.
 * @param input The package.
 * @param options How to wait, and the state to wait for. Default: `READY`.
 * @returns The package in that state.
 * @throws {DliPackageError} if the package cannot reach the state any more, or the time is over
 * @throws {DliInputError} if the package's name or an option is invalid
 * @throws what a call throws, such as a `DliApiError` with the status 404 if there is no such package
 * @see {@link https://support.huaweicloud.com/api-dli/dli_02_0172.html | dli_02_0172}
 */
export async function waitForPackage(
  core: Caller,
  input: ShowJobResourceInput,
  options: ResourceWaitOptions<PackageStatus, ShowJobResourceOutput> = {},
): Promise<ShowJobResourceOutput> {
  checkArguments(core, showJobResource.operationId, options, 'until');
  return waitForState(createPackageTarget(core, input), { ...options, until: options.until ?? 'READY' });
}

function createPackageTarget(core: Caller, input: ShowJobResourceInput): Target<PackageStatus, ShowJobResourceOutput> {
  return {
    kind: 'package',
    core,
    id: input?.group ? `${input.group}/${input.resource_name}` : String(input?.resource_name),
    operationId: showJobResource.operationId,
    states: packageStatus,
    show: (limits, receiveHide) => core.call({ ...showJobResource, receiveHide }, input, limits),
    readState: ({ status }) => status,
    // No field of a package says why uploading it failed.
    readDetail: () => undefined,
    Failure: DliPackageError,
  };
}

/** How to upload packages. The time limit counts from when the upload was accepted, and is that of all packages together. */
export interface UploadPackageOptions extends Omit<ResourceWaitOptions<PackageStatus, ShowJobResourceOutput>, 'until'> {
  /** Whether to wait until all packages are `READY`. Default: `true`; otherwise they are returned in the state that they are in. */
  wait?: boolean | undefined;
}

/**
 * Uploads files from OBS as packages, in the background, and waits until all are ready. A package of the same name and group is replaced.
 *
 * @example
 * const [jar] = await uploadPackage(dli, { paths: ['https://bucket.obs.cn-north-4.myhuaweicloud.com/demo.jar'], kind: 'jar', group: 'group1' });
 *
 * @param core A client, or a core.
 * @param input The files, as `uploadJobResources` takes them; `is_async` is `true` by default.
 * @param options How to wait.
 * @returns The packages, in the order of their paths.
 * @throws {DliPackageError} if uploading one fails, or the time is over
 * @throws {DliInputError} if the input or an option is invalid
 * @throws what a call throws
 * @see {@link https://support.huaweicloud.com/api-dli/dli_02_0130.html | dli_02_0130}
 */
export async function uploadPackage(
  core: Caller,
  input: UploadJobResourcesInput,
  options: UploadPackageOptions = {},
): Promise<ShowJobResourceOutput[]> {
  const { operationId } = uploadJobResources;
  checkArguments(core, operationId, options, 'wait');
  const { wait = true, ...waiting } = options;
  const until = wait ? 'READY' : packageStatus.all;
  const { timeout, signal, clock } = readWaitOptions(core, operationId, { ...waiting, until }, packageStatus);
  await core.call(uploadJobResources, { is_async: true, ...input }, { signal });
  const start = readTimer(clock);
  const packages: ShowJobResourceOutput[] = [];
  for (const resource_name of listFileNames(input)) {
    const target = createPackageTarget(core, { resource_name, group: input.group });
    // A limit has to be above 0: with the least there is, the wait ends as any other that takes too long.
    const timeLeft = Math.max(1, timeout - (readTimer(clock) - start));
    packages.push(await waitForState(target, { ...waiting, timeout: timeLeft, until }));
  }
  return packages;
}

/** Lists the names of what is uploaded. What a response lists may be the whole group. */
function listFileNames({ paths }: UploadJobResourcesInput): string[] {
  return [...new Set(readList(paths).map((path) => readPackageName(String(path))))];
}

/**
 * The name of the package that a file is uploaded as: that of the file, without the query of a URL, which may be signed.
 *
 * @example
 * readPackageName('https://bucket.obs.cn-north-4.myhuaweicloud.com/jars/my%20job.jar?Signature=abc'); // 'my job.jar'
 *
 * @param path A URL, or a path such as `obs://bucket/jars/job.jar`.
 */
export function readPackageName(path: string): string {
  const file = /^https?:/i.test(path) ? decode(path.replace(/[?#].*$/s, '')) : path;
  return file.replace(/^.*\//s, '');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
