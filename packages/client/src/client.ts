import type { Client, Middleware } from 'openapi-fetch';
import { findUnknownName } from './checks.ts';
import type { Clock } from './clock.ts';
import type { FindProject } from './credentials/project.ts';
import { DliInputError } from './errors.ts';
import type { DliMethods } from './generated/methods.ts';
import * as operations from './generated/operations.ts';
import type { paths } from './generated/schema.ts';
import type { Call, Limits, ReceivedResponse, Send } from './http.ts';
import { createCall, createHeaders, createSend, headerProblem, isIdempotent, readLimits, restoreText } from './http.ts';
import type { Int64Form } from './int64.ts';
import type { DliPromise, DliResponse, ListOperation, Operation, OperationArguments, RequestOptions } from './operation.ts';
import type { CompleteOptions, DliClientOptions, DliCoreOptions, Settings, Validator } from './options.ts';
import { changeOptions, completeOptions, readClientOptions, readCoreOptions } from './options.ts';
import { listItems, listPages } from './paging.ts';
import type { RequestOperation } from './raw.ts';
import { createRaw, createRequest } from './raw.ts';
import { buildRequest, checkInputObject } from './request.ts';
import { readOutput, readRequestId } from './response.ts';

/** A client without named methods: it calls the operations that it is given. Bundled programs keep only those. */
export interface DliCore {
  /**
   * Calls an operation. It is sent again if that is safe: see `maxAttempts` of the client's options.
   * @param operation The operation, from `@dli-openapi/client/operations`.
   * @param args Its input, all fields in one object with their names in the API, then options for this one call.
   * @returns The body of the 2xx response; with `.withResponse()`, also its status, headers and request ID.
   * @throws the errors of {@link DliMethods}
   */
  call<Input, Output>(operation: Operation<Input, Output>, ...args: OperationArguments<NoInfer<Input>>): DliPromise<Output>;
  /** The clock of the options, by which waiters wait, too. */
  readonly clock: Clock;
}

declare const form: unique symbol;

/**
 * What calls operations: a client, a core, or an object with its `call`.
 * @template Form How it gives integers of 64 bits. It exists for the compiler only.
 */
export interface Caller<Form extends Int64Form = Int64Form> extends Pick<DliCore, 'call'>, Partial<Pick<DliCore, 'clock'>> {
  readonly [form]?: Form;
}

/**
 * A client of one project, with one method for each operation. It can be shared by any number of calls at once.
 * @template Form How methods and waiters give integers of 64 bits: `number` by default. `call` and `raw` have the type of `mixed`.
 */
export interface DliClient<Form extends Int64Form = 'number'> extends DliMethods<Form>, DliCore {
  readonly [form]?: Form;

  /**
   * An openapi-fetch client, for calls by method and path. It takes `project_id` with each of them,
   * and gives responses as they are: it ignores `is_success` and does not throw for a status. As in named methods, an
   * integer beyond 2^53 is a bigint, in bodies and in `data`. Its middleware is used by named methods, too, once for each call, not
   * for each attempt, before requests are authenticated; where it makes another `Response`, integers are rounded.
   */
  readonly raw: Client<paths>;

  /**
   * Creates a client with some options changed; it shares credentials, hooks and connections, and begins with the middleware of
   * `raw`. Headers are added to those there are. With another region, `baseUrl` and `projectId` are not kept.
   *
   * @example
   * const other = dli.with({ region: 'cn-east-3', timeout: { total: 600_000 } });
   *
   * @throws {DliConfigurationError} if an option is unknown or invalid
   */
  with<Changed extends Int64Form = Form>(options: DliClientOptions<Changed>): DliClient<NoInfer<Changed>>;
}

/**
 * Creates a client of one project. Project, region and access keys that are omitted come from the environment.
 *
 * @example
 * const dli = createDliClient({ region: 'cn-north-4', projectId, credentials: { token } });
 * const page = await dli.listFlinkJobs({ status: 'job_running', limit: 50 });
 *
 * @throws {DliConfigurationError} if an option is missing or invalid
 */
export function createDliClient<Form extends Int64Form = 'number'>(options: DliClientOptions<Form> = {}): DliClient<NoInfer<Form>> {
  return createClient(completeOptions(options)) as DliClient<NoInfer<Form>>;
}

interface Shared {
  findProject?: FindProject | undefined;
  middleware?: Iterable<Middleware>;
}

