import { isNode } from '../generated/openapi/index.ts';
import type { Responder } from '../handler.ts';
import { parseJson, writeJson } from '../json.ts';
import type { Call } from '../request/call.ts';
import { exactBody } from '../request/received.ts';
import type { Answer } from '../response/response.ts';
import { errorAnswer, textAnswer } from '../response/response.ts';
import { schemaViolations } from '../validation/schema.ts';
import { inWords } from '../validation/violation.ts';
import type { SandboxCall } from './handler.ts';
import { handlers } from './handlers.ts';
import { Refusal } from './refusal.ts';
import type { OperationId } from './types.ts';
import type { World } from './world.ts';

/** Answers from what the sandbox holds. A request that asks for one of the document's answers is left to whoever gives those. */
export function createSandboxResponder(world: World): Responder {
  return (call) => {
    const { operationId } = call.operation;
    if (call.choice?.asked || !isHandled(operationId)) return undefined;
    world.settle();
    try {
      // Which call goes with which handler is beyond what types can follow.
      const handle = handlers[operationId] as (call: SandboxCall<OperationId>) => unknown;
      return checkedAnswer(world, call, 200, handle(sandboxCall(world, call)));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return checkedAnswer(world, call, statusOf(world, error), error.reason);
    }
  };
}

function isHandled(operationId: string): operationId is keyof typeof handlers {
  return Object.hasOwn(handlers, operationId);
}

function sandboxCall(world: World, call: Call): SandboxCall<OperationId> {
  const { operation, parameters } = call;
  const path = Object.fromEntries(parameters.path);
  return {
    operation,
    path,
    query: Object.fromEntries(parameters.query),
    body: exactBody(call),
    project: world.project(String(path.project_id)),
    world,
    now: world.clock.now,
  } as SandboxCall<OperationId>;
}

/** The status that the document names for an error's code. */
function statusOf({ loaded: { document } }: World, { reason }: Refusal): number {
  const code = [reason].flat()[0]?.error_code ?? '';
  const codes = document['x-dli-error-codes'];
  const entry = isNode(codes) ? codes[code] : undefined;
  return isNode(entry) && typeof entry.status === 'number' ? entry.status : 400;
}

/** The answer, unless it breaks a promise of the document: then one that says so, for the test to fail. */
function checkedAnswer({ loaded: { schemas } }: World, { operation }: Call, status: number, body: unknown): Answer {
  const schema = operation.responses.get(status)?.schema;
  if (schema === undefined) {
    return errorAnswer(500, `The sandbox wanted to answer ${operation.operationId} with ${status}, which the document does not know.`);
  }
  const text = writeJson(body);
  const { value } = parseJson(text);
  const errors = schemas.errors(schema, value, { stopAtFirst: true });
  if (errors.length === 0) return textAnswer(status, text);
  const violations = schemaViolations(errors, { pointer: 'answer', value, schema, written: () => undefined });
  return errorAnswer(500, `The sandbox's answer to ${operation.operationId} does not fit the document: ${inWords(violations)}`);
}
