/** The base class of this package's errors. None of them holds a token or a key. */
export class DliError extends Error {
  override get name(): string {
    return 'DliError';
  }
}

/** An option of the client is missing or invalid. Thrown by `createDliClient` and `createDliCore`; nothing was sent. */
export class DliConfigurationError extends DliError {
  override get name(): 'DliConfigurationError' {
    return 'DliConfigurationError';
  }
}

/** One rule of the document that a value violates. */
export interface InputViolation {
  /** Where, as a JSON Pointer into the value, such as `/resource_config/max_slot`. */
  readonly pointer: string;
  /** The rule, as JSON Schema calls it: `required`, `maximum`, `pattern` and so on; `json` for JSON in a string. */
  readonly rule: string;
  /** What the value has to be. */
  readonly message: string;
}

interface InputErrorOptions extends ErrorOptions {
  violations?: readonly InputViolation[];
}

/** The input of a call cannot be sent. Nothing was sent. */
export class DliInputError extends DliError {
  declare readonly operationId: string;
  /** The invalid field, if it is one. */
  declare readonly field: string | undefined;
  /** Everything that violates the document, with the option `validate`. Empty otherwise. */
  declare readonly violations: readonly InputViolation[];

  constructor(operationId: string, field: string | undefined, problem: string, options?: InputErrorOptions) {
    super(`${operationId}: ${field === undefined ? '' : `${field} `}${problem}`, options);
    this.operationId = operationId;
    this.field = field;
    this.violations = options?.violations ?? [];
  }

  override get name(): 'DliInputError' {
    return 'DliInputError';
  }
}

/** A text is not the JSON that its field documents, or a value cannot be written as such JSON. */
export class DliJsonError extends DliError {
  /** The schema that the JSON has to match. */
  declare readonly schema: string;
  /** Everything that violates the schema. Empty if the text is not JSON at all. */
  declare readonly violations: readonly InputViolation[];

  constructor(schema: string, problem: string, violations: readonly InputViolation[] = [], options?: ErrorOptions) {
    super(`${schema}: ${problem}`, options);
    this.schema = schema;
    this.violations = violations;
  }

  override get name(): 'DliJsonError' {
    return 'DliJsonError';
  }
}

/** What is known about a call that failed. */
export interface CallFailure {
  operationId: string;
  attempts: number;
  status?: number | undefined;
  requestId?: string | undefined;
  errorCode?: string | undefined;
  errorMessage?: string | undefined;
  retryAfter?: number | undefined;
}

/** The base class of errors of a call in progress. No message and no field shows a secret that was sent. */
export class DliCallError extends DliError {
  /** The operation that was called; method and path for a call through `raw`. */
  declare readonly operationId: string;
  /** How many times the request was sent. */
  declare readonly attempts: number;
  /** The HTTP status of the last response, if there was one. */
  declare readonly status: number | undefined;
  /** The ID to quote to support, if the response has one. */
  declare readonly requestId: string | undefined;
  /**
   * `error_code` of the response, or the code that its message begins with, if it has one. `explain` of
   * `@dli-openapi/client/error-codes` says what it means.
   */
  declare readonly errorCode: string | undefined;
  /** `error_msg` or `message` of the response, if it has one. */
  declare readonly errorMessage: string | undefined;
  /** The job or resource that was waited for when the signal aborted, by its ID or name. Unless it was cancelled, it runs on. */
  declare jobId?: string | undefined;

  constructor(problem: string, failure: CallFailure, options?: ErrorOptions) {
    const { operationId, attempts, status, requestId, errorCode, errorMessage, retryAfter } = failure;
    const details = [
      status !== undefined && `status ${status}`,
      requestId !== undefined && `request ${requestId}`,
      attempts > 1 && `${attempts} attempts`,
      retryAfter && `retry after ${Math.ceil(retryAfter / 1000)} s`,
    ].filter(Boolean);
    super(`${operationId} ${problem}${details.length === 0 ? '' : ` (${details.join(', ')})`}`, options);
    this.operationId = operationId;
    this.attempts = attempts;
    this.status = status;
    this.requestId = requestId;
    this.errorCode = errorCode;
    this.errorMessage = errorMessage;
  }

  override get name(): string {
    return 'DliCallError';
  }
}

/** One error in the body of a response. */
export interface ServiceError {
  /** The code to act on: `DLI.…` from the service, `APIGW.…` from the gateway in front of it. */
  readonly errorCode: string | undefined;
  /** The message, for a person to read. */
  readonly errorMessage: string | undefined;
}

/** What is known about a response that is an error. */
export interface ApiFailure extends CallFailure {
  status: number;
  /** Parsed if it is JSON, otherwise its text, `undefined` if it is empty. */
  body: unknown;
}

/**
 * The service refused or failed: the response is not 2xx, or it is 2xx and its `is_success` is false.
 * `errorCode` and `errorMessage` are those of the first error if the body lists several.
 */