function createClient(options: CompleteOptions, { findProject, middleware }: Shared = {}): object {
  const settings = readClientOptions(options);
  settings.findProject &&= findProject ?? settings.findProject;
  const send = createSend(settings);
  const { raw, request, middleware: used } = createRaw(settings, send, middleware);
  const core = createCore(settings, request, send);
  const methods = Object.values(operations).map((operation) => [operation.operationId, createMethod(core, operation)]);
  const createAnother = (changes: DliClientOptions<Int64Form>) => {
    const changed = changeOptions(options, changes);
    const isSameProject = changed.region === options.region && changed.credentials === options.credentials;
    return createClient(changed, { middleware: used, findProject: isSameProject ? settings.findProject : undefined });
  };
  return { ...core, raw, with: createAnother, ...Object.fromEntries(methods) };
}

/**
 * Creates a client that calls the operations it is given. Bundled programs keep only those.
 * @throws {DliConfigurationError} if an option is missing or invalid
 */
export function createDliCore(options: DliCoreOptions): DliCore {
  const settings = readCoreOptions(options);
  const send = createSend(settings);
  return createCore(settings, createRequest(settings, send), send);
}

function createCore(settings: Settings, request: RequestOperation, send: Send): DliCore {
  const { limits } = settings;

  async function run(operation: Operation<never, unknown>, input: unknown, options: RequestOptions): Promise<Result> {
    const parts = buildRequest(operation, input);
    const call = createOperationCall(operation, options, limits);
    const validate = options.validate ?? settings.validate;
    if (validate) await getValidator(operation, validate)(operation, input);
    settings.projectId ??= await settings.findProject?.(send, call);
    parts.params.path.project_id = settings.projectId;
    const received = await request(operation, parts, call);
    const output = readOutput(operation, call, received);
    settings.convert?.(operation, output, call, received.response.status);
    return { output, received, attempts: call.attempts };
  }

  function getValidator({ operationId }: Operation<never, unknown>, validate: Validator | true): Validator {
    const validator = validate === true ? settings.validator : validate;
    if (typeof validator === 'function') return validator;
    throw new DliInputError(operationId, undefined, 'validate has to be checkInput of @dli-openapi/client/validation.');
  }

  function call(operation: Operation<never, unknown>, input: unknown = {}, options: RequestOptions = {}): DliPromise<unknown> {
    const result = run(operation, input, options);
    return Object.assign(
      result.then(({ output }) => output),
      { [whole]: result, withResponse },
    );
  }

  return { call: call as DliCore['call'], clock: settings.clock };
}

interface Result {
  output: unknown;
  received: ReceivedResponse;
  attempts: number;
}

const whole = Symbol('result');

interface CallPromise extends Promise<unknown> {
  readonly [whole]: Promise<Result>;
}

// One function for all calls: V8 keeps one of each call, and what that reaches, until it collects all garbage.
function withResponse(this: CallPromise): Promise<DliResponse<unknown>> {
  // A failure is reported by the result.
  this.catch(() => undefined);
  return this[whole].then(createResponse);
}

function createResponse({ output, received, attempts }: Result): DliResponse<unknown> {
  const response = restoreText(received);
  return { output, response, requestId: readRequestId(response, output), attempts };
}

const optionNames = 'signal headers maxAttempts timeout maxResponseBytes validate';

function createOperationCall(operation: Operation<never, unknown>, options: RequestOptions, defaults: Limits): Call {
  const { operationId, method, path, idempotent } = operation;
  checkInputObject(operationId, options, 'options have');
  const unknown = findUnknownName(options, optionNames);
  if (unknown !== undefined)
    throw new DliInputError(
      operationId,
      undefined,
      `${unknown} is not an option of a call. There are ${optionNames.replaceAll(' ', ', ')}.`,
    );
  const limits = readLimits(options, defaults);
  if (typeof limits === 'string') throw new DliInputError(operationId, undefined, limits);
  const { signal } = options;
  const headers = options.headers && createHeaders(options.headers);
  if (options.headers && !headers) throw new DliInputError(operationId, undefined, `headers ${headerProblem}`);
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new DliInputError(operationId, undefined, 'signal is not an AbortSignal. Use the `signal` of an AbortController.');
  }
  return createCall({ operationId, path, idempotent: idempotent ?? isIdempotent(method), limits, signal, headers });
}

function createMethod(core: DliCore, operation: Operation<never, unknown> | ListOperation<never, unknown, unknown>) {
  const method = (input?: never, options?: RequestOptions) => core.call(operation, input as never, options);
  if (!('paging' in operation)) return method;
  return Object.assign(method, {
    items: (input?: never, options?: RequestOptions) => listItems(core, operation, input as never, options),
    pages: (input?: never, options?: RequestOptions) => listPages(core, operation, input as never, options),
  });
}
