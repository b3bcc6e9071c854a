import { findUnknownName } from '../checks.ts';
import type { Clock } from '../clock.ts';
import { DliConfigurationError } from '../errors.ts';
import type { ReceivedResponse } from '../http.ts';
import type { HttpRequest } from '../request.ts';
import type { AccessKeys } from '../signing.ts';
import { findAccessKeyProblem } from '../signing.ts';
import { createAccessKeyAuthentication, createSigner } from './access-keys.ts';
import type { IamIdentity } from './iam.ts';
import { createIamAuthentication, readIamAddress } from './iam.ts';
import type { Expiring, Expiry } from './renewal.ts';
import { createRenewedAuthentication } from './renewal.ts';
import type { Token, TokenCredentials } from './token.ts';
import { addToken, createTokenAuthentication, readToken } from './token.ts';

/** A request just before it is sent. */
export interface OutgoingRequest {
  readonly method: string;
  /** The URL with its query. */
  readonly url: string;
  /** By lower-case name. They are sent as they are after authentication. */
  readonly headers: Map<string, string>;
  readonly body: string | Uint8Array<ArrayBuffer> | undefined;
  /** Texts that errors and logs of this call must not show. Headers named as secrets need not be added. */
  readonly secrets: Set<string>;
}

/** What authentication can use besides the request. */
export interface AuthenticationContext {
  readonly clock: Clock;
  /** The ID of the client's project; `undefined` as long as it has not been looked up. */
  readonly projectId: string | undefined;
  /** What tells the client's project from others, as IAM takes it: its ID, or its name, which is that of the region. */
  readonly scope: { readonly id: string } | { readonly name: string | undefined };
  /** The address of IAM for the client's region, if it is known. */
  readonly iamEndpoint: string | undefined;
  /**
   * Sends a request of the authentication itself, with the client's retries, time limits and hooks.
   * @param secrets Texts that errors and logs must not show of it.
   * @param limits How often it is sent, and how long an attempt may take if the client's limit is longer.
   * @returns The response, whatever its status, and how many times the request was sent.
   * @throws {DliError} if no complete response arrives
   */
  send(
    operationId: string,
    request: HttpRequest,
    secrets: Set<string>,
    limits?: { maxAttempts: number; attempt: number },
  ): Promise<ReceivedResponse & { attempts: number }>;
}

/** What credentials know of their project. */
export interface ProjectHint {
  /** Its ID. */
  projectId?: string | undefined;
  /** The address of the IAM that can be asked for the ID. */
  iamEndpoint?: string | undefined;
}

/** A way to prove who calls. `createTokenAuthentication` and its like make one; programs can bring their own. */
export interface Authentication {
  /** Adds the proof to a request. Called before every attempt. */
  authenticate(request: OutgoingRequest, context: AuthenticationContext): void | Promise<void>;
  /**
   * Called for a response with status 401, once for each call. Gives the reason, for logs, to authenticate and send the
   * request again; `undefined` if that would not help.
   */
  onUnauthorized?(
    request: OutgoingRequest,
    response: Response,
    context: AuthenticationContext,
  ): string | undefined | Promise<string | undefined>;
  /** Called once if the client has no `projectId`. */
  findProject?(context: AuthenticationContext): Promise<ProjectHint>;
}

/** What IAM exchanges for a token. */
export interface IamCredentials {
  /** A user or permanent access keys, and IAM's address if it is not that of the region. */
  iam: IamIdentity & { endpoint?: string | undefined };
}

/** Access keys and when they expire. */
export interface ExpiringAccessKeys extends AccessKeys {
  /** When they expire. If omitted, they are used until DLI refuses them. */
  expiresAt?: Expiry | undefined;
}

/** A token or access keys, and what is known of their project. */
export type GivenCredentials = (Token | ExpiringAccessKeys) & ProjectHint;

/**
 * Gives a token or access keys. Called when they are first needed, before the last ones expire, and after DLI refused them; for
 * clients of several projects that share it, for each project.
 */
export type CredentialsFunction = (context: AuthenticationContext) => GivenCredentials | Promise<GivenCredentials>;