export class DliApiError extends DliCallError {
  /** The HTTP status. It can be 2xx: see `is_success` in {@link body}. It is 0 for a redirect in a browser. */
  declare readonly status: number;
  /** Every error in the body, which can be a list. Empty if the body is not JSON. */
  declare readonly errors: readonly ServiceError[];
  /** The body: parsed if it is JSON, otherwise its text, `undefined` if it is empty. */
  declare readonly body: unknown;
  /**
   * How long the service asks to wait before the next request, in milliseconds, if the response says so. The call did not
   * wait if that is longer than `timeout.total` allows.
   */
  declare readonly retryAfter: number | undefined;

  constructor(failure: ApiFailure) {
    const { status, body } = failure;
    const errors = listServiceErrors(body);
    const problem = errors.map(formatServiceError).join('; ') || describeUnnamedError(status, body);
    super(`failed: ${problem}`, { ...failure, ...errors[0] });
    this.errors = errors;
    this.body = body;
    this.retryAfter = failure.retryAfter;
  }

  override get name(): 'DliApiError' | 'DliAuthenticationError' | 'DliRateLimitError' {
    return 'DliApiError';
  }
}

/** The status is 401: token, access key or signature is not accepted, even after it was renewed if it can be. */
export class DliAuthenticationError extends DliApiError {
  override get name(): 'DliAuthenticationError' {
    return 'DliAuthenticationError';
  }
}

/**
 * The status is 429: too many requests in too short a time. No attempt is left, or no time for the wait that
 * {@link DliApiError.retryAfter} asks for.
 */
export class DliRateLimitError extends DliApiError {
  override get name(): 'DliRateLimitError' {
    return 'DliRateLimitError';
  }
}

/** The error of a response, by its status. */
export function createApiError(failure: ApiFailure): DliApiError {
  if (failure.status === 401) return new DliAuthenticationError(failure);
  return failure.status === 429 ? new DliRateLimitError(failure) : new DliApiError(failure);
}

// Messages about SQL begin with their code.
const leadingCode = /^((?:DLI|APIGW)\.\d+):/;

function listServiceErrors(body: unknown): ServiceError[] {
  const candidates: unknown[] = Array.isArray(body) ? body : [body];
  return candidates.flatMap((candidate) => {
    if (typeof candidate !== 'object' || candidate === null) return [];
    const { error_code, error_msg, message } = candidate as Record<string, unknown>;
    const errorMessage = readText(error_msg) ?? readText(message);
    const error = { errorCode: readText(error_code) ?? errorMessage?.match(leadingCode)?.[1], errorMessage };
    return error.errorCode === undefined && error.errorMessage === undefined ? [] : [error];
  });
}

function readText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function formatServiceError({ errorCode, errorMessage }: ServiceError): string {
  if (errorMessage && errorCode && leadingCode.exec(errorMessage)?.[1] === errorCode) return errorMessage;
  return [errorCode, errorMessage].filter((part) => part !== undefined).join(' ');
}

function describeUnnamedError(status: number, body: unknown): string {
  if (status >= 200 && status < 300) return 'is_success is false, and no message says why';
  if (status === 0 || (status >= 300 && status < 400)) return 'the response is a redirect, which is not followed; check baseUrl';
  if (body === undefined) return 'the response has no body';
  return typeof body === 'string' ? 'the response is not JSON' : 'the response has no error message';
}

/**
 * A 2xx response has a body that is not a JSON object or array, such as a gateway's HTML page, or an empty one; or it has an
 * integer that a number would round, which the option `int64` of the client is about; or it lacks the ID of the job to wait for.
 */
export class DliResponseError extends DliCallError {
  declare readonly status: number;
  /** The body as text; of an integer that a number would round, its digits; empty if the ID of a job is missing. */
  declare readonly body: string;

  constructor(failure: CallFailure & { status: number; body: string }, problem?: string) {
    const found = failure.body === '' ? 'an empty body' : 'a body that is neither a JSON object nor a JSON array';
    super(problem === undefined ? `received ${found}` : `received a response in which ${problem}`, failure);
    this.body = failure.body;
  }

  override get name(): 'DliResponseError' {
    return 'DliResponseError';
  }
}

/** The body of a response is longer than `maxResponseBytes` allows, after decompression. It was not read to its end. */
export class DliResponseTooLargeError extends DliCallError {
  declare readonly status: number;
  /** The limit in bytes. */
  declare readonly maxResponseBytes: number;

  constructor(failure: CallFailure & { status: number }, maxResponseBytes: number) {
    super(`received a body longer than maxResponseBytes allows, ${maxResponseBytes} bytes`, failure);
    this.maxResponseBytes = maxResponseBytes;
  }

  override get name(): 'DliResponseTooLargeError' {
    return 'DliResponseTooLargeError';
  }
}

/**
 * No complete response arrived: the connection was refused, failed or broke. Unless it was refused, the service may have
 * acted. `cause` is the error of `fetch`: its name, message, code and causes.
 */
export class DliConnectionError extends DliCallError {
  constructor(failure: CallFailure, cause: unknown) {
    super(`received ${failure.status ? 'part of a' : 'no'} response: ${describeCause(cause)}`, failure, { cause });
  }

