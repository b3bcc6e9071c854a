import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { readAddress } from '../address.ts';
import { DliCallError } from '../errors.ts';
import type { ReceivedResponse } from '../http.ts';
import type { AuthenticationContext, GivenCredentials } from './credentials.ts';
import type { DefaultCredentialsOptions, Federation } from './default.ts';
import { postToIam, readIamAddress, readSubjectToken } from './iam.ts';

type ReadVariable = (name: string) => string | undefined;

/**
 * The credentials of the first step that has some.
 * @param federation what the environment has, if the step is not omitted
 * @throws {Error} that says what each step found, if none has credentials, and what is wrong where a step has unusable ones
 */
export async function findCredentials(
  { environment, profile, metadata }: DefaultCredentialsOptions,
  federation: Federation | undefined,
  readVariable: ReadVariable,
  context: AuthenticationContext,
): Promise<GivenCredentials> {
  if (federation) return exchangeIdToken(federation, readVariable('HUAWEICLOUD_SDK_IAM_ENDPOINT') ?? context.iamEndpoint, context);
  const seen = [`Environment: ${environment === false ? 'omitted' : 'HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK are not set'}.`];
  for (const [name, option, read] of [
    ['Profile', profile, readProfile],
    ['Metadata service', metadata, askMetadataService],
  ] as const) {
    const found = option === false ? 'omitted' : await read(typeof option === 'string' ? option : undefined, readVariable, context);
    if (typeof found !== 'string') return found;
    seen.push(`${name}: ${found}.`);
  }
  throw new Error(`No credentials were found. ${seen.join(' ')}`);
}

async function readProfile(given: string | undefined, readVariable: ReadVariable, context: AuthenticationContext) {
  const path = given ?? readVariable('HUAWEICLOUD_SDK_CREDENTIALS_FILE') ?? join(homedir(), '.huaweicloud', 'credentials');
  const text = await readTextFile(path);
  if (text === undefined) return `there is no file ${path}`;
  const section = parseSection(text, 'basic');
  if (section === undefined) return `${path} has no section [basic]`;
  const { ak, sk, security_token, project_id, iam_endpoint, idp_id, id_token_file } = section;
  const hint = { projectId: project_id, iamEndpoint: iam_endpoint };
  if (idp_id && id_token_file) {
    const endpoint = iam_endpoint ?? readVariable('HUAWEICLOUD_SDK_IAM_ENDPOINT') ?? context.iamEndpoint;
    return { ...(await exchangeIdToken({ idpId: idp_id, idTokenFile: id_token_file }, endpoint, context)), ...hint };
  }
  if (ak && sk) return { accessKeyId: ak, secretAccessKey: sk, securityToken: security_token, ...hint };
  const pairs = [
    ['ak', 'sk'],
    ['idp_id', 'id_token_file'],
  ] as const;
  const half = pairs.find(([one, other]) => section[one] || section[other]);
  if (half) throw new Error(`The section [basic] of ${path} has only one of ${half.join(' and ')}. Set both.`);
  return `the section [basic] of ${path} has neither ak and sk nor idp_id and id_token_file`;
}

async function readTextFile(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new Error(`${path} cannot be read: ${(error as Error).message}`);
  }
}

/** The values of a section of an INI file, by lower-case name. Empty ones are omitted. */
function parseSection(text: string, section: string): Record<string, string | undefined> | undefined {
  let values: Record<string, string> | undefined;
  let isInside = false;
  for (const line of text.replace(/^\ufeff/, '').split(/\r?\n/)) {
    const [, name] = /^\s*\[([^\]]*)\]/.exec(line) ?? [];
    if (name !== undefined) isInside = name.trim() === section;
    if (!isInside) continue;
    values ??= {};
    const [, key, value] = /^\s*([^#;=:\s][^=:]*?)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
    if (key !== undefined && value) values[key.toLowerCase()] = value;
  }
  return values;
}

const sixHours = 6 * 60 * 60;

/** Exchanges the token of an identity provider for temporary access keys. */
async function exchangeIdToken(
  { idpId, idTokenFile }: Federation,
  iamEndpoint: string | undefined,
  context: AuthenticationContext,
): Promise<GivenCredentials> {
  const iam = readIamAddress(iamEndpoint);
  const idToken = (await readTextFile(idTokenFile))?.trim();
  if (!idToken) throw new Error(`The file of the ID token, ${idTokenFile}, ${idToken === '' ? 'is empty' : 'does not exist'}.`);
  const secrets = new Set([idToken]);
  const { response } = await postToIam(context, `${iam}/v3.0/OS-AUTH/id-token/tokens`, { auth: { id_token: { id: idToken } } }, secrets, [
    ['x-idp-id', idpId],
  ]);
  const token = readSubjectToken(response);
  secrets.add(token);
  const identity = { methods: ['token'], token: { id: token, duration_seconds: sixHours } };
  const { content } = await postToIam(context, `${iam}/v3.0/OS-CREDENTIAL/securitytokens`, { auth: { identity } }, secrets);
  return readTemporaryKeys(content, 'IAM');
}

/** A machine without the service does not respond, so it is asked once and for a short time only. */
const metadataLimits = { maxAttempts: 1, attempt: 3_000 };

/** The temporary access keys of the agency of an ECS; what the service said, if there are none. */
async function askMetadataService(given: string | undefined, readVariable: ReadVariable, context: AuthenticationContext) {
  const address = given ?? readVariable('HUAWEICLOUD_SDK_METADATA_ENDPOINT') ?? 'http://169.254.169.254';
  const endpoint = readAddress('The address of the metadata service', address);
  const secrets = new Set<string>();
  const send = (method: string, path: string, headers: readonly (readonly [string, string])[]): Promise<ReceivedResponse> =>
    context.send(`${method} ${path}`, { method, url: endpoint + path, headers, body: undefined }, secrets, metadataLimits);
  try {
    const { response, text: token } = await send('PUT', '/meta-data/latest/api/token', [
      ['x-metadata-token-ttl-seconds', String(sixHours)],
    ]);
    if (response.ok) secrets.add(token);
    // Older machines take no token.
    const keys = await send('GET', '/openstack/latest/securitykey', response.ok ? [['x-metadata-token', token]] : []);
    if (!keys.response.ok) return `${endpoint} responded with status ${keys.response.status}. Does the machine have an agency?`;
    return readTemporaryKeys(parse(keys.text), endpoint);
  } catch (error) {
    if (error instanceof DliCallError) return `${endpoint} did not respond (${error.name})`;
    throw error;
  }
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

function readTemporaryKeys({ credential }: Readonly<Record<string, unknown>>, from: string): GivenCredentials {
  const { access, secret, securitytoken, expires_at } = (credential ?? {}) as Record<string, string | undefined>;
  if (!access || !secret || !securitytoken) throw new Error(`The response of ${from} has no temporary access keys.`);
  return { accessKeyId: access, secretAccessKey: secret, securityToken: securitytoken, expiresAt: expires_at };
}
