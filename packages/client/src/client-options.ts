import { authenticationOf, noCredentials } from './credentials/credentials.ts';
import type { Environment } from './credentials/environment.ts';
import { readEnvironment } from './credentials/environment.ts';
import { DliConfigurationError } from './errors/index.ts';
import type { Region } from './generated/regions.ts';
import { regions } from './generated/regions.ts';
import { loggingHooks } from './logging/logger.ts';
import type { DliClientOptions, DliCoreOptions } from './options.ts';
import { checkOptions } from './options.ts';
import type { AccessKeys } from './signing/sign.ts';

/**
 * The options of a client as its core takes them: what is left out filled in from the environment, credentials turned into
 * an authentication, the logger into hooks.
 * @throws {DliConfigurationError} when there are no credentials, or they cannot be used
 */
export function coreOptionsOf(options: DliClientOptions): DliCoreOptions {
  checkOptions(options);
  const { logger, ...others } = options;
  const environment = readEnvironment();
  const region = options.region ?? (options.baseUrl === undefined ? (environment.region as Region | undefined) : undefined);
  const projectId = options.projectId ?? environment.projectId;
  if (region === undefined && options.baseUrl === undefined)
    throw new DliConfigurationError('Neither region nor baseUrl is given. Give one of them, or set HUAWEICLOUD_SDK_REGION_ID.');
  if (projectId === undefined) throw new DliConfigurationError('projectId is missing. Give it, or set HUAWEICLOUD_SDK_PROJECT_ID.');
  return {
    ...others,
    region,
    projectId,
    credentials: authenticationOf(options.credentials ?? accessKeysIn(environment), environment.iamEndpoint ?? iamOf(region)),
    hooks: [options.hooks ?? [], logger ? loggingHooks(logger) : []].flat(),
  };
}

function accessKeysIn({ accessKeyId, secretAccessKey, securityToken }: Environment): AccessKeys {
  if (accessKeyId === undefined && secretAccessKey === undefined) throw new DliConfigurationError(noCredentials);
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    throw new DliConfigurationError('Of HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK only one is set. Set both, or give credentials.');
  }
  return { accessKeyId, secretAccessKey, securityToken };
}

function iamOf(region: Region | undefined): string | undefined {
  return region !== undefined && Object.hasOwn(regions, region) ? regions[region].replace('//dli.', '//iam.') : undefined;
}
