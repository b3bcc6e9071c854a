import { DliError } from './dli-error.ts';

/** The service answered 2xx with something that is not a JSON object or array, such as a gateway's HTML page or nothing. */
export class DliResponseError extends DliError {
  /** The operation that was called. */
  readonly operationId: string;
  /** The HTTP status. */
  readonly status: number;
  /** The request's ID, to quote to support, if the answer named one. */
  readonly requestId: string | undefined;
  /** The body as text. */
  readonly body: string;

  constructor(operationId: string, answer: { status: number; requestId: string | undefined; body: string }) {
    const { status, requestId, body } = answer;
    const found = body === '' ? 'an empty body' : 'a body that is neither a JSON object nor a JSON array';
    super(`${operationId} was answered with ${found} (${requestId === undefined ? '' : `request ${requestId}, `}status ${status})`);
    this.operationId = operationId;
    this.status = status;
    this.requestId = requestId;
    this.body = body;
  }

  override get name(): 'DliResponseError' {
    return 'DliResponseError';
  }
}