  override get name(): 'DliConnectionError' {
    return 'DliConnectionError';
  }
}

// Node's fetch says no more than "fetch failed"; the reason is in its cause, for an AggregateError only as a code.
function describeCause(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const { message, code } = (cause.cause ?? {}) as { message?: unknown; code?: unknown };
  const reason = message || code;
  return reason ? `${cause.message} (${reason})` : cause.message;
}

/** The call took too long and was cancelled. The service may have acted. */
export class DliTimeoutError extends DliCallError {
  /** The limit that was exceeded: of one attempt, of the whole call, or of a signal of `AbortSignal.timeout`. */
  declare readonly limit: 'attempt' | 'total' | 'signal';
  /** The limit in milliseconds; `undefined` for a signal. */
  declare readonly milliseconds: number | undefined;

  constructor(failure: CallFailure, limit: 'attempt' | 'total' | 'signal', milliseconds?: number, options?: ErrorOptions) {
    const allowed = limit === 'signal' ? 'its signal allows' : `timeout.${limit} allows, ${milliseconds} ms`;
    super(`took longer than ${allowed}`, failure, options);
    this.limit = limit;
    this.milliseconds = milliseconds;
  }

  override get name(): 'DliTimeoutError' {
    return 'DliTimeoutError';
  }
}

/**
 * The call's signal aborted. `cause` is the signal's `reason`. The name is `AbortError`, by which programs and libraries
 * recognise a call that was cancelled on purpose. The service may have acted.
 */
export class DliAbortError extends DliCallError {
  constructor(failure: CallFailure, reason: unknown) {
    super('was aborted by its signal', failure, { cause: reason });
  }

  override get name(): 'AbortError' {
    return 'AbortError';
  }
}

/** The function that gives the credentials failed, or gave something invalid. `cause` says why. */
export class DliCredentialsError extends DliCallError {
  constructor(failure: CallFailure, problem: string, options?: ErrorOptions) {
    super(`could not get credentials: ${problem}`, failure, options);
  }

  override get name(): 'DliCredentialsError' {
    return 'DliCredentialsError';
  }
}

/** What is known about a wait that failed. */
export interface WaitFailure {
  readonly reason: 'unreachable' | 'timeout';
  readonly until: readonly string[];
  readonly state: string | undefined;
  readonly detail: string | undefined;
  readonly job: unknown;
  readonly elapsed: number;
}

/** A job or resource did not reach the state that was waited for. Each kind has a subclass, whose `job` and `state` are typed. */
export class DliWaitError extends DliError {
  /** `unreachable`: the job cannot reach it any more, unless somebody runs it again. `timeout`: it took too long. */
  readonly reason: 'unreachable' | 'timeout';
  /** The ID of the job or connection, or the name of the pool or package. */
  readonly jobId: string;
  /** The states that were waited for. */
  readonly until: readonly string[];
  /** The last known state, if any. */
  declare readonly state: string | undefined;
  /** What the service says of that state, such as why the job failed, if it says anything. */
  readonly detail: string | undefined;
  /** The job or resource as it was last read. It is not printed with the error: it may hold SQL. */
  declare readonly job: unknown;
  /** How long the wait took, in milliseconds. */
  readonly elapsed: number;

  constructor(kind: string, jobId: string, failure: WaitFailure, options?: ErrorOptions) {
    const { reason, until, state, detail, job, elapsed } = failure;
    const what = `The ${kind} ${jobId}`;
    const goal = until.join(' or ');
    const time = elapsed < 1_000 ? `${elapsed} ms` : `${Math.round(elapsed / 100) / 10} s`;
    const last = state === undefined ? 'its state was never read' : `its last state was ${state}`;
    const passing = options?.cause instanceof Error ? ` The last request failed: ${options.cause.message.replace(/\.$/, '')}.` : '';
    super(
      reason === 'timeout'
        ? `${what} was not ${goal} after ${time}; ${last}.${passing} Set a longer timeout if that can be normal.`
        : `${what} is ${state}, from which it cannot become ${goal}${detail === undefined ? '' : `: ${detail}`}`,
      options,
    );
    this.reason = reason;
    this.jobId = jobId;
    this.until = until;
    this.state = state;
    this.detail = detail;
    Object.defineProperty(this, 'job', { value: job });
    this.elapsed = elapsed;
  }

  override get name(): string {
    return 'DliWaitError';
  }
}

/** A list cannot be read to its end: the service gave fewer entries than there are, or may have. */
export class DliIncompleteError extends DliError {
  declare readonly operationId: string;
  /** How many entries were read, those before the position of the input included. */
  declare readonly read: number;
  /** How many there are, if a response says so. */
  declare readonly total: number | undefined;

  constructor(operationId: string, read: number, total: number | undefined, problem: string) {
    super(`${operationId} cannot be read to its end: ${problem}`);
    this.operationId = operationId;
    this.read = read;
    this.total = total;
  }

  override get name(): 'DliIncompleteError' {
    return 'DliIncompleteError';
  }
}
