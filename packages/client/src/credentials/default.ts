import { loadSteps } from '#credential-steps';
import { DliConfigurationError } from '../errors.ts';
import type { AccessKeys } from '../signing.ts';
import { createAccessKeyAuthentication } from './access-keys.ts';
import type { Authentication } from './credentials.ts';
import { createFunctionAuthentication, noCredentials } from './credentials.ts';

/** Where the default credentials are looked for, in this order. `false` omits a step. */
export interface DefaultCredentialsOptions {
  /**
   * The environment: `HUAWEICLOUD_SDK_IDP_ID` and `HUAWEICLOUD_SDK_ID_TOKEN_FILE`, otherwise `HUAWEICLOUD_SDK_AK` and
   * `HUAWEICLOUD_SDK_SK`, for temporary ones with `HUAWEICLOUD_SDK_SECURITY_TOKEN`.
   */
  environment?: boolean | undefined;
  /**
   * The section `[basic]` of a file, or that file's path. Default: the path in `HUAWEICLOUD_SDK_CREDENTIALS_FILE`, otherwise
   * `~/.huaweicloud/credentials`.
   */
  profile?: boolean | string | undefined;
  /**
   * The metadata service of an ECS, or its address. Default: the address in `HUAWEICLOUD_SDK_METADATA_ENDPOINT`, otherwise
   * `http://169.254.169.254`.
   */
  metadata?: boolean | string | undefined;
}

/** What is read of the environment. */
export interface Federation {
  idpId: string;
  idTokenFile: string;
}

/**
 * Authentication with the credentials that the vendor's tools use: of the environment, of a profile file, or of the agency of
 * an ECS, whichever is found first. Files and the metadata service are read in Node.js, Bun and Deno, when the first call needs
 * them, and again before the credentials expire.
 * @throws {DliConfigurationError} if the environment has only half of them; where there are no files, also if it has none
 */
export function createDefaultAuthentication(options: DefaultCredentialsOptions = {}): Authentication {
  const found = options.environment === false ? undefined : readEnvironment();
  if (found && 'accessKeyId' in found) return createAccessKeyAuthentication(found);
  const load = loadSteps;
  if (load === undefined) throw new DliConfigurationError(noCredentials);
  return createFunctionAuthentication(async (context) => (await load()).findCredentials(options, found, readVariable, context), true);
}

function readEnvironment(): AccessKeys | Federation | undefined {
  const [idpId, idTokenFile] = readPair('HUAWEICLOUD_SDK_IDP_ID', 'HUAWEICLOUD_SDK_ID_TOKEN_FILE');
  if (loadSteps && idpId !== undefined && idTokenFile !== undefined) return { idpId, idTokenFile };
  const [accessKeyId, secretAccessKey] = readPair('HUAWEICLOUD_SDK_AK', 'HUAWEICLOUD_SDK_SK');
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  return { accessKeyId, secretAccessKey, securityToken: readVariable('HUAWEICLOUD_SDK_SECURITY_TOKEN') };
}

function readPair(one: string, other: string): readonly (string | undefined)[] {
  const pair = [readVariable(one), readVariable(other)];
  if ((pair[0] === undefined) === (pair[1] === undefined)) return pair;
  throw new DliConfigurationError(`Of ${one} and ${other} only one is set. Set both, or the option credentials.`);
}

/** A variable of the environment. An empty one counts as not set; without an environment, none is. */
export function readVariable(name: string): string | undefined {
  try {
    return (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env?.[name] || undefined;
  } catch {
    // Deno throws if the program may not read it.
    return undefined;
  }
}
