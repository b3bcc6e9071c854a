import type { Responder } from '../exchange.ts';
import { isNode } from '../generated/openapi/index.ts';
import { parseJson, writeJson } from '../json.ts';
import type { Call } from '../request/call.ts';
import type { MockResponse } from '../response/response.ts';
import { createError, createResponse } from '../response/response.ts';
import { listViolations } from '../validation/schema.ts';
import { formatViolations } from '../validation/violation.ts';
import type { SandboxCall } from './engine/handler.ts';
import { Refusal, Timeout } from './engine/handler.ts';
import type { OperationId } from './engine/types.ts';
import type { World } from './engine/world.ts';
import { handlers } from './registry.ts';

/** Responds from what the sandbox holds. A request that asks for one of the document's responses is left to the examples. */
export function createSandboxResponder(world: World): Responder {
  return (call) => {
    const { operationId, defaultStatus } = call.operation;
    // Which call goes with which handler is beyond what types can follow.
    const handle = handlers.get(operationId) as ((call: SandboxCall<OperationId>) => unknown) | undefined;
    if (call.choice?.isRequested || handle === undefined) return undefined;
    world.settle();
    const sandboxCall = toSandboxCall(world, call);
    const takeBackIds = world.markIds();
    let isChanged = false;
    try {
      const body = handle(sandboxCall);
      isChanged = call.operation.method !== 'GET';
      return createCheckedResponse(world, call, defaultStatus, body);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      isChanged = error instanceof Timeout;
      if (!isChanged) takeBackIds();
      return createCheckedResponse(world, call, findStatus(world, error), error.reason);
    } finally {
      world.leaveProject(sandboxCall.project, isChanged);
    }
  };
}

function toSandboxCall(world: World, call: Call): SandboxCall<OperationId> {
  const { operation, parameters } = call;
  const path = Object.fromEntries(parameters.path);
  return {
    operation,
    path,
    query: Object.fromEntries(parameters.query),
    body: call.body,
    project: world.getProject(String(path.project_id)),
    world,
    now: world.clock.now,
  } as SandboxCall<OperationId>;
}

/** The status that the document has for an error's code. */
function findStatus({ loaded: { document } }: World, error: Refusal): number {
  if (error instanceof Timeout) return error.status;
  const code = [error.reason].flat()[0]?.error_code ?? '';
  const codes = document['x-dli-error-codes'];
  const entry = isNode(codes) ? codes[code] : undefined;
  return isNode(entry) && typeof entry.status === 'number' ? entry.status : 400;
}

/** A response, unless it violates the document: then an error that says so, for the test to fail. */
function createCheckedResponse({ loaded: { schemas } }: World, { operation }: Call, status: number, body: unknown): MockResponse {
  const { operationId, responses } = operation;
  const response = responses.get(status);
  const fail = (reason: string) => createError(500, `The sandbox's response ${status} of ${operationId} ${reason}`);
  if (response === undefined) return fail('is not in the document');
  const { schema } = response;
  if (schema === undefined) return createResponse(status, undefined);
  const text = writeJson(body ?? null);
  const violations = listViolations(schemas, schema, parseJson(text), 'body', { stopAtFirst: true });
  return violations.length === 0 ? createResponse(status, text) : fail(`does not fit the document: ${formatViolations(violations)}`);
}