/**
 * What proves to DLI who calls: a token, access keys that sign every request, what IAM exchanges for a token, a function
 * that gives a token or access keys, or an authentication of your own.
 */
export type Credentials = TokenCredentials | AccessKeys | IamCredentials | CredentialsFunction | Authentication;

/**
 * Turns credentials into an authentication. Only that holds the secrets.
 * @param iamEndpoint The address of IAM, if it is known.
 * @throws {DliConfigurationError} if the credentials are invalid; the message does not show them
 */
export function createAuthentication(credentials: Credentials, iamEndpoint: string | undefined): Authentication {
  if (typeof credentials === 'function') return createFunctionAuthentication(credentials);
  checkForm(credentials);
  if (typeof credentials === 'object' && credentials !== null) {
    if ('accessKeyId' in credentials) return createAccessKeyAuthentication(credentials);
    if ('iam' in credentials) {
      const { iam } = credentials;
      const authentication = createIamAuthentication(iam, iam?.endpoint);
      // Known here, it is an error before the first call.
      readIamAddress(iam.endpoint ?? iamEndpoint);
      return authentication;
    }
  }
  return createTokenOrOwnAuthentication(credentials);
}

function checkForm(credentials: unknown): void {
  const isObject = typeof credentials === 'object' && credentials !== null;
  if (credentials === null || (isObject && 'authenticate' in credentials)) return;
  const forms = ['accessKeyId secretAccessKey securityToken', 'iam', 'token'];
  const form = isObject && forms.find((names) => names.split(' ').some((name) => name in credentials));
  const unknown = form && findUnknownName(credentials as object, form);
  if (form && unknown === undefined) return;
  const problem = form ? `with ${form.replaceAll(' ', ', ')} cannot have ${unknown} as well` : 'have none of the forms that exist';
  const exist = '{ token }, { accessKeyId, secretAccessKey, securityToken }, { iam } or a function';
  throw new DliConfigurationError(`credentials ${problem}. Set ${exist}.`);
}

/**
 * Turns a token into an authentication, and leaves one as it is.
 * @throws {DliConfigurationError} if it is neither; the message does not show it
 */
export function createTokenOrOwnAuthentication(credentials: TokenCredentials | Authentication): Authentication {
  if (typeof credentials === 'object' && credentials !== null) {
    if ('authenticate' in credentials) return credentials;
    if ('token' in credentials) return createTokenAuthentication(credentials.token);
  }
  throw new DliConfigurationError(noCredentials);
}

export const noCredentials =
  'credentials are missing. Set { token }, { accessKeyId, secretAccessKey }, { iam } or a function, or HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK.';

interface Obtained extends ProjectHint {
  proof: string | AccessKeys;
}

/**
 * Authentication with whatever a function gives, called once for all the calls that wait for it.
 * @param isForEveryProject Whether clients of all projects use the same.
 */
export function createFunctionAuthentication(give: CredentialsFunction, isForEveryProject = false): Authentication {
  const signer = createSigner();
  const obtain = async (context: AuthenticationContext): Promise<Expiring<Obtained>> => {
    const given = await give(context);
    if (typeof given !== 'object' || given === null) throw new Error('The function gave neither { token } nor access keys.');
    const { projectId, iamEndpoint, expiresAt, ...rest } = given;
    if ('token' in rest) return { value: { proof: readToken(rest).value, projectId, iamEndpoint }, expiresAt };
    const problem = findAccessKeyProblem(rest);
    if (problem !== undefined) throw new Error(problem);
    return { value: { proof: rest, projectId, iamEndpoint }, expiresAt };
  };
  const add = ({ proof }: Obtained, request: OutgoingRequest, context: AuthenticationContext) => {
    if (typeof proof === 'string') addToken(proof, request);
    else signer.sign(proof, request, context);
  };
  const renewed = createRenewedAuthentication(obtain, add, isForEveryProject);
  return {
    authenticate: renewed.authenticate,
    onUnauthorized: (request, response, context) =>
      signer.correctClock(request, response, context) ?? renewed.onUnauthorized(request, response, context),
    findProject: renewed.getValue,
  };
}
