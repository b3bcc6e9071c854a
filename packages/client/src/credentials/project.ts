import { DliConfigurationError } from '../errors.ts';
import type { Call, HttpSettings, Send } from '../http.ts';
import { createCall } from '../http.ts';
import { createHide } from '../secrets.ts';
import type { Authentication, AuthenticationContext } from './credentials.ts';
import { readIamAddress, readIamResponse } from './iam.ts';

/** Finds the ID of a client's project, within the time of a call. */
export type FindProject = (send: Send, call: Call) => Promise<string>;

const operationId = 'GET /v3/projects';

/**
 * Finds the ID that the credentials name, otherwise that of the region's project in IAM. It is looked up once for all the calls
 * that wait, and kept.
 */
export function createFindProject(settings: Pick<HttpSettings, 'limits' | 'region' | 'iamEndpoint'>): FindProject {
  let pending: Promise<string> | undefined;
  return (send, call) =>
    send.ask((authentication, context) => {
      pending ??= find(send, authentication, context).catch((error: unknown) => {
        pending = undefined;
        throw error;
      });
      return pending;
    }, call);

  async function find(send: Send, authentication: Authentication, context: AuthenticationContext): Promise<string> {
    const { projectId, iamEndpoint = settings.iamEndpoint } = (await authentication.findProject?.(context)) ?? {};
    return projectId ?? (await lookUp(send, iamEndpoint));
  }

  async function lookUp(send: Send, iamEndpoint: string | undefined): Promise<string> {
    const { region, limits } = settings;
    const call = createCall({ operationId, idempotent: true, limits });
    if (iamEndpoint === undefined) throw new DliConfigurationError('projectId is missing. Set it, or region so that IAM can be asked.');
    const url = `${readIamAddress(iamEndpoint)}/v3/projects?name=${region}`;
    const { response, text } = await send({ method: 'GET', url, headers: [], body: undefined }, call);
    const { projects } = readIamResponse(operationId, response, text, call.attempts, createHide(call));
    const found: { id?: unknown }[] = Array.isArray(projects) ? projects : [];
    const [project] = found;
    if (found.length === 1 && typeof project?.id === 'string') return project.id;
    throw new DliConfigurationError(`projectId is missing, and IAM has ${found.length} projects named ${region}. Set projectId.`);
  }
}
