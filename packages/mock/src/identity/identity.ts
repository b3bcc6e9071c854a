// Where programs get their credentials from, beside DLI: IAM, and the metadata service of an ECS.
import type { MockRequest } from '../request/call.ts';
import type { AuthOptions, Issued } from '../request/credentials.ts';
import type { MockResponse } from '../response/response.ts';
import { createResponse } from '../response/response.ts';

export interface IdentityOptions {
  /** Respond as IAM: `/v3/auth/tokens`, `/v3/projects`, and the exchange of an identity provider's token for temporary keys. */
  iam: boolean;
  /** Respond as the metadata service of an ECS with an agency. */
  metadata: boolean;
  /** What they give. */
  issued: Issued;
  /** The time, in milliseconds since 1970. */
  now(): number;
}

/** Responds to a request to IAM or the metadata service; `undefined` for any other. */
export type RespondBeside = (request: MockRequest) => MockResponse | undefined;

type Endpoint = (request: MockRequest, body: Json) => MockResponse;
type Json = { readonly [name: string]: Json | undefined } | undefined;

/** The project of every region, as in the document's examples. */
const projectId = '330e068af1334c9782f4226acc00a2e2';
const day = 24 * 3_600_000;
const metadataToken = 'mock-metadata-token';

/** The token and the temporary keys to issue: those of `auth`, or others if it has none. */
export function chooseIssued(auth: AuthOptions = {}): Issued {
  const { token = 'mock-token', accessKeyId, secretAccessKey, securityToken } = typeof auth === 'object' ? auth : {};
  if (accessKeyId && secretAccessKey && securityToken) return { token, keys: { accessKeyId, secretAccessKey, securityToken } };
  const keys = { accessKeyId: 'MOCK-ACCESS-KEY', secretAccessKey: 'mock-secret-key', securityToken: 'mock-security-token' };
  return { token, keys };
}

/** Creates the endpoints that options ask for. They take any identity that is complete. */
export function createIdentity({ iam, metadata, issued, now }: IdentityOptions): RespondBeside {
  const { accessKeyId, secretAccessKey, securityToken } = issued.keys;
  // IAM writes microseconds.
  const format = (milliseconds: number) => new Date(milliseconds).toISOString().replace('Z', '000Z');
  const createKeys = () => ({
    credential: { access: accessKeyId, secret: secretAccessKey, securitytoken: securityToken, expires_at: format(now() + day) },
  });
  const createToken = (methods: string[], name: string, id: string) => {
    const body = { token: { methods, issued_at: format(now()), expires_at: format(now() + day), project: { id, name } } };
    return respond(201, body, { 'x-subject-token': issued.token });
  };

  const iamEndpoints: Record<string, Endpoint> = {
    'POST /v3/auth/tokens': (_, body) => {
      const { identity, scope } = body?.auth ?? {};
      const [method] = Array.isArray(identity?.methods) ? (identity.methods as unknown[]) : [];
      const problem = findIdentityProblem(method, identity);
      if (problem !== undefined) return refuse(400, problem);
      const { id, name } = scope?.project ?? {};
      if (!isText(id) && !isText(name)) return refuse(400, 'auth.scope.project must have an id or a name: DLI takes tokens of a project.');
      return createToken([String(method)], isText(name) ? name : 'mock', isText(id) ? id : projectId);
    },
    'GET /v3/projects': ({ url, headers }) => {
      if (!headers['x-auth-token'] && !headers.authorization) return refuse(401, 'The request is not authenticated.');
      const name = url.searchParams.get('name') ?? 'cn-north-4';
      return respond(200, { projects: [{ id: projectId, name, enabled: true }] });
    },
    'POST /v3.0/OS-AUTH/id-token/tokens': ({ headers }, body) => {
      if (!headers['x-idp-id']) return refuse(400, 'The header X-Idp-Id must name the identity provider.');
      if (!isText(body?.auth?.id_token?.id)) return refuse(400, 'auth.id_token.id must be the ID token.');
      return createToken(['mapped'], 'mock', projectId);
    },
    'POST /v3.0/OS-CREDENTIAL/securitytokens': (_, body) => {
      const problem = findIdentityProblem('token', body?.auth?.identity);
      return problem === undefined ? respond(201, createKeys()) : refuse(400, problem);
    },
  };
  const metadataEndpoints: Record<string, Endpoint> = {
    'PUT /meta-data/latest/api/token': ({ headers }) => {
      if (!/^\d+$/.test(headers['x-metadata-token-ttl-seconds'] ?? '')) {
        return refuse(400, 'The header X-Metadata-Token-Ttl-Seconds must be a number of seconds.');
      }
      const response = createResponse(200, metadataToken);
      response.headers['content-type'] = 'text/plain';
      return response;
    },
    'GET /openstack/latest/securitykey': ({ headers }) =>
      headers['x-metadata-token'] === metadataToken
        ? respond(200, createKeys())
        : refuse(401, 'The header X-Metadata-Token must be the token of PUT /meta-data/latest/api/token.'),
  };
  const endpoints = new Map(Object.entries({ ...(iam && iamEndpoints), ...(metadata && metadataEndpoints) }));

  return (request) => endpoints.get(`${request.method} ${request.url.pathname}`)?.(request, parse(request.body));
}

/** What an identity has to have, by its method. */
const neededByMethod: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['password', ['password.user.name', 'password.user.password', 'password.user.domain.name']],
  ['hw_ak_sk', ['hw_ak_sk.access.key', 'hw_ak_sk.secret.key']],
  ['token', ['token.id']],
]);

/** Which part of an identity is missing. */
function findIdentityProblem(method: unknown, identity: Json): string | undefined {
  const needed = neededByMethod.get(method);
  if (needed === undefined) return `auth.identity.methods must be one of ${[...neededByMethod.keys()].join(', ')}.`;
  const missing = needed.find((path) => !isText(path.split('.').reduce((part: Json, name) => part?.[name], identity)));
  return missing === undefined ? undefined : `auth.identity.${missing} is missing.`;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function parse(body: Uint8Array): Json {
  try {
    return JSON.parse(new TextDecoder().decode(body)) ?? undefined;
  } catch {
    return undefined;
  }
}

function respond(status: number, body: object, headers: Record<string, string> = {}): MockResponse {
  return createResponse(status, JSON.stringify(body), headers);
}

/** An error in the shape of IAM's. */
function refuse(code: number, message: string): MockResponse {
  return respond(code, { error: { code, message, title: code === 401 ? 'Unauthorized' : 'Bad Request' } });
}
